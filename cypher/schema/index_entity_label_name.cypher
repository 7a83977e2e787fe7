// Which entities of this label come after this name?
CREATE INDEX entity_label_name IF NOT EXISTS FOR (e:Entity) ON (e.label, e.name)
