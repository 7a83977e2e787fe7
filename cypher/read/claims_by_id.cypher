// Which claims have these ids, where are they stated, and by whom?
UNWIND $keys AS key
MATCH (c:Claim {id: key})-[about:ABOUT]->(:Fact)
MATCH (c)-[:STATED_IN]->(a:Article)-[:PUBLISHED_BY]->(p:Publisher)
OPTIONAL MATCH (speaker:Entity {id: c.said_by})
OPTIONAL MATCH (first:Publisher {id: about.publisher})
RETURN key, {claim: properties(c), assessment: properties(about), article: properties(a), publisher: properties(p),
  speaker: properties(speaker), first_publisher: properties(first)} AS claim
ORDER BY key
LIMIT size($keys)
