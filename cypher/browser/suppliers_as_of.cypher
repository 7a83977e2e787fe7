// Who supplied OpenAI, as known on 2026-02-02? The timeline graph holds every version; both days stand in the pattern.
MATCH (supplier:Timeline)-[version:SUPPLIES]->(:Timeline {id: 'openai'})
WHERE version.known_from <= '2026-02-02' AND '2026-02-02' < version.known_until
  AND version.valid_from_earliest <= '2026-02-02' AND '2026-02-02' < version.valid_until_latest
RETURN supplier.name AS supplier, version.evidence AS evidence, version.stage AS stage, version.sources AS sources
ORDER BY version.evidence_rank, supplier, version.fact
LIMIT 100
