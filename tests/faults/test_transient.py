"""Faults that pass: the driver runs the whole transaction again, as its documentation says, and nobody notices."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import neo4j
import pytest
import pytest_asyncio

from service.graph.database import Database, Transaction, open_database
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, wipe
from tests.faults.loading import Loaders
from tests.faults.server import Server, server_in
from tests.graph.dump import ask

LOCK = "MATCH (n:Locked {name: $name}) SET n.times = coalesce(n.times, 0) + 1"
WAITING = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS number"
HOLD_THE_GRAPH = "MERGE (g:Graph {id: 'graph'}) SET g.held = true"


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which who waits for a lock is told after a second to try again."""
    server = server_in(tmp_path_factory.mktemp("impatient"), db__lock__acquisition__timeout="1s")
    server.start()
    yield server
    server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def database(server: Server) -> AsyncIterator[Database]:
    """On the server without that limit: two who wait for each other are told at once."""
    await wipe(server.address)
    async with open_database(server.address) as database:
        await ask(database, "CREATE (:Locked {name: 'a'}), (:Locked {name: 'b'})")
        yield database


async def test_work_that_is_ended_to_resolve_a_deadlock_is_run_again(database: Database) -> None:
    attempts = 0
    async with database.driver.session() as other, await other.begin_transaction() as rival:
        await (await rival.run(LOCK, name="a")).consume()
        waiting: list[asyncio.Task[neo4j.AsyncResult]] = []

        async def work(transaction: Transaction) -> None:
            nonlocal attempts
            attempts += 1
            await (await transaction.transaction.run(LOCK, name="b")).consume()
            if not waiting:
                waiting.append(asyncio.create_task(rival.run(LOCK, name="b")))
                await _until_somebody_waits(database)
            await (await transaction.transaction.run(LOCK, name="a")).consume()

        writing = asyncio.create_task(database.write(work))
        await _until_done(waiting)
        await (await waiting[0]).consume()
        await rival.commit()
        await writing
    assert attempts == 2
    rows = await ask(database, "MATCH (n:Locked) RETURN n.name AS name, n.times AS times ORDER BY name")
    assert rows == [{"name": "a", "times": 2}, {"name": "b", "times": 2}]


@pytest.mark.parametrize("before", ["an empty graph", "an older graph"])
async def test_a_load_that_is_told_to_try_again_does(
    impatient: Server, loaders: Loaders, folders: Folders, undisturbed: Undisturbed, before: str
) -> None:
    full = ("load", "--data", str(folders.full))
    await wipe(impatient.address)
    if before == "an older graph":
        loaders.run("load", "--data", str(folders.older), address=impatient.address)
    driver = neo4j.GraphDatabase.driver(impatient.address.uri)
    with driver, driver.session() as session, session.begin_transaction() as held:
        held.run(HOLD_THE_GRAPH).consume()
        loader = loaders.start(*full, address=impatient.address)
        assert loader.runs_for(5), loader.outcome()
        held.rollback()
    assert loader.outcome().is_done
    assert await undisturbed.same_as(impatient.address)


async def _until_somebody_waits(database: Database) -> None:
    async with asyncio.timeout(20):
        while not (await ask(database, WAITING))[0]["number"]:
            await asyncio.sleep(0.02)


async def _until_done(waiting: "list[asyncio.Task[neo4j.AsyncResult]]") -> None:
    """Until the rival has what it waits for, which the end of the other gives it."""
    async with asyncio.timeout(20):
        while not (waiting and waiting[0].done()):
            await asyncio.sleep(0.02)
