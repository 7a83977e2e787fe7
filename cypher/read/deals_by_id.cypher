// Which deals have these ids, and who are their parties?
UNWIND $keys AS key
MATCH (d:Deal {id: key})
RETURN key, properties(d) AS deal, COLLECT {
  MATCH (e:Entity)-[party:PARTY_TO {reference: true}]->(d)
  RETURN {role: party.role, entity: properties(e)} ORDER BY party.role, e.id
} AS parties
ORDER BY key
LIMIT size($keys)
