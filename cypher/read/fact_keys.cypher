// Which facts are claims about, in the order of their keys, after one of them?
MATCH (f:Fact)
WHERE f.key > $after
RETURN f.key AS fact
ORDER BY fact
LIMIT $limit
