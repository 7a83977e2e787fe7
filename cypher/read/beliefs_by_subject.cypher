// What holds of these subjects, as known on one day and valid on another?
UNWIND $keys AS key
CALL (key) {
  MATCH (:Timeline {id: key})-[e]->(other:Timeline)
  // part: believed
    AND type(e) IN $relations
    AND (size($others) = 0 OR other.id IN $others)
    AND (size($deals) = 0 OR e.deal IN $deals)
  // part: page_of_beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT size($keys)
