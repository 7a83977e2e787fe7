// One page of beliefs in their order, and with each the first claims about it, where any are asked for.
WITH e, other, CASE WHEN e[$workload_rank] > e.evidence_rank THEN e[$workload_rank] ELSE e.evidence_rank END AS rank
WHERE rank IN $ranks
WITH e, rank, other.name AS name
ORDER BY rank, name, e.fact
WITH collect({e: e, rank: rank, name: name}) AS found
WITH size(found) AS total, [x IN found WHERE x.rank > $after_rank OR (x.rank = $after_rank
  AND (x.name > $after_name OR (x.name = $after_name AND x.e.fact > $after_fact)))][..$limit] AS page
RETURN total, COLLECT {
  UNWIND range(0, size(page) - 1) AS row
  WITH row, page[row] AS x, page[row].e AS e
  OPTIONAL MATCH (subject:Entity {id: CASE WHEN size($subject) > 0 THEN startNode(e).id END})
  OPTIONAL MATCH (object:Entity {id: CASE WHEN size($object) > 0 THEN endNode(e).id END})
  CALL (e) {
    MATCH (:Fact {key: CASE WHEN $claims_limit > 0 THEN e.fact END})<-[about:ABOUT]-(c:Claim)
    WHERE about.known_on <= $known
    WITH c, about, coalesce(head([i IN range(0, size(e.winners) - 1) WHERE e.winners[i] = c.id]), size(e.winners)) AS at
    ORDER BY at, about.tier, about.known_on DESC, c.id
    WITH collect({c: c, about: about, place: at + 2}) AS said
    WITH size(said) AS said_in_all, said[..$claims_limit] AS said_first
    RETURN said_in_all, COLLECT {
      // part: claims_of_page
    } AS claims
  }
  RETURN [x.rank, x.name, type(e), [column IN $version | e[column]], [column IN $subject | subject[column]],
    [column IN $object | object[column]], said_in_all, claims]
  ORDER BY row
} AS beliefs
