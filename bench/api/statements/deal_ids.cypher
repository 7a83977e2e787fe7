// Which deals have at least two legs?
MATCH (f:Fact)
WHERE f.deal IS NOT NULL
WITH f.deal AS id, count(*) AS legs
WHERE legs > 1
RETURN id, legs
ORDER BY id
LIMIT $limit
