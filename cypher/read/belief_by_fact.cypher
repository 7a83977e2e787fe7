// What is believed about these facts, as known on a day, valid or not?
UNWIND $keys AS key
MATCH (f:Fact {key: key})
MATCH (:Timeline {id: f.subject})-[e {fact: key}]->(:Timeline {id: f.object})
WHERE e.known_from <= $known AND $known < e.known_until
MATCH (subject:Entity {id: f.subject})
MATCH (object:Entity {id: f.object})
RETURN key, type(e) AS relation, properties(e) AS belief, properties(subject) AS subject, properties(object) AS object
ORDER BY key
LIMIT size($keys)
