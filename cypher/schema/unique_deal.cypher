// One Deal node for each id.
CREATE CONSTRAINT unique_deal IF NOT EXISTS FOR (n:Deal) REQUIRE n.id IS UNIQUE
