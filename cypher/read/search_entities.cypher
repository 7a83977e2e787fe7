// Which entities are called like this, as the full-text index sees it? It looks at the best `most` of any label.
CALL db.index.fulltext.queryNodes('entity_names', $query, {limit: $most}) YIELD node AS e, score
WHERE e.label IN $labels
RETURN properties(e) AS entity
ORDER BY score DESC, e.id
LIMIT $limit
