// Who supplies OpenAI today, in the present graph? Click an edge to see its evidence and its sources.
MATCH (supplier:Entity)-[supply:SUPPLIES]->(customer:Entity {id: 'openai'})
RETURN supplier, supply, customer
ORDER BY supply.evidence_rank, supplier.name, supply.fact
LIMIT 100
