// Which entities are called like this, best first?
CALL db.index.fulltext.queryNodes('names', $query, {limit: $most}) YIELD node AS e, score
WHERE size($labels) = 0 OR e.label IN $labels
WITH e, score
ORDER BY score DESC, e.name, e.id
WITH collect({entity: properties(e), score: score}) AS found
WITH found, coalesce(head([i IN range(0, size(found) - 1) WHERE found[i].entity.id = $after | i + 1]), 0) AS start
RETURN size(found) AS total, found[start..start + $limit] AS hits
ORDER BY total
LIMIT 1
