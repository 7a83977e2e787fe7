// One Fact node for each key.
CREATE CONSTRAINT unique_fact IF NOT EXISTS FOR (n:Fact) REQUIRE n.key IS UNIQUE
