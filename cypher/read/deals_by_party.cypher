// Which deals of these kinds is each of these entities a party to?
UNWIND $keys AS key
CALL (key) {
  MATCH (:Entity {id: key})-[:PARTY_TO {reference: true}]->(d:Deal)
  WHERE d.kind IN $kinds
  WITH DISTINCT d
  ORDER BY d.id
  WITH collect(d) AS found
  WITH size(found) AS total, [d IN found WHERE d.id > $after][..$limit] AS page
  RETURN total, [d IN page | {deal: properties(d), parties: COLLECT {
    MATCH (e:Entity)-[party:PARTY_TO {reference: true}]->(d)
    RETURN {role: party.role, entity: properties(e)} ORDER BY party.role, e.id
  }}] AS deals
}
RETURN key, total, deals
ORDER BY key
LIMIT size($keys)
