// Put these facts into the present graph where they are alive today: believed or disputed, not over, not called off.
UNWIND $facts AS fact
MATCH (f:Fact {key: fact})
MATCH (:Timeline {id: f.subject})-[version {fact: fact}]->(:Timeline {id: f.object})
WHERE version.known_from <= $today AND $today < version.known_until
  AND $today < version.valid_until_latest
  AND NOT version.evidence IN ['DENIED', 'RETRACTED']
  AND NOT coalesce(version.stage, '') IN ['ended', 'cancelled']
MATCH (s:Entity {id: f.subject})
MATCH (o:Entity {id: f.object})
CREATE (s)-[present:$(type(version))]->(o)
SET present = properties(version)
