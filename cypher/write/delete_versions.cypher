// Remove every version of these facts from the timeline graph.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (:Timeline {id: f.subject})-[version {fact: fact}]->(:Timeline {id: f.object})
DELETE version
