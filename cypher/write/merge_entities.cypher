// Make these entities known, each with its place in the timeline graph.
UNWIND $entities AS row
MERGE (e:Entity {id: row.id})
REMOVE e:Company:Chip:System:Model:Site:Person:Government:Fund:Country:Rule:Undisclosed:Measure
SET e:$(row.label), e = row
MERGE (t:Timeline {id: row.id})
SET t.name = row.name
