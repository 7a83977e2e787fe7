// What do these deals hold, as known on one day and valid on another?
UNWIND $keys AS key
CALL (key) {
  MATCH (f:Fact {deal: key})
  MATCH (:Timeline {id: f.subject})-[e {fact: f.key}]->(other:Timeline {id: f.object})
  // part: believed
    AND type(e) IN $relations
  // part: page_of_beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT size($keys)
