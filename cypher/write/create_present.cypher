// Put of these versions into the present graph what is alive today: believed or disputed, not over, not called off.
UNWIND $versions AS row
WITH row, row.properties AS version
WHERE version.known_from <= $today AND $today < version.known_until
  AND $today < version.valid_until_latest
  AND NOT version.evidence IN ['DENIED', 'RETRACTED']
  AND NOT coalesce(version.stage, '') IN ['ended', 'cancelled']
MATCH (s:Entity {id: row.subject})
MATCH (o:Entity {id: row.object})
CREATE (s)-[present:$(row.relation)]->(o)
SET present = version
