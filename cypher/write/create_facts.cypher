// Write these new facts, each with its claims under their articles.
UNWIND $facts AS row
CREATE (f:Fact)
SET f = row.properties
WITH f, row
UNWIND row.claims AS claim
MATCH (a:Article {id: claim.article})
CREATE (c:Claim)-[:STATED_IN]->(a)
SET c = claim.properties, c.recorded_at = $recorded_at, c.revision = $revision
CREATE (c)-[about:ABOUT]->(f)
SET about = claim.assessment
