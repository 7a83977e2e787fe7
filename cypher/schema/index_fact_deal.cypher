// Which facts belong to this deal?
CREATE INDEX fact_deal IF NOT EXISTS FOR (f:Fact) ON (f.deal)
