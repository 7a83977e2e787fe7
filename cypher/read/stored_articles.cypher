// Which articles are written, at which address, and with what content?
MATCH (a:Article)
RETURN a.id AS id, a.url AS url, a.digest AS digest
ORDER BY id
LIMIT $limit
