// Which indexes are left of constraints whose creation was broken off, as when Neo4j was killed?
SHOW INDEXES
YIELD name, owningConstraint
WHERE name STARTS WITH 'unique_' AND owningConstraint IS NULL
RETURN name
ORDER BY name
LIMIT 100
