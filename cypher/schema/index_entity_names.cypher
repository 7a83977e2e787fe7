// What is called like this, whatever the accents on Latin letters?
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases, e.ticker]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
