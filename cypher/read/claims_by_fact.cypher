// What was said about these facts by a day, the deciding claims first? A key is fact, day and deciding claims.
UNWIND $keys AS key
CALL (key) {
  MATCH (:Fact {key: key[0]})<-[about:ABOUT]-(c:Claim)-[:STATED_IN]->(a:Article)
  WHERE about.known_on <= key[1]
  WITH c, about, a, coalesce(head([i IN range(2, size(key) - 1) WHERE key[i] = c.id]), size(key)) AS place
  ORDER BY place, about.tier, about.known_on DESC, c.id
  WITH collect({c: c, about: about, a: a, place: place}) AS found
  WITH size(found) AS total, [x IN found WHERE x.place > $after_place
    OR (x.place = $after_place AND (x.about.tier > $after_tier
    OR (x.about.tier = $after_tier AND (x.about.known_on < $after_known_on
    OR (x.about.known_on = $after_known_on AND x.c.id > $after_id)))))][..$limit] AS page
  UNWIND CASE WHEN page = [] THEN [null] ELSE range(0, size(page) - 1) END AS row
  WITH total, row, page[row] AS x
  OPTIONAL MATCH (article:Article {id: x.a.id})-[:PUBLISHED_BY]->(publisher:Publisher)
  OPTIONAL MATCH (speaker:Entity {id: x.c.said_by})
  OPTIONAL MATCH (first:Publisher {id: x.about.publisher})
  WITH total, row, x, article, publisher, speaker, first
  ORDER BY row
  RETURN total, collect(CASE WHEN x IS NOT NULL THEN {place: x.place, claim: properties(x.c),
    assessment: properties(x.about), article: properties(article), publisher: properties(publisher),
    speaker: properties(speaker), first_publisher: properties(first)} END) AS claims
}
RETURN key, total, claims
ORDER BY key
LIMIT size($keys)
