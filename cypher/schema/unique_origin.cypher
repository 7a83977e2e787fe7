// One Origin node for each id.
CREATE CONSTRAINT unique_origin IF NOT EXISTS FOR (n:Origin) REQUIRE n.id IS UNIQUE
