// Which articles became known between two days, the newest first?
CALL () {
  MATCH (a:Article)
  WHERE $since <= a.known_on AND a.known_on <= $until AND a.kind IN $kinds
  RETURN count(a) AS total
}
CALL () {
  MATCH (a:Article)
  WHERE $since <= a.known_on AND a.known_on <= $until AND a.known_on <= $after_day
    AND (a.known_on < $after_day OR a.id > $after_id) AND a.kind IN $kinds
  WITH a
  ORDER BY a.known_on DESC, a.id
  LIMIT $limit
  MATCH (a)-[:PUBLISHED_BY]->(p:Publisher)
  WITH a, p
  ORDER BY a.known_on DESC, a.id
  RETURN collect({article: properties(a), publisher: properties(p)}) AS articles
}
RETURN '' AS key, total, articles
ORDER BY key
LIMIT 1
