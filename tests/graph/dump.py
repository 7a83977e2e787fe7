"""Everything in a database as sorted lines of text, to compare what two ways of loading leave behind."""

import json
from typing import Any

from service.graph.database import Database

NOT_COMPARED = ("recorded_at", "revision", "loaded_at", "loader", "refreshed_at")
NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = """
MATCH (a)-[r]->(b)
RETURN labels(a) AS from_labels, coalesce(a.id, a.key) AS from, type(r) AS type, properties(r) AS properties,
  labels(b) AS to_labels, coalesce(b.id, b.key) AS to
"""


async def dump(database: Database) -> list[str]:
    """One line for each node and each edge; when they were written and by which load is left out."""
    rows = [*await ask(database, NODES), *await ask(database, EDGES)]
    return sorted(map(_line, rows))


async def ask(database: Database, statement: str, **parameters: object) -> list[dict[str, Any]]:
    """What any statement answers, past the handle of the service: tests may look at everything."""
    async with database.driver.session(database=database.name) as session:
        result = await session.run(statement, parameters)  # type: ignore[arg-type]
        return [dict(record) async for record in result]


def _line(row: dict[str, Any]) -> str:
    kept = {key: value for key, value in row["properties"].items() if key not in NOT_COMPARED}
    labels = {key: sorted(value) for key, value in row.items() if key.endswith("labels")}
    return json.dumps({**row, **labels, "properties": kept}, sort_keys=True, ensure_ascii=False)
