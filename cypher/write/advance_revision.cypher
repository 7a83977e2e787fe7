// Begin a new revision of this database, and let no other load in before it is written.
MERGE (g:Graph {id: 'graph'})
SET g += $properties, g.revision = coalesce(g.revision, 0) + 1
