// State what this database holds, such as the day that the present graph is for.
MERGE (g:Graph {id: 'graph'})
SET g += $properties
