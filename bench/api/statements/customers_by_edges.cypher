// How many suppliers does each company have, as known and valid on one day?
MATCH (company:Company)
MATCH (t:Timeline {id: company.id})
WITH t.id AS id, COUNT {
  MATCH (t)<-[e:SUPPLIES]-(:Timeline)
  WHERE e.known_from <= $day AND $day < e.known_until
    AND e.valid_from_earliest <= $day AND $day < e.valid_until_latest AND e.evidence_rank IN $ranks
} AS edges
WHERE edges > 0
RETURN id, edges
ORDER BY edges DESC, id
LIMIT $limit
