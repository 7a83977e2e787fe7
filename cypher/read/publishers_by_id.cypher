// Which publishers have these ids?
UNWIND $keys AS key
MATCH (p:Publisher {id: key})
RETURN key, properties(p) AS publisher
ORDER BY key
LIMIT size($keys)
