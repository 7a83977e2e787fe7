// Which articles of these publishers became known between two days, the newest first?
UNWIND $keys AS key
CALL (key) {
  MATCH (a:Article)-[:PUBLISHED_BY]->(p:Publisher {id: key})
  WHERE $since <= a.known_on AND a.known_on <= $until AND a.kind IN $kinds
  WITH a, p
  ORDER BY a.known_on DESC, a.id
  WITH collect({a: a, p: p}) AS found
  RETURN size(found) AS total, [x IN found WHERE x.a.known_on < $after_day
    OR (x.a.known_on = $after_day AND x.a.id > $after_id)][..$limit] AS page
}
RETURN key, total, [x IN page | {article: properties(x.a), publisher: properties(x.p)}] AS articles
ORDER BY key
LIMIT size($keys)
