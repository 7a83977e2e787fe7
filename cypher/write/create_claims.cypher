// Write these new claims under their articles, each about its fact.
UNWIND $claims AS row
MATCH (a:Article {id: row.article})
MERGE (f:Fact {key: row.fact})
ON CREATE SET f.subject = row.subject, f.relation = row.relation, f.object = row.object, f.deal = row.deal,
  f.rule = row.rule
CREATE (c:Claim)-[:STATED_IN]->(a)
SET c = row.properties, c.recorded_at = $recorded_at, c.revision = $revision
CREATE (c)-[about:ABOUT]->(f)
SET about = row.assessment
