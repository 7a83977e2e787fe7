// Which of these entities, or of all, did no claim name by a day?
CALL () {
  MATCH (:Timeline)-[version]->(:Timeline)
  WHERE version.known_from <= $known AND size(version.products) > 0
  UNWIND version.products AS product
  RETURN collect(DISTINCT product) AS products
}
MATCH (e:Entity)
WHERE (size($of) = 0 OR e.id IN $of) AND (size($labels) = 0 OR e.label IN $labels)
  AND NOT e.id IN products
  AND NOT EXISTS { MATCH (:Fact {subject: e.id})<-[about:ABOUT]-(:Claim) WHERE about.known_on <= $known }
  AND NOT EXISTS { MATCH (:Fact {object: e.id})<-[about:ABOUT]-(:Claim) WHERE about.known_on <= $known }
  AND NOT EXISTS { MATCH (:Fact {rule: e.id})<-[about:ABOUT]-(:Claim) WHERE about.known_on <= $known }
  AND NOT EXISTS { MATCH (:Claim {said_by: e.id})-[about:ABOUT]->(:Fact) WHERE about.known_on <= $known }
WITH e
ORDER BY e.name, e.id
WITH collect(properties(e)) AS found
RETURN size(found) AS total, [x IN found WHERE x.name > $after_name
  OR (x.name = $after_name AND x.id > $after_id)][..$limit] AS entities
ORDER BY total
LIMIT 1
