"""What a Neo4j must be, how it is reached, and that each statement sees what was written before it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from seed.loading import load
from service.errors import DatabaseError, ServerTooOld, SettingsError
from service.graph import reading, writing
from service.graph.database import Database, Transaction, open_database
from service.graph.schema import see_ours, see_ready
from service.graph.server import see_new_enough
from service.settings import DatabaseAddress, read_settings
from tests.conftest import TODAY
from tests.graph.dump import ask, dump
from tests.small_folder import SmallFolder, claim

STEM = "2026-03-01-reuters-amd"


def of_version(database: Database, version: str, edition: str) -> Database:
    """The database, whose server says that it is of this version."""
    statement = database.statements["server"]
    other = replace(statement, text=f"RETURN '{version}' AS version, '{edition}' AS edition")
    return replace(database, statements={**database.statements, "server": other})


async def test_the_server_of_the_tests_is_new_enough(graph: Database) -> None:
    await see_new_enough(graph)


async def test_it_gives_each_row_its_own_type(graph: Database) -> None:
    """What Community servers before 5.26.5 and 2025.03 get wrong, without an error."""
    rows = await ask(graph, "UNWIND ['A', 'B'] AS word CREATE ()-[e:$(word)]->() RETURN type(e) AS type")
    assert [row["type"] for row in rows] == ["A", "B"]


RIGHT = [("5.26.5", "community"), ("5.27-aura", "enterprise"), ("2025.06.2", "community"), ("unknown", "community")]
WRONG = [("4.4.48", "enterprise"), ("5.25.1", "community"), ("5.26.4", "community"), ("5.27.0", "community")]


@pytest.mark.parametrize(("version", "edition"), RIGHT)
async def test_a_server_that_gets_types_right_is_new_enough(graph: Database, version: str, edition: str) -> None:
    await see_ours(of_version(graph, version, edition))


@pytest.mark.parametrize(("version", "edition"), WRONG)
async def test_an_older_one_is_refused_before_anything_is_written(
    graph: Database, folder: SmallFolder, version: str, edition: str
) -> None:
    older = of_version(graph, version, edition)
    for work in (load(older, folder.read(), today=TODAY), see_ready(older)):
        with pytest.raises(ServerTooOld) as refused:
            await work
        assert str(refused.value) == (
            f"Neo4j {version} ({edition}) is too old: this project needs 2025.06 or later, or of the line 5.26 the "
            "version 5.26.5 or later; upgrade it, or set NEO4J_URI to another"
        )
    assert await dump(graph) == []


def test_the_database_of_neo4js_own_is_none_for_data() -> None:
    with pytest.raises(SettingsError, match="NEO4J_DATABASE: 'system' is not right; write a database for data"):
        read_settings(neo4j_database="system")


# Routing


@pytest_asyncio.fixture
async def routed(graph: Database, address: DatabaseAddress) -> AsyncIterator[Database]:
    """The same database, reached as a cluster is: the server is asked first who answers what."""
    assert graph
    uri = address.uri.replace("bolt://", "neo4j://")
    async with open_database(replace(address, uri=uri), read_timeout=30) as database:
        yield database


async def test_a_load_by_way_of_a_routing_table_is_the_same(
    routed: Database, graph: Database, folder: SmallFolder
) -> None:
    folder.article(STEM, claim("amd"), claim("groq"))
    await load(routed, folder.read(), today=TODAY)
    assert len(await dump(graph)) > 10
    await see_ready(routed)
    assert [row.id for row in await reading.stored_articles(routed)] == [STEM]


# Bookmarks


async def bookmarks(database: Database) -> set[str]:
    assert database.bookmarks
    return set(await database.bookmarks.get_bookmarks())


async def publish(transaction: Transaction) -> None:
    await writing.merge_publishers(transaction, publishers=[{"id": "reuters"}])


async def test_in_a_chain_each_statement_waits_for_those_before(graph: Database) -> None:
    chain = graph.chained()
    assert await bookmarks(chain) == set()
    await chain.write(publish)
    written = await bookmarks(chain)
    assert len(written) == 1
    await reading.graph(chain)
    assert await bookmarks(chain) == written
    await chain.write(publish)
    assert await bookmarks(chain) != written


@pytest.mark.parametrize("how", ["read", "write", "define"])
async def test_a_bookmark_of_the_chain_goes_with_every_statement(graph: Database, how: str) -> None:
    chain = graph.chained()
    assert chain.bookmarks
    await chain.bookmarks.update_bookmarks((), ["no bookmark of Neo4j's"])
    work = {"read": lambda: reading.graph(chain), "write": lambda: chain.write(publish)}
    with pytest.raises(DatabaseError, match="InvalidBookmark"):
        await work.get(how, lambda: chain.define("unique_publisher"))()


async def test_a_new_chain_knows_nothing_of_another(graph: Database) -> None:
    chain = graph.chained()
    await chain.write(publish)
    assert await bookmarks(chain.chained()) == set()


# Access


async def test_no_write_statement_runs_as_a_read(graph: Database) -> None:
    for statement in graph.statements.values():
        if statement.kind == "write":
            with pytest.raises(
                DatabaseError, match=r"Neo4j refused a statement: Neo\.ClientError\.Statement\.AccessMode"
            ):
                await graph.read(statement.name, dict, **values_for(statement.parameters))
    assert await dump(graph) == []


def values_for(parameters: frozenset[str]) -> dict[str, object]:
    """Values with which any write statement can be begun."""
    numbers = {"limit": 1, "revision": 1}
    texts = {"today": "2026-01-01", "recorded_at": "2026-01-01T00:00:00Z"}
    return {name: numbers.get(name) or texts.get(name) or ({} if name == "properties" else []) for name in parameters}
