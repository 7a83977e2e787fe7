// What does this database hold: whose is it, at which revision, by which rules?
MATCH (g:Graph {id: 'graph'})
RETURN g.id AS key, properties(g) AS graph
ORDER BY g.id
LIMIT 1
