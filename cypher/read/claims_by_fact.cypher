// What was said about these facts by a day, the deciding claims first? A key is fact, day and deciding claims.
UNWIND $keys AS key
CALL (key) {
  MATCH (:Fact {key: key[0]})<-[about:ABOUT]-(c:Claim)
  WHERE about.known_on <= key[1]
  WITH c, about, coalesce(head([i IN range(2, size(key) - 1) WHERE key[i] = c.id]), size(key)) AS at
  ORDER BY at, about.tier, about.known_on DESC, c.id
  WITH collect({c: c, about: about, place: at}) AS found
  WITH size(found) AS total, [x IN found WHERE x.place > $after_place
    OR (x.place = $after_place AND (x.about.tier > $after_tier
    OR (x.about.tier = $after_tier AND (x.about.known_on < $after_known_on
    OR (x.about.known_on = $after_known_on AND x.c.id > $after_id)))))][..$limit] AS said_first
  RETURN total, COLLECT {
    // part: claims_of_page
  } AS claims
}
WITH key, total, claims
ORDER BY key
RETURN collect([key, total, claims]) AS pages
ORDER BY size(pages)
LIMIT 1
