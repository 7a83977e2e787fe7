// Remove some edges of the present graph, but neither reference data nor the timeline graph.
MATCH (:Entity)-[present]->(:Entity)
WHERE present.fact IS NOT NULL
WITH present LIMIT $limit
DELETE present
RETURN count(*) AS deleted
