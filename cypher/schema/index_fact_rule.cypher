// Which facts are about this rule?
CREATE INDEX fact_rule IF NOT EXISTS FOR (f:Fact) ON (f.rule)
