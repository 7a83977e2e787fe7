// Make these publishers known, with the properties given.
UNWIND $publishers AS row
MERGE (p:Publisher {id: row.id})
SET p = row
