// Make these deals known, each with its parties and no others.
UNWIND $deals AS row
MERGE (d:Deal {id: row.id})
SET d.name = row.name, d.kind = row.kind, d.digest = row.digest
WITH d, row
OPTIONAL MATCH (d)<-[old:PARTY_TO]-()
DELETE old
WITH DISTINCT d, row
UNWIND row.parties AS party
MATCH (e:Entity {id: party.entity})
CREATE (e)-[:PARTY_TO {role: party.role, reference: true}]->(d)
