// What is believed about these facts, each as known on its own day, valid or not?
UNWIND $keys AS key
MATCH (f:Fact {key: key[0]})
MATCH (s:Timeline {id: f.subject})-[e {fact: key[0]}]->(o:Timeline {id: f.object})
WHERE e.known_from <= key[1] AND key[1] < e.known_until
MATCH (subject:Entity {id: s.id})
MATCH (object:Entity {id: o.id})
RETURN key, type(e) AS relation, properties(e) AS belief, properties(subject) AS subject, properties(object) AS object
ORDER BY key
LIMIT size($keys)
