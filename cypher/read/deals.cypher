// Which deals of these kinds are there, and who are their parties?
CALL () {
  MATCH (d:Deal)
  WHERE d.kind IN $kinds
  RETURN count(d) AS total
}
CALL () {
  MATCH (d:Deal)
  WHERE d.id > $after AND d.kind IN $kinds
  WITH d
  ORDER BY d.id
  LIMIT $limit
  RETURN collect({deal: properties(d), parties: COLLECT {
    MATCH (e:Entity)-[party:PARTY_TO {reference: true}]->(d)
    RETURN {role: party.role, entity: properties(e)} ORDER BY party.role, e.id
  }}) AS deals
}
RETURN '' AS key, total, deals
ORDER BY key
LIMIT 1
