// Write these new articles, each under its publisher.
UNWIND $articles AS row
MATCH (p:Publisher {id: row.publisher})
CREATE (a:Article)-[:PUBLISHED_BY]->(p)
SET a = row.properties, a.recorded_at = $recorded_at, a.revision = $revision
