// Replace what the reference data makes of these claims: tier, speaker, end, origin.
UNWIND $claims AS row
MATCH (c:Claim {id: row.id})-[about:ABOUT]->(:Fact)
SET about = row.assessment
