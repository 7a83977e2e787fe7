// One Claim node for each id.
CREATE CONSTRAINT unique_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE
