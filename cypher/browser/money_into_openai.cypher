// Who puts money into OpenAI today, or means to?
MATCH (investor:Entity)-[investment:INVESTS_IN|LENDS_TO]->(company:Entity {id: 'openai'})
RETURN investor, investment, company
ORDER BY investment.evidence_rank, investor.name, investment.fact
LIMIT 100
