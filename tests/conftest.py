"""One real Neo4j for the whole run, with the curated data loaded once."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import date
from typing import Any

import httpx
import pytest
import pytest_asyncio

from seed.loading import load
from seed.reading import Curated, read_folder
from service.api.app import make_app
from service.errors import DatabaseError
from service.graph import reading
from service.graph.database import Database, open_database
from service.managed.temporary import temporary_database
from service.settings import PROJECT, DatabaseAddress, read_settings
from tests.composing import (  # noqa: F401 (the fixtures of pytest-docker)
    compose,
    composed_address,
    docker_cleanup,
    docker_compose_command,
    docker_compose_file,
    docker_compose_password,
    docker_compose_project_name,
    docker_setup,
)

TODAY = date(2026, 7, 31)  # after the last article; the present graph is for this day

Ask = Callable[..., Awaitable[dict[str, Any]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("managed", "uri", "docker"),
        default="uri" if os.environ.get("KG_TEST_NEO4J_URI") else "managed",
        help="managed: a server of the tests' own; uri: the empty one at KG_TEST_NEO4J_URI; docker: a composed one",
    )


def pytest_report_header(config: pytest.Config) -> str:
    chosen = config.getoption("--database")
    without = "" if chosen == "docker" else "; the tests of the Docker stack are not run (make test-docker)"
    return f"neo4j: {chosen}{without}"


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Iterator[DatabaseAddress]:
    """A database that holds nothing or what these tests wrote. Docker is asked for only where it was chosen."""
    if request.config.getoption("--database") == "docker":
        yield request.getfixturevalue("composed_address")
        return
    if request.config.getoption("--database") == "uri":
        settings = read_settings()
        yield DatabaseAddress(
            os.environ["KG_TEST_NEO4J_URI"],
            settings.neo4j_username,
            settings.neo4j_password.get_secret_value(),
            settings.neo4j_database,
        )
        return
    with temporary_database() as running:
        yield running.address


@pytest_asyncio.fixture(scope="session")
async def empty_database(address: DatabaseAddress) -> AsyncIterator[Database]:
    """A database that held nothing when the tests began; what is in it from then on is theirs to remove."""
    async with open_database(address, read_timeout=30) as database:
        if (await reading.holds_anything(database))[0].anything:
            raise DatabaseError(f"the database at {address.uri} holds data; give the tests an empty one")
        yield database
        await wipe(database)


@pytest.fixture(scope="session")
def curated() -> Curated:
    return read_folder(PROJECT / "seed" / "data")


@pytest_asyncio.fixture(scope="session")
async def database(empty_database: Database, curated: Curated) -> Database:
    """The database with the curated data in it. Tests that write something else use `scratch`."""
    await load(empty_database, curated, today=TODAY)
    return empty_database


@pytest_asyncio.fixture
async def scratch(database: Database, curated: Curated) -> AsyncIterator[Database]:
    """The database, empty for one test; the curated data comes back after it."""
    await wipe(database)
    yield database
    await wipe(database)
    await load(database, curated, today=TODAY)


@pytest_asyncio.fixture(scope="session")
async def client(address: DatabaseAddress, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """HTTP to the application, in this process."""
    assert database
    app = make_app(address, read_settings(statement_timeout=30, request_timeout=60))  # a busy machine plans slowly
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


@pytest.fixture(scope="session")
def ask(client: httpx.AsyncClient) -> Ask:
    """`await ask(document, **variables)`: the data of an answer without errors."""

    async def asked(document: str, **variables: object) -> dict[str, Any]:
        response = await client.post("/graphql", json={"query": document, "variables": variables})
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    return asked


async def until_warm(http: httpx.AsyncClient) -> httpx.Response:
    """What /readyz says once the application has asked its example questions."""
    async with asyncio.timeout(60):
        while (ready := await http.get("/readyz")).json() == {"status": "warming up"}:
            await asyncio.sleep(0.05)
    return ready


async def wipe(database: Database) -> None:
    """Remove everything. `empty_database` has seen that all of it is the tests' own."""
    async with database.driver.session(database=database.name) as session:
        await (await session.run("MATCH (n) DETACH DELETE n")).consume()
