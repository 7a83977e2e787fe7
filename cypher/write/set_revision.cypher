// State what this database holds: whose it is, at which revision, by which rules, for which day the present graph is.
MERGE (g:Graph {id: 'graph'})
SET g += $properties
