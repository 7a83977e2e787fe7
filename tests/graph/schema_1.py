"""A graph of schema 1, stored as text when that was the newest, and the curated files that it was made from.

A line of `schema_1.jsonl` is a node, or an edge that names its ends by their places among the nodes, from 0.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from service.graph.database import Database
from tests.graph.dump import ask
from tests.small_folder import SmallFolder, claim, small_folder

STORED = Path(__file__).with_suffix(".jsonl")
DAY = date(2026, 6, 30)  # that its present graph is for
NODES = "UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties, n.node = row.node"
EDGES = """
UNWIND $rows AS row
MATCH (a {node: row.from}) MATCH (b {node: row.to})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
"""
NO_NUMBERS = "MATCH (n) REMOVE n.node"


def folder_of_schema_1(path: Path) -> SmallFolder:
    folder = small_folder(path)
    folder.write("entities/governments.yaml", "- {id: us-government, name: US government, kind: government}\n")
    folder.write(
        "entities/rules.yaml",
        "- {id: chip-rule, name: Chip Rule, kind: export-control}\n"
        "- {id: cloud-rule, name: Cloud Rule, kind: export-control}\n",
    )
    forbidden = claim("us-government", "blackwell", relation="REGULATES", more="rule: chip-rule, effect: forbids")
    bought = claim(
        "nvidia", "groq", relation="INVESTS_IN", more="stage: planned, amount: {exact: 20000000000, unit: USD}"
    )
    folder.article("2026-03-01-reuters-amd", claim("amd", more="deal: amd-openai-2026, stage: agreed"), forbidden)
    folder.article("2026-03-02-mint-groq", claim("groq", more="stage: active"), bought, publisher="mint")
    folder.article("2026-03-03-reuters-groq", claim("groq", more="denies: relation, said_by: openai"))
    return folder


async def restore_schema_1(database: Database) -> None:
    """Write the stored graph into the empty database."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in STORED.read_text("utf-8").splitlines()]
    nodes = [row for row in rows if "labels" in row]
    await ask(database, NODES, rows=[row | {"node": place} for place, row in enumerate(nodes)])
    await ask(database, EDGES, rows=[row for row in rows if "type" in row])
    await ask(database, NO_NUMBERS)
