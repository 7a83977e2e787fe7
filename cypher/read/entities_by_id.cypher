// Which entities have these ids?
UNWIND $keys AS key
MATCH (e:Entity {id: key})
OPTIONAL MATCH (e)-[:PART_OF {reference: true}]->(whole:Entity)
OPTIONAL MATCH (e)-[:DESIGNED_BY {reference: true}]->(designer:Entity)
RETURN key, properties(e) AS entity, whole.id AS part_of, designer.id AS designer,
  COLLECT { MATCH (e)-[:WORKS_FOR {reference: true}]->(employer:Entity) RETURN employer.id ORDER BY employer.id } AS works_for
ORDER BY key
LIMIT size($keys)
