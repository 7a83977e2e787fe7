// What do these articles say, in their own order?
UNWIND $keys AS key
CALL (key) {
  MATCH (a:Article {id: key})<-[:STATED_IN]-(c:Claim)-[about:ABOUT]->(:Fact)
  WITH c, about, a, c.place AS place
  ORDER BY place
  WITH collect({c: c, about: about, a: a, place: place}) AS found
  WITH size(found) AS total, [x IN found WHERE x.place > $after_place][..$limit] AS page
  UNWIND CASE WHEN page = [] THEN [null] ELSE range(0, size(page) - 1) END AS row
  WITH total, row, page[row] AS x
  OPTIONAL MATCH (article:Article {id: x.a.id})-[:PUBLISHED_BY]->(publisher:Publisher)
  OPTIONAL MATCH (speaker:Entity {id: x.c.said_by})
  OPTIONAL MATCH (first:Publisher {id: x.about.publisher})
  WITH total, row, x, article, publisher, speaker, first
  ORDER BY row
  RETURN total, collect(CASE WHEN x IS NOT NULL THEN {place: x.place, claim: properties(x.c),
    assessment: properties(x.about), article: properties(article), publisher: properties(publisher),
    speaker: properties(speaker), first_publisher: properties(first)} END) AS claims
}
RETURN key, total, claims
ORDER BY key
LIMIT size($keys)
