// Put these facts into the present graph as the timeline graph has them today, by the same rule as create_present.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (subject:Timeline {id: f.subject})
MATCH (object:Timeline {id: f.object})
WITH f, subject, object
MATCH (subject)-[version {fact: f.key}]->(object)
WHERE version.known_from <= $today AND $today < version.known_until
  AND $today < version.valid_until_latest
  AND NOT version.evidence IN ['DENIED', 'RETRACTED']
  AND NOT coalesce(version.stage, '') IN ['ended', 'cancelled']
MATCH (s:Entity {id: f.subject})
MATCH (o:Entity {id: f.object})
CREATE (s)-[present:$(type(version))]->(o)
SET present = properties(version)
