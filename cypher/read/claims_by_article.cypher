// What do these articles say, in their own order?
UNWIND $keys AS key
CALL (key) {
  MATCH (a:Article {id: key})<-[:STATED_IN]-(c:Claim)-[about:ABOUT]->(:Fact)
  WITH c, about, a
  ORDER BY c.place
  WITH collect({c: c, about: about, a: a}) AS found
  WITH found, coalesce(head([i IN range(0, size(found) - 1) WHERE found[i].c.id = $after | i + 1]), 0) AS start
  WITH size(found) AS total, found[start..start + $limit] AS page
  UNWIND CASE WHEN page = [] THEN [null] ELSE range(0, size(page) - 1) END AS place
  WITH total, place, page[place] AS x
  OPTIONAL MATCH (article:Article {id: x.a.id})-[:PUBLISHED_BY]->(publisher:Publisher)
  OPTIONAL MATCH (speaker:Entity {id: x.c.said_by})
  OPTIONAL MATCH (first:Publisher {id: x.about.publisher})
  WITH total, x, article, publisher, speaker, first
  ORDER BY place
  RETURN total, collect(CASE WHEN x IS NOT NULL THEN {claim: properties(x.c), assessment: properties(x.about),
    article: properties(article), publisher: properties(publisher), speaker: properties(speaker),
    first_publisher: properties(first)} END) AS claims
}
RETURN key AS key, total, claims
ORDER BY key
LIMIT size($keys)
