// Make these rulings known.
UNWIND $rulings AS row
MERGE (r:Ruling {id: row.id})
SET r = row
