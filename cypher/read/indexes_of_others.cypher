// Which indexes have one of these names but none of these labels, or one of these labels but none of these names?
SHOW INDEXES
YIELD name, type, labelsOrTypes
WHERE type <> 'LOOKUP' AND (name IN $names) <> any(label IN labelsOrTypes WHERE label IN $labels)
RETURN name
ORDER BY name
LIMIT 100
