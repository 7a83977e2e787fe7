// What does this deal hold, as known on one day and valid on another, who takes part, and what was said?
MATCH (d:Deal {id: $of})
CALL (d) {
  MATCH (f:Fact {deal: d.id})
  MATCH (s:Timeline {id: f.subject})-[e {fact: f.key}]->(o:Timeline {id: f.object})
  WHERE e.known_from <= $known AND $known < e.known_until AND e.valid_from_earliest <= $valid
    AND $valid < e.valid_until_latest AND e.evidence_rank IN $ranks
  WITH e, o
  ORDER BY e.evidence_rank, o.name, e.fact
  WITH collect(e) AS found
  RETURN size(found) AS total, found[..$first] AS page
}
RETURN d.id AS slug, d.name AS name, toUpper(replace(d.kind, '-', '_')) AS kind, COLLECT {
  MATCH (e:Entity)-[party:PARTY_TO {reference: true}]->(d)
  RETURN {role: toUpper(party.role), entity: {slug: e.id, name: e.name}}
  ORDER BY party.role, e.id
} AS parties, {totalCount: total, nodes: COLLECT {
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
  WITH place, e, startNode(e) AS s, endNode(e) AS o, said_in_all, claims
  RETURN {fact: e.fact, relation: type(e), evidence: e.evidence, stage: toUpper(e.stage),
    subject: {slug: s.id, name: s.name}, object: {slug: o.id, name: o.name},
    claims: {totalCount: said_in_all, nodes: claims}}
  ORDER BY place
}} AS legs
ORDER BY slug
LIMIT 1
