"""A load leaves plans behind that fit what it wrote."""

from datetime import date
from typing import Any

from seed.loading import load
from seed.reading import Curated
from service.graph.database import Database
from service.graph.schema import prepare
from tests.graph.dump import ask

SCANS = ("NodeByLabelScan", "AllNodesScan", "NodeIndexScan", "DirectedAllRelationshipsScan")
# One reads all relationships, since nobody named an end or a deal; one all versions of a time.
READ_ALL = {"beliefs", "changed_versions", "stored_articles", "stored_references", "stored_withdrawals"}
READ_ALL |= {"fact_keys", "rulings", "holds_anything", "graph"}
READ_ALL |= {"deals", "publishers"}  # which are counted
READ_ALL |= {"coverage", "coverage_by_relation", "coverage_by_mention", "entities_without_claims"}
READ_ALL |= {"present_edges"}  # which is the whole present graph, a page at a time


def operators(plan: dict[str, Any]) -> list[str]:
    name = str(plan["operatorType"]).partition("@")[0]
    return [name, *(operator for child in plan.get("children", []) for operator in operators(child))]


async def test_no_read_of_a_key_scans_the_graph_after_a_first_load(graph: Database, curated: Curated) -> None:
    await forget_indexes(graph)
    await prepare(graph)
    reads = [one for one in graph.statements.values() if one.kind == "read" and one.name not in READ_ALL]
    await load(graph, curated, today=date(2026, 7, 31))
    scanning = {}
    for statement in reads:
        found = operators(await plan(graph, statement.text, dict.fromkeys(statement.parameters)))
        if scans := [operator for operator in found if operator in SCANS]:
            scanning[statement.name] = scans
    assert scanning == {}


async def forget_indexes(database: Database) -> None:
    """As in a new database: what the indexes count is nothing, and no later load changes that soon."""
    for row in await ask(database, "SHOW CONSTRAINTS YIELD name"):
        await ask(database, f"DROP CONSTRAINT {row['name']}")
    for row in await ask(database, "SHOW INDEXES YIELD name, type WHERE type IN ['RANGE', 'FULLTEXT'] RETURN name"):
        await ask(database, f"DROP INDEX {row['name']}")


async def plan(database: Database, text: str, parameters: dict[str, object]) -> dict[str, Any]:
    async with database.driver.session(database=database.name) as session:
        result = await session.run(f"EXPLAIN {text} // as never planned before", parameters)  # type: ignore[arg-type]
        found: dict[str, Any] = (await result.consume()).plan or {}
        return found
