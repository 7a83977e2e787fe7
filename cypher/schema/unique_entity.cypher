// One Entity node for each id.
CREATE CONSTRAINT unique_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE
