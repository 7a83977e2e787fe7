"""When /readyz says yes, and when /graphql refuses every question."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from service.api import readiness
from service.api.app import make_app
from service.api.readiness import Readiness
from service.graph import schema
from service.graph.database import Database, work_done
from service.settings import PROJECT, DatabaseAddress, read_settings
from tests.conftest import until_warm
from tests.faults.proxy import proxy_to
from tests.graph.dump import ask

QUESTION = {"query": '{ company(id: "openai") { name } }'}
SOON = 30.0  # seconds, for a busy machine


@asynccontextmanager
async def application(address: DatabaseAddress) -> AsyncIterator[httpx.AsyncClient]:
    app = make_app(address, read_settings(statement_timeout=30, request_timeout=60))
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


async def until_status(http: httpx.AsyncClient, status: int) -> httpx.Response:
    async with asyncio.timeout(SOON):
        while (answer := await http.post("/graphql", json=QUESTION)).status_code != status:
            await asyncio.sleep(0.1)
    return answer


async def test_until_the_example_questions_were_asked_it_is_warming_up(
    database: Database, address: DatabaseAddress
) -> None:
    assert database
    async with application(address) as http:
        first = await http.get("/readyz")
        assert (first.status_code, first.json()) == (503, {"status": "warming up"})
        assert "\nkg_ready 0.0\n" in (await http.get("/metrics")).text
        assert (await http.post("/graphql", json=QUESTION)).json()["data"]  # it answers whom it is not hidden from
        assert (await until_warm(http)).status_code == 200
        assert "\nkg_ready 1.0\n" in (await http.get("/metrics")).text


async def test_a_database_that_comes_later_is_warmed_up_and_then_ready(
    database: Database, address: DatabaseAddress
) -> None:
    assert database
    with proxy_to(int(address.uri.rpartition(":")[2])) as way:
        way.refuses = True
        async with application(replace(address, uri=f"bolt://127.0.0.1:{way.port}")) as http:
            away = await http.get("/readyz")
            assert (away.status_code, "bolt://127.0.0.1" in away.text) == (503, True)
            await asyncio.sleep(3.5 * readiness.FIRST_SECONDS)
            way.refuses = False
            async with asyncio.timeout(SOON):
                while (await http.get("/readyz")).status_code != 200:
                    await asyncio.sleep(0.1)


async def test_questions_that_fail_do_not_block_it_for_ever(database: Database) -> None:
    broken = {name: replace(one, text="NO CYPHER") for name, one in database.statements.items() if name != "graph"}
    one = Readiness(replace(database, statements={**database.statements, **broken}))
    looking = asyncio.create_task(one.keep())
    async with asyncio.timeout(SOON):
        while await one.reason_against():
            await asyncio.sleep(0.05)
    looking.cancel()


@pytest.mark.parametrize("found", [schema.SCHEMA - 1, schema.SCHEMA + 1])
async def test_a_graph_of_another_schema_answers_no_question(
    database: Database, address: DatabaseAddress, found: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with application(address) as http:
        await until_warm(http)
        try:
            await ask(database, f"MATCH (g:Graph) SET g.schema = {found}")
            refused = await until_status(http, 503)
            by_get = await http.get("/graphql", params=QUESTION)
            page = await http.get("/graphql", headers={"accept": "text/html"})
        finally:
            await ask(database, f"MATCH (g:Graph) SET g.schema = {schema.SCHEMA}")
        again = await http.post("/graphql", json=QUESTION)
    assert (by_get.status_code, page.status_code, again.status_code) == (503, 200, 200)
    (error,) = refused.json()["errors"]
    assert error["extensions"] == {"code": "OTHER_SCHEMA"}
    assert "| `OTHER_SCHEMA` |" in (PROJECT / "docs" / "api.md").read_text("utf-8")
    assert again.json()["data"]
    assert f"the graph is of schema {found}" in caplog.text


async def test_a_look_costs_one_statement(database: Database) -> None:
    one = Readiness(database, is_warm=True)
    with work_done() as work:
        await one._look()
    assert work.statements == ["graph"]
