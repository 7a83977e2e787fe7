// What was said about one fact, where, and by whom? Put the `fact` of an edge in place of this one.
MATCH (fact:Fact {key: 'nvidia|INVESTS_IN|openai|nvidia-openai-2025'})<-[about:ABOUT]-(claim:Claim)
MATCH (claim)-[stated:STATED_IN]->(article:Article)-[published:PUBLISHED_BY]->(publisher:Publisher)
RETURN fact, about, claim, stated, article, published, publisher
ORDER BY about.known_on, claim.id
LIMIT 100
