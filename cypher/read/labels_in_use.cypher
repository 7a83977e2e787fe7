// Which of these labels, all of them ours, do nodes have?
MATCH (n:Graph|Publisher|Origin|Entity|Timeline|Deal|Ruling|Article|Claim|Fact|Company|Chip|System|Model|Site|Person
  |Government|Fund|Country|Rule|Undisclosed|Measure)
UNWIND labels(n) AS label
WITH DISTINCT label
WHERE label IN $labels
RETURN label
ORDER BY label
LIMIT size($labels)
