// Which facts have this entity as their object?
CREATE INDEX fact_object IF NOT EXISTS FOR (f:Fact) ON (f.object)
