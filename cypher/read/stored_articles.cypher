// Which of these articles are written already, and with what content?
UNWIND $articles AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.digest AS digest
ORDER BY id
LIMIT $limit
