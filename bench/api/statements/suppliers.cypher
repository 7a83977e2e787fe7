// Who supplies this customer, as known on one day and valid on another, and what was said about each?
MATCH (:Timeline {id: $of})<-[e:SUPPLIES]-(other:Timeline)
WHERE e.known_from <= $known AND $known < e.known_until
  AND e.valid_from_earliest <= $valid AND $valid < e.valid_until_latest
  AND e.evidence_rank IN $ranks
WITH e, other
ORDER BY e.evidence_rank, other.name, e.fact
WITH collect(e) AS found
WITH size(found) AS total, found[..$first] AS page
RETURN total AS totalCount, COLLECT {
  UNWIND range(0, size(page) - 1) AS place
  WITH place, page[place] AS e
  CALL (e) {
    MATCH (:Fact {key: e.fact})<-[about:ABOUT]-(c:Claim)
    WHERE about.known_on <= $known
    WITH about, c, coalesce(head([i IN range(0, size(e.winners) - 1) WHERE e.winners[i] = c.id]), size(e.winners)) AS at
    ORDER BY at, about.tier, about.known_on DESC, c.id
    WITH collect({about: about, c: c}) AS said
    RETURN size(said) AS said_in_all, COLLECT {
      UNWIND range(0, size(said[..5]) - 1) AS at
      WITH at, said[at].c AS c, said[at].about AS about
      MATCH (c)-[:STATED_IN]->(a:Article)-[:PUBLISHED_BY]->(p:Publisher)
      RETURN {summary: c.summary, quote: c.quote, standing: toUpper(about.standing), saidOn: about.said_on, article: {
        url: a.url, title: a.title, published: a.published, publisher: {name: p.name}}}
      ORDER BY at
    } AS claims
  }
  WITH place, e, startNode(e) AS supplier, said_in_all, claims
  RETURN {fact: e.fact, company: {slug: supplier.id, name: supplier.name}, evidence: e.evidence, stage: toUpper(e.stage),
    contested: e.contested, knownFrom: e.known_from, lastAffirmed: e.last_affirmed,
    claims: {totalCount: said_in_all, nodes: claims}}
  ORDER BY place
} AS nodes
LIMIT 1
