// One Ruling node for each id.
CREATE CONSTRAINT unique_ruling IF NOT EXISTS FOR (n:Ruling) REQUIRE n.id IS UNIQUE
