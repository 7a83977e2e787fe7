// What is said in the claims of one page, by whom, and where?
UNWIND range(0, size(said_first) - 1) AS nth
WITH nth, said_first[nth].place AS place, said_first[nth].c AS c, said_first[nth].about AS about
MATCH (c)-[:STATED_IN]->(article:Article)-[:PUBLISHED_BY]->(publisher:Publisher)
OPTIONAL MATCH (speaker:Entity {id: CASE WHEN size($speaker) > 0 THEN c.said_by END})
OPTIONAL MATCH (first:Publisher {id: CASE WHEN size($first_publisher) > 0 THEN about.publisher END})
RETURN [place, [column IN $claim | c[column]], [column IN $assessment | about[column]],
  [column IN $article | article[column]], [column IN $publisher | publisher[column]],
  [column IN $speaker | speaker[column]], [column IN $first_publisher | first[column]]]
ORDER BY nth
