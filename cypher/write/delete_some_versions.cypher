// Remove some edges of the timeline graph.
MATCH (:Timeline)-[version]->(:Timeline)
WITH version LIMIT $limit
DELETE version
RETURN count(*) AS deleted
