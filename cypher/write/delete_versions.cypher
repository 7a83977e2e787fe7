// Remove every version of these facts from the timeline graph.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (s:Timeline {id: f.subject})
MATCH (o:Timeline {id: f.object})
WITH f, s, o
MATCH (s)-[version {fact: f.key}]->(o)
DELETE version
