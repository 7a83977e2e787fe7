// Forget this reference data, which no claim mentions any more.
UNWIND $references AS row
MATCH (n:Publisher|Origin|Entity|Deal|Ruling {id: row.id})
WHERE row.label IN labels(n)
OPTIONAL MATCH (t:Timeline {id: row.id}) WHERE row.label = 'Entity'
DETACH DELETE n, t
