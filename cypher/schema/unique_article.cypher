// One Article node for each id.
CREATE CONSTRAINT unique_article IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE
