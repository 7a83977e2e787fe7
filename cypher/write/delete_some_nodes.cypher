// Remove something of everything that a load writes, to begin it anew.
MATCH (n:Claim|Fact|Article|Timeline|Deal|Entity|Origin|Publisher|Ruling)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
