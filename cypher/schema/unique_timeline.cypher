// One Timeline node for each id.
CREATE CONSTRAINT unique_timeline IF NOT EXISTS FOR (n:Timeline) REQUIRE n.id IS UNIQUE
