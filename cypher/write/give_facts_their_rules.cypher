// Give each fact about a regulation the rule that its key ends with, as schema 2 wants it.
MATCH (f:Fact {relation: 'REGULATES'})
WHERE NOT f.key ENDS WITH '|'
SET f.rule = split(f.key, '|')[-1]
