// One Publisher node for each id.
CREATE CONSTRAINT unique_publisher IF NOT EXISTS FOR (n:Publisher) REQUIRE n.id IS UNIQUE
