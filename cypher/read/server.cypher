// Which version of Neo4j is this, and which edition?
CALL dbms.components() YIELD name, versions, edition
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version, edition
ORDER BY version
LIMIT 1
