// Is there anything in this database that is not ours to know?
RETURN NOT EXISTS { MATCH (n) WHERE NOT n:Graph } AS empty
ORDER BY empty
LIMIT 1
