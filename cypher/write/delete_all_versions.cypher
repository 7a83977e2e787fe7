// Remove the timeline graph.
MATCH (:Timeline)-[version]->(:Timeline)
DELETE version
