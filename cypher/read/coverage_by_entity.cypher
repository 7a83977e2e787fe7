// How much was known by a day about these entities, as an end of a fact or by their own word?
UNWIND $keys AS key
CALL (key) {
  CALL (key) {
    MATCH (f:Fact {subject: key})<-[about:ABOUT]-(c:Claim) WHERE about.known_on <= $known RETURN f, c
    UNION
    MATCH (f:Fact {object: key})<-[about:ABOUT]-(c:Claim) WHERE about.known_on <= $known RETURN f, c
    UNION
    MATCH (c:Claim {said_by: key})-[about:ABOUT]->(f:Fact) WHERE about.known_on <= $known RETURN f, c
  }
  MATCH (c)-[:STATED_IN]->(a:Article)-[:PUBLISHED_BY]->(p:Publisher)
  WITH f.relation AS relation, count(c) AS claims, count(DISTINCT f) AS facts,
    collect(DISTINCT [a.known_on, a.id, p.id]) AS articles
  ORDER BY relation
  WITH sum(claims) AS claims, collect({relation: relation, claims: claims, facts: facts}) AS relations,
    collect(articles) AS found
  RETURN claims, relations,
    COLLECT { UNWIND found AS articles UNWIND articles AS one RETURN DISTINCT one ORDER BY one } AS articles
}
RETURN key, size(articles) AS articles, claims, COUNT { UNWIND articles AS one RETURN DISTINCT one[2] } AS publishers,
  articles[0][0] AS first_day, articles[-1][0] AS last_day, articles[-1][1] AS last_article, relations
ORDER BY key
LIMIT size($keys)
