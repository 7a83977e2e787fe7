// Give these articles the head that their files have now, and their publisher.
UNWIND $articles AS row
MATCH (a:Article {id: row.stored})-[old:PUBLISHED_BY]->(:Publisher)
DELETE old
WITH a, row
MATCH (p:Publisher {id: row.publisher})
CREATE (a)-[:PUBLISHED_BY]->(p)
SET a = a {.recorded_at, .revision}, a += row.properties
