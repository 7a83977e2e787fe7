// Remove the present graph, but neither reference data nor the timeline graph.
MATCH (:Entity)-[present]->(:Entity)
WHERE present.fact IS NOT NULL
DELETE present
