// Which entities of these labels, kinds and countries are there, by name?
CALL () {
  UNWIND $labels AS label
  MATCH (e:Entity {label: label})
  WHERE e.name >= '' AND e.kind IN $kinds AND (size($countries) = 0 OR e.country IN $countries)
  RETURN count(e) AS total
}
CALL () {
  UNWIND $labels AS label
  CALL (label) {
    MATCH (e:Entity {label: label})
    WHERE e.name >= $after_name AND (e.name > $after_name OR e.id > $after_id)
      AND e.kind IN $kinds AND (size($countries) = 0 OR e.country IN $countries)
    WITH e
    ORDER BY e.label, e.name, e.id
    LIMIT $limit
    RETURN e
  }
  WITH e
  ORDER BY e.name, e.id
  LIMIT $limit
  RETURN collect(properties(e)) AS entities
}
RETURN total, entities
ORDER BY total
LIMIT 1
