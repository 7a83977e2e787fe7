// Which articles became known in this time?
CREATE INDEX article_known_on IF NOT EXISTS FOR (a:Article) ON (a.known_on)
