// How much was known by a day, by how many publishers, from when to when?
MATCH (a:Article)-[:PUBLISHED_BY]->(p:Publisher)
WHERE a.known_on <= $known
WITH a, p, COUNT { (a)<-[:STATED_IN]-() } AS said
WITH count(a) AS articles, sum(said) AS claims, count(DISTINCT p) AS publishers, min(a.known_on) AS first_day,
  max([a.known_on, a.id]) AS last
RETURN 'all' AS key, articles, claims, publishers, first_day, last[0] AS last_day, last[1] AS last_article
ORDER BY key
LIMIT 1
