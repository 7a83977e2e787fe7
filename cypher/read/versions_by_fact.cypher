// What was believed about these facts, version by version, the oldest first?
UNWIND $keys AS key
CALL (key) {
  MATCH (f:Fact {key: key})
  MATCH (:Timeline {id: f.subject})-[e {fact: key}]->(:Timeline {id: f.object})
  MATCH (subject:Entity {id: f.subject})
  MATCH (object:Entity {id: f.object})
  WITH e, subject, object
  ORDER BY e.known_from
  WITH collect({e: e, subject: subject, object: object}) AS found
  WITH size(found) AS total, [x IN found WHERE x.e.known_from > $after][..$limit] AS page
  RETURN total, [x IN page | {relation: type(x.e), rank: x.e.evidence_rank, belief: properties(x.e),
    subject: properties(x.subject), object: properties(x.object)}] AS beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT size($keys)
