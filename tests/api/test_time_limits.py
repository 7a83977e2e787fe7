"""At the end of its time a question stops, also in Neo4j."""

import asyncio
from dataclasses import replace
from time import monotonic

import pytest
from strawberry.types import ExecutionResult

from service.api.context import Context
from service.api.limits import USUAL
from service.api.schema import make_schema
from service.graph.database import Database

ENDLESS = "UNWIND range(1, 1000000000000) AS x WITH max(x) AS key RETURN key, 1, 2, 3, 4"
QUESTIONS = [
    pytest.param("entities_by_id", '{ company(id: "openai") { name } }', id="by a loader"),
    pytest.param("search_entities", '{ search(text: "openai") { totalCount } }', id="by itself"),
    pytest.param(
        "claims_by_fact",
        '{ suppliers(of: "openai", first: 3, workload: TRAINING) { nodes { claims { totalCount } } } }',
        id="further down",
    ),
]


def slow(database: Database, statement: str, *, read_timeout: float) -> Database:
    """A handle on which one statement runs without end."""
    endless = replace(database.statements[statement], text=ENDLESS)
    return replace(database, statements={**database.statements, statement: endless}, read_timeout=read_timeout)


async def running(database: Database) -> int:
    """How many endless statements Neo4j runs."""
    async with database.driver.session(database=database.name) as session:
        found = await session.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery")
        return sum([record["currentQuery"] == ENDLESS async for record in found])


async def within(seconds: float, database: Database, *, runs: bool) -> bool:
    """Whether an endless statement runs, or none does, before `seconds` are over."""
    end = monotonic() + seconds
    while monotonic() < end:
        if bool(await running(database)) is runs:
            return True
        await asyncio.sleep(0.05)
    return False


def code(result: ExecutionResult) -> str:
    (error,) = result.errors or ()
    return str((error.extensions or {})["code"])


@pytest.mark.parametrize(("statement", "document"), QUESTIONS)
async def test_at_the_end_of_a_requests_time_neo4j_stops_too(database: Database, statement: str, document: str) -> None:
    schema = make_schema(replace(USUAL, seconds=3))
    began = monotonic()
    answer = asyncio.create_task(
        schema.execute(document, context_value=Context(slow(database, statement, read_timeout=300)))
    )
    assert await within(3, database, runs=True)
    result = await answer
    assert code(result) == "TIMEOUT"
    assert result.data is None
    assert "3 seconds" in (result.errors or [])[0].message
    assert monotonic() - began < 30  # the statement alone would take hours
    assert await within(10, database, runs=False)


@pytest.mark.parametrize(("statement", "document"), QUESTIONS)
async def test_neo4j_itself_ends_a_statement_past_its_time(database: Database, statement: str, document: str) -> None:
    context = Context(slow(database, statement, read_timeout=1))
    answer = asyncio.create_task(make_schema().execute(document, context_value=context))
    assert await within(10, database, runs=True)
    assert await within(10, database, runs=False)
    assert code(await answer) == "TIMEOUT"


async def test_the_connections_of_stopped_questions_are_free_again(database: Database) -> None:
    schema = make_schema(replace(USUAL, seconds=0.3))
    document = '{ search(text: "openai") { totalCount } }'
    endless = slow(database, "search_entities", read_timeout=300)
    results = [await schema.execute(document, context_value=Context(endless)) for _ in range(5)]
    assert [code(result) for result in results] == ["TIMEOUT"] * 5
    assert await within(10, database, runs=False)
    assert (await make_schema().execute(document, context_value=Context(database))).errors is None
