// Join these entities to what they are part of, work for or are designed by, and to nothing else.
UNWIND $links AS row
MATCH (e:Entity {id: row.id})
OPTIONAL MATCH (e)-[old:PART_OF|WORKS_FOR|DESIGNED_BY {reference: true}]->()
DELETE old
WITH DISTINCT e, row
UNWIND row.targets AS target
MATCH (t:Entity {id: target.id})
CREATE (e)-[:$(target.type) {reference: true}]->(t)
