// Make these first reports known, each with its publisher.
UNWIND $origins AS row
MERGE (o:Origin {id: row.id})
SET o = row
WITH o, row
OPTIONAL MATCH (o)-[old:PUBLISHED_BY]->(p:Publisher) WHERE p.id <> row.publisher
DELETE old
WITH DISTINCT o, row
MATCH (p:Publisher {id: row.publisher})
MERGE (o)-[:PUBLISHED_BY]->(p)
