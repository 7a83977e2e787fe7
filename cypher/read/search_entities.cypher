// Which entities are called like this, best first?
CALL db.index.fulltext.queryNodes('names', $query, {limit: $most}) YIELD node AS e, score
WHERE size($labels) = 0 OR e.label IN $labels
WITH e, score
ORDER BY score DESC, e.name, e.id
WITH collect({entity: properties(e), score: score}) AS found
RETURN size(found) AS total, [x IN found WHERE x.score < $after_score
  OR (x.score = $after_score AND (x.entity.name > $after_name
  OR (x.entity.name = $after_name AND x.entity.id > $after_id)))][..$limit] AS hits
ORDER BY total
LIMIT 1
