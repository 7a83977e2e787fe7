// Remove these facts from the present graph.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (s:Entity {id: f.subject})
MATCH (o:Entity {id: f.object})
WITH f, s, o
MATCH (s)-[present {fact: f.key}]->(o)
DELETE present
