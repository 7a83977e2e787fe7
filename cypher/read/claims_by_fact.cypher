// What was said about these facts by a day, the deciding claims first?
UNWIND $keys AS key
CALL (key) {
  MATCH (:Fact {key: key.fact})<-[about:ABOUT]-(c:Claim)-[:STATED_IN]->(a:Article)
  WHERE about.known_on <= $known
  WITH c, about, a, [place IN range(0, size(key.winners) - 1) WHERE key.winners[place] = c.id] AS places
  WITH c, about, a, coalesce(head(places), size(key.winners)) AS place
  ORDER BY place, about.tier, about.known_on DESC, c.id
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
RETURN key.fact AS key, total, claims
ORDER BY key
LIMIT size($keys)
