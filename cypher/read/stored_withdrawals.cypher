// Which claims are withdrawn, since when, and by what?
MATCH (c:Claim)-[about:ABOUT]->(:Fact)
WHERE about.withdrawn_on IS NOT NULL
RETURN c.id AS id, about.withdrawn_on AS withdrawn_on, about.withdrawn_by AS withdrawn_by
ORDER BY id
LIMIT $limit
