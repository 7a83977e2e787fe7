// Which beliefs became known after one day and by another, about these entities or about anything?
MATCH (s:Timeline)-[e]->(o:Timeline)
WHERE e.known_from > $since AND e.known_from <= $until
  AND (size($about) = 0 OR s.id IN $about OR o.id IN $about)
WITH e, s, o
ORDER BY e.known_from, e.fact
WITH collect({fact: e.fact, known_from: e.known_from, relation: type(e), subject: s.id, object: o.id}) AS found
RETURN size(found) AS total, [x IN found WHERE x.known_from > $after_day
  OR (x.known_from = $after_day AND x.fact > $after_fact)][..$limit] AS versions
ORDER BY total
LIMIT 1
