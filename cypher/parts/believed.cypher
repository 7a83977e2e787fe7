// Which versions count: known on one day, valid on another, of this stage, delivering these things?
WHERE e.known_from <= $known AND $known < e.known_until
  AND e.valid_from_earliest <= $valid_last AND $valid_first < e.valid_until_latest
  AND (NOT $certain OR (e.valid_from_latest <= $valid_first AND $valid_last < e.valid_until_earliest))
  AND e[$workload_rank] IS NOT NULL
  AND coalesce(e.stage, '') IN $stages
  AND all(provided IN $provides WHERE provided IN e.provides)
  AND all(product IN $products WHERE product IN e.products)
