// Write these versions of beliefs into the timeline graph.
UNWIND $versions AS row
MATCH (s:Timeline {id: row.subject})
MATCH (o:Timeline {id: row.object})
CREATE (s)-[version:$(row.relation)]->(o)
SET version = row.properties
