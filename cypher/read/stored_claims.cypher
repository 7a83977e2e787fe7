// What do these articles say in this database, withdrawn claims too, and how do they look?
UNWIND $keys AS key
MATCH (a:Article {id: key})-[:PUBLISHED_BY]->(p:Publisher)
OPTIONAL MATCH (c:Claim)-[:STATED_IN]->(a)
RETURN key, properties(a) AS article, p.id AS publisher, collect(c {.id, .place, .content}) AS claims
ORDER BY key
LIMIT $limit
