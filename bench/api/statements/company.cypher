// What does the page of this company show, as known on one day and valid on another?
MATCH (company:Entity {id: $of})
MATCH (place:Timeline {id: $of})
CALL (place) {
  MATCH (place)<-[e:SUPPLIES]-(other:Timeline)
  WHERE e.known_from <= $known AND $known < e.known_until AND e.valid_from_earliest <= $valid
    AND $valid < e.valid_until_latest AND e.evidence_rank IN $ranks
  WITH e, other
  ORDER BY e.evidence_rank, other.name, e.fact
  WITH collect({e: e, other: other}) AS found
  RETURN {totalCount: size(found), nodes: [x IN found[..$first] | {company: {slug: x.other.id, name: x.other.name},
    fact: x.e.fact, evidence: x.e.evidence, stage: toUpper(x.e.stage), knownFrom: x.e.known_from, sources: x.e.sources}]} AS suppliers
}
CALL (place) {
  MATCH (place)-[e:SUPPLIES]->(other:Timeline)
  WHERE e.known_from <= $known AND $known < e.known_until AND e.valid_from_earliest <= $valid
    AND $valid < e.valid_until_latest AND e.evidence_rank IN $ranks
  WITH e, other
  ORDER BY e.evidence_rank, other.name, e.fact
  WITH collect({e: e, other: other}) AS found
  RETURN {totalCount: size(found), nodes: [x IN found[..$first] | {company: {slug: x.other.id, name: x.other.name},
    fact: x.e.fact, evidence: x.e.evidence, stage: toUpper(x.e.stage), knownFrom: x.e.known_from, sources: x.e.sources}]} AS customers
}
CALL (place) {
  MATCH (place)<-[e:INVESTS_IN]-(other:Timeline)
  WHERE e.known_from <= $known AND $known < e.known_until AND e.valid_from_earliest <= $valid
    AND $valid < e.valid_until_latest AND e.evidence_rank IN $ranks
  WITH e, other
  ORDER BY e.evidence_rank, other.name, e.fact
  WITH collect({e: e, other: other}) AS found
  RETURN {totalCount: size(found), nodes: [x IN found[..$first] | {investor: {slug: x.other.id, name: x.other.name},
    fact: x.e.fact, evidence: x.e.evidence, stage: toUpper(x.e.stage), knownFrom: x.e.known_from, sources: x.e.sources}]} AS investors
}
CALL (place) {
  MATCH (place)-[e:INVESTS_IN]->(other:Timeline)
  WHERE e.known_from <= $known AND $known < e.known_until AND e.valid_from_earliest <= $valid
    AND $valid < e.valid_until_latest AND e.evidence_rank IN $ranks
  WITH e, other
  ORDER BY e.evidence_rank, other.name, e.fact
  WITH collect({e: e, other: other}) AS found
  RETURN {totalCount: size(found), nodes: [x IN found[..$first] | {investee: {slug: x.other.id, name: x.other.name},
    fact: x.e.fact, evidence: x.e.evidence, stage: toUpper(x.e.stage), knownFrom: x.e.known_from, sources: x.e.sources}]} AS investments
}
CALL (company) {
  OPTIONAL MATCH (company)-[:PARTY_TO {reference: true}]->(d:Deal)
  WITH DISTINCT d
  ORDER BY d.id
  WITH collect({slug: d.id, name: d.name}) AS found
  WITH [x IN found WHERE x.slug IS NOT NULL] AS found
  RETURN {totalCount: size(found), nodes: found[..$first]} AS deals
}
RETURN company.id AS slug, company.name AS name, company.kind AS kind, suppliers, customers, investors, investments, deals
ORDER BY slug
LIMIT 1
