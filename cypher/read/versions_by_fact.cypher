// What was believed about these facts, version by version, the oldest first?
UNWIND $keys AS key
MATCH (f:Fact {key: key})
CALL (f) {
  MATCH (:Timeline {id: f.subject})-[e {fact: f.key}]->(:Timeline {id: f.object})
  WITH e
  ORDER BY e.known_from
  RETURN collect(e) AS found
}
WITH key, f, size(found) AS total, [e IN found WHERE e.known_from > $after][..$limit] AS page
MATCH (subject:Entity {id: f.subject})
WITH key, f, total, page, subject
MATCH (object:Entity {id: f.object})
RETURN key, total, [e IN page | {relation: type(e), rank: e.evidence_rank, belief: properties(e),
  subject: properties(subject), object: properties(object)}] AS beliefs
ORDER BY key
LIMIT size($keys)
