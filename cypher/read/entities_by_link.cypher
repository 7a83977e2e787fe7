// Which entities of these labels, kinds and countries are joined to all of these, by name? A link is type and id.
UNWIND $links AS link
MATCH (:Entity {id: link[1]})<-[joined:DESIGNED_BY|PART_OF {reference: true}]-(e:Entity)
WHERE type(joined) = link[0]
  AND e.label IN $labels AND e.kind IN $kinds AND (size($countries) = 0 OR e.country IN $countries)
WITH e, count(DISTINCT link) AS met
WHERE met = size($links)
WITH e
ORDER BY e.name, e.id
WITH collect(e) AS found
RETURN size(found) AS total, [e IN found WHERE e.name > $after_name
  OR (e.name = $after_name AND e.id > $after_id) | properties(e)][..$limit] AS entities
ORDER BY total
LIMIT 1
