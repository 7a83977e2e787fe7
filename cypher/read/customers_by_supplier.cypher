// Whom do these suppliers supply, as known on one day and valid on another?
UNWIND $keys AS key
CALL (key) {
  MATCH (:Timeline {id: key})-[e:SUPPLIES]->(other:Timeline)
  // part: believed
  // part: page_of_beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT size($keys)
