// How many facts of each relation were known by a day, and from how many claims?
MATCH (f:Fact)<-[about:ABOUT]-(:Claim)
WHERE about.known_on <= $known
RETURN f.relation AS relation, count(about) AS claims, count(DISTINCT f) AS facts
ORDER BY relation
LIMIT $limit
