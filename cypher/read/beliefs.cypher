// Which facts of these relations hold, as known on one day and valid on another?
UNWIND [''] AS key
CALL (key) {
  MATCH (other:Timeline)-[e]->(:Timeline)
  // part: believed
    AND type(e) IN $relations
  // part: page_of_beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT 1
