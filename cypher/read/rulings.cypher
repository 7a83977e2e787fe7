// Which rulings have editors made?
MATCH (r:Ruling)
RETURN properties(r) AS ruling
ORDER BY r.id
LIMIT $limit
