// Which publishers of these kinds are there, by name?
MATCH (p:Publisher)
WHERE p.kind IN $kinds
WITH p
ORDER BY p.name, p.id
WITH collect(properties(p)) AS found
RETURN size(found) AS total, [x IN found WHERE x.name > $after_name
  OR (x.name = $after_name AND x.id > $after_id)][..$limit] AS publishers
ORDER BY total
LIMIT 1
