// Which publishers, origins, entities, deals and rulings are known, and with what content?
MATCH (n:Publisher|Origin|Entity|Deal|Ruling)
RETURN head([label IN labels(n) WHERE label IN ['Publisher', 'Origin', 'Entity', 'Deal', 'Ruling']]) AS label,
  n.id AS id, n.digest AS digest
ORDER BY label, id
LIMIT $limit
