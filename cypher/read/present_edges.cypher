// Which edges does the present graph hold, in the order of their facts, after one of them?
MATCH (s:Entity)-[e]->(o:Entity)
WHERE e.fact > $after
RETURN e.fact AS fact, type(e) AS relation, s.id AS subject, o.id AS object, properties(e) AS edge
ORDER BY fact
LIMIT $limit
