// One Graph node for each id.
CREATE CONSTRAINT unique_graph IF NOT EXISTS FOR (n:Graph) REQUIRE n.id IS UNIQUE
