// What was ever said about these facts, withdrawn claims too?
UNWIND $facts AS fact
MATCH (:Fact {key: fact})<-[about:ABOUT]-(c:Claim)-[:STATED_IN]->(a:Article)
RETURN fact, a.id AS article, a.url AS url, c.content AS content, properties(about) AS assessment
ORDER BY fact, c.id
LIMIT $limit
