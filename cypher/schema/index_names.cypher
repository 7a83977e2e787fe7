// What is called like this?
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases, e.ticker]
