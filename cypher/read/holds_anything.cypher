// Does this database hold anything at all?
RETURN EXISTS { MATCH () } AS anything
ORDER BY anything
LIMIT 1
