// Begin a new revision of this database, and let no other load in before it is written.
MERGE (g:Graph {id: 'graph'})
SET g.revision = coalesce(g.revision, 0) + 1
WITH g, g.loader AS loader_before
SET g += $properties
RETURN g.revision AS revision, loader_before
