// Give these claims the wording, place and assessment that they have now; what they say stays.
UNWIND $claims AS row
MATCH (c:Claim {id: row.properties.id})-[about:ABOUT]->(:Fact)
SET c = c {.recorded_at, .revision}, c += row.properties, about = row.assessment
