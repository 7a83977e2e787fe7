// Wait until every index is filled, which Neo4j does after it is made.
CALL db.awaitIndexes(110)
