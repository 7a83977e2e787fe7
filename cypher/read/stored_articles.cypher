// Which articles are written, and with what content?
MATCH (a:Article)
RETURN a.id AS id, a.digest AS digest
ORDER BY id
LIMIT $limit
