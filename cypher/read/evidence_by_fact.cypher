// What was ever said about these facts, withdrawn claims too?
UNWIND $facts AS fact
MATCH (:Fact {key: fact})<-[about:ABOUT]-(c:Claim)-[:STATED_IN]->(a:Article)-[:PUBLISHED_BY]->(p:Publisher)
RETURN fact, c.id AS claim, a.id AS article, a.published + ' ' + p.name AS source, c.content AS content,
  properties(about) AS assessment
ORDER BY fact, c.id
LIMIT $limit
