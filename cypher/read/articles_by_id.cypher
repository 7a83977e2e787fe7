// Which articles have these ids, and who printed them?
UNWIND $keys AS key
MATCH (a:Article {id: key})-[:PUBLISHED_BY]->(p:Publisher)
RETURN key, properties(a) AS article, properties(p) AS publisher
ORDER BY key
LIMIT size($keys)
