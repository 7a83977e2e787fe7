// Through whom is this customer supplied, hop by hop, every hop known on one day and possible on another?
MATCH chain = (first:Timeline)
  (()-[hop:SUPPLIES WHERE hop.known_from <= $known AND $known < hop.known_until
    AND hop.valid_from_earliest <= $valid AND $valid < hop.valid_until_latest
    AND hop.evidence_rank IN $ranks]->()){1,4}
  (:Timeline {id: $customer})
WHERE size(hop) <= $hops
  AND all(place IN range(0, size(hop) - 1) WHERE NOT nodes(chain)[place] IN nodes(chain)[place + 1..])
RETURN [node IN nodes(chain) | node.id] AS companies, [h IN hop | h.fact] AS facts
ORDER BY size(hop), facts
LIMIT $limit
