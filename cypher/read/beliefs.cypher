// Which facts of these relations hold, as known on one day and valid on another?
UNWIND [''] AS key
CALL (key) {
  MATCH (other:Timeline)-[e]->(:Timeline)
  WHERE e.known_from <= $known AND $known < e.known_until
    AND e.valid_from_earliest <= $valid_last AND $valid_first < e.valid_until_latest
    AND (NOT $certain OR (e.valid_from_latest <= $valid_first AND $valid_last < e.valid_until_earliest))
    AND e[$workload_rank] IS NOT NULL
    AND coalesce(e.stage, '') IN $stages
    AND all(provided IN $provides WHERE provided IN e.provides)
    AND all(product IN $products WHERE product IN e.products)
    AND type(e) IN $relations
  WITH key, e, other, CASE WHEN e[$workload_rank] > e.evidence_rank THEN e[$workload_rank] ELSE e.evidence_rank END AS rank
  WHERE rank IN $ranks
  WITH e, rank, other.name AS name
  ORDER BY rank, name, e.fact
  WITH collect({e: e, rank: rank, name: name}) AS found
  WITH size(found) AS total, [x IN found WHERE x.rank > $after_rank OR (x.rank = $after_rank
    AND (x.name > $after_name OR (x.name = $after_name AND x.e.fact > $after_fact)))][..$limit] AS page
  UNWIND CASE WHEN page = [] THEN [null] ELSE page END AS x
  OPTIONAL MATCH (subject:Entity {id: startNode(x.e).id})
  OPTIONAL MATCH (object:Entity {id: endNode(x.e).id})
  WITH total, x, subject, object
  ORDER BY x.rank, x.name, x.e.fact
  RETURN total, [row IN collect({rank: x.rank, name: x.name, relation: type(x.e), belief: properties(x.e),
    subject: properties(subject), object: properties(object)}) WHERE row.rank IS NOT NULL] AS beliefs
}
RETURN key, total, beliefs
ORDER BY key
LIMIT 1
