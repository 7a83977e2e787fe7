"""What callers see when something fails: a code, and nothing internal."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.api.app import make_app
from service.api.context import Context
from service.api.schema import make_schema
from service.errors import DatabaseError
from service.graph.database import Database
from service.managed.ports import free_ports
from service.settings import PROJECT, DatabaseAddress, read_settings
from tests.api.conftest import Refuse
from tests.conftest import until_warm

# A question with a loader and one without; each takes as long as the driver tries again.
QUESTIONS = ['{ suppliers(of: "openai") { totalCount } }', '{ search(text: "openai") { totalCount } }']
INTERNAL_WORDS = (
    "127.0.0.1",
    "localhost",
    "bolt",
    "neo4j.",
    "Neo.",
    ".py",
    str(PROJECT),
    "MATCH",
    "UNWIND",
    "Traceback",
)


@pytest_asyncio.fixture(scope="module")
async def orphan() -> AsyncIterator[httpx.AsyncClient]:
    """HTTP to an application on an address where nothing listens."""
    address = DatabaseAddress(f"bolt://127.0.0.1:{free_ports().bolt}", "", "")
    app = make_app(address, read_settings(statement_timeout=0.2))
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


@pytest.mark.parametrize("document", QUESTIONS)
async def test_without_a_database_the_answer_says_so_and_nothing_internal(
    orphan: httpx.AsyncClient, document: str
) -> None:
    answer = (await orphan.post("/graphql", json={"query": document})).json()
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "DATABASE_UNAVAILABLE"}
    assert error["message"] == "the database does not answer; try again"
    assert not [word for word in INTERNAL_WORDS if word in str(answer)]


async def test_without_a_database_the_process_is_healthy_but_not_ready(orphan: httpx.AsyncClient) -> None:
    healthy, ready = await orphan.get("/healthz"), await orphan.get("/readyz")
    assert (healthy.status_code, healthy.json()) == (200, {"status": "ok"})
    assert ready.status_code == 503
    assert ready.json()["status"].startswith("nothing listens at bolt://127.0.0.1:")  # for the operator alone
    assert not [word for word in (".py", "Traceback") if word in ready.text]


async def test_with_data_the_process_is_ready(client: httpx.AsyncClient) -> None:
    ready = await until_warm(client)
    assert (ready.status_code, ready.json()) == (200, {"status": "ok"})


async def test_without_data_the_process_is_not_ready(client: httpx.AsyncClient, scratch: Database) -> None:
    assert scratch
    ready = await client.get("/readyz")
    assert ready.status_code == 503
    assert "no data of this schema is loaded" in ready.json()["status"]


async def answer_with(database: Database, document: str, **broken: str) -> dict[str, Any]:
    """The only error of an answer from a database some of whose statements have another text."""
    statements = {**database.statements}
    for name, text in broken.items():
        statements[name] = replace(statements[name], text=text)
    context = Context(replace(database, statements=statements, read_timeout=0.5))
    result = await make_schema().execute(document, context_value=context)
    (error,) = result.errors or ()
    return dict(error.formatted)


@pytest.mark.parametrize(
    "text",
    [
        "THIS IS NO CYPHER AT ALL",
        "UNWIND $keys AS key RETURN key, no_such_variable",
        "UNWIND $keys AS key RETURN key, 'one column only'",
        "UNWIND $keys AS key RETURN key, {} AS entity, null AS part_of, null AS designer, [] AS works_for",
        "UNWIND $keys AS key CREATE (:Written) RETURN key",
    ],
)
async def test_a_bug_is_internal_and_shows_nothing_of_itself(database: Database, text: str) -> None:
    error = await answer_with(database, '{ company(id: "openai") { name } }', entities_by_id=text)
    assert error["extensions"] == {"code": "INTERNAL"}
    assert error["message"] == "an internal error; it was logged"
    assert error["path"] == ["company"]


async def test_a_statement_past_its_time_is_a_timeout(database: Database) -> None:
    slow = "UNWIND range(1, 1000000000000) AS x WITH max(x) AS key RETURN key, 1, 2, 3, 4"
    error = await answer_with(database, '{ company(id: "openai") { name } }', entities_by_id=slow)
    assert error["extensions"] == {"code": "TIMEOUT"}
    assert not [word for word in INTERNAL_WORDS if word in str(error)]


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "{ nothing }",
        "{ suppliers { totalCount } }",
        '{ suppliers(of: "openai", workload: COOKING) { totalCount } }',
    ],
)
async def test_a_document_that_is_no_question_of_ours_is_bad_user_input(refuse: Refuse, document: str) -> None:
    assert (await refuse(document))["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_the_schema_has_no_mutations_and_no_subscriptions(refuse: Refuse) -> None:
    for operation in ("mutation", "subscription"):
        error = await refuse(f"{operation} {{ anything }}")
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_neo4j_refuses_to_write_through_the_read_handle(database: Database) -> None:
    intruder = {"id": "intruder", "name": "Intruder", "kind": "blog", "digest": ""}
    with pytest.raises(DatabaseError, match=r"Neo\.ClientError\.Statement\.AccessMode"):
        await database.read("merge_publishers", dict, publishers=[intruder])
