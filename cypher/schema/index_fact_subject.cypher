// Which facts have this entity as their subject?
CREATE INDEX fact_subject IF NOT EXISTS FOR (f:Fact) ON (f.subject)
