// Remove these facts from the present graph.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (:Entity {id: f.subject})-[present {fact: fact}]->(:Entity {id: f.object})
DELETE present
