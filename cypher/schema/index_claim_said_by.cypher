// Which claims are the words of this entity?
CREATE INDEX claim_said_by IF NOT EXISTS FOR (c:Claim) ON (c.said_by)
