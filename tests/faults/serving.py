"""The API in a program of its own, on a database that may go away, and what an independent driver sees of that."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from pathlib import Path

import httpx
import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from service.settings import PROJECT, DatabaseAddress
from tests.faults.graphs import count, wipe
from tests.faults.loading import Loaders
from tests.faults.server import Server
from tests.http.conftest import Served, environment, free_port

STATEMENT_SECONDS, REQUEST_SECONDS = 2.0, 5.0  # the settings' own defaults, which the tests of time limits name
LIMITS = {"KG_STATEMENT_TIMEOUT": str(STATEMENT_SECONDS), "KG_REQUEST_TIMEOUT": str(REQUEST_SECONDS)}
END = 30.0  # seconds in which a program that was told to end has ended
GRAPH = "MATCH (g:Graph) RETURN g.revision"
OPEN = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery AS text"

Serve = Callable[..., AbstractAsyncContextManager[tuple[Served, Mapping[str, bytes]]]]
"""`async with serve(KG_…=…) as (served, right)`: the API behind a proxy, and the right answers."""

Record = Callable[[str, object], None]


@contextmanager
def serving(address: DatabaseAddress, folder: Path, **settings: str) -> Iterator[Served]:
    """What `kg serve` answers, with plans made for the example questions; ended by force if it still runs."""
    port = str(free_port())
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve"]
    env = environment(address, port) | LIMITS | settings
    with (folder / f"api-{port}.txt").open("wb") as out:
        program = subprocess.Popen(command, env=env, cwd=PROJECT, stdout=out, stderr=subprocess.STDOUT)
    served = Served(program, f"http://127.0.0.1:{port}", folder / f"api-{port}.txt")
    try:
        served.wait_until("/readyz", 200)
        yield served
    finally:
        program.kill()
        program.wait(END)


def through(port: int) -> DatabaseAddress:
    """The database behind a proxy at `port`."""
    return DatabaseAddress(f"bolt://127.0.0.1:{port}", "", "")


def connections_in_use(served: Served) -> int:
    text = httpx.get(f"{served.url}/metrics", timeout=END).text
    (line,) = (line for line in text.splitlines() if line.startswith("kg_database_connections "))
    return int(float(line.split()[1]))


def comes_true(sees: Callable[[], object], *, within: float) -> float | None:
    """The seconds until `sees()` is true; None if it is not within so many."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < within:
        if sees():
            return passed
        time.sleep(0.02)
    return None


def greets(address: DatabaseAddress) -> bool:
    """Whether Bolt answers to a driver that has nothing to do with the API."""
    with neo4j.GraphDatabase.driver(address.uri, connection_acquisition_timeout=5) as driver:
        return _works(driver.verify_connectivity)


def answers(address: DatabaseAddress) -> bool:
    """Whether Neo4j also answers that driver's question; after a start, its first one may take seconds."""
    with neo4j.GraphDatabase.driver(address.uri, connection_acquisition_timeout=5) as driver:
        return _works(lambda: driver.execute_query(GRAPH, database_="neo4j"))


def _works(act: Callable[[], object]) -> bool:
    try:
        act()
    except (DriverError, Neo4jError):
        return False
    return True


def open_transactions(driver: neo4j.Driver) -> Sequence[str]:
    """The statements of the transactions that are open in Neo4j, but not of this look at them."""
    with driver.session(database="neo4j") as session:
        return [record["text"] for record in session.run(OPEN)]


def tell(record: Record, **figures: object) -> None:
    """Print what was measured, and keep it in the report of the tests; seconds with two decimals."""
    shown = {name: f"{value:.2f}" if isinstance(value, float) else f"{value}" for name, value in figures.items()}
    for name, value in shown.items():
        record(name, value)
    print("\nmeasured: " + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in shown.items()))


async def load_curated(server: Server, loaders: Loaders) -> None:
    """The curated data, all of it and nothing else, if it is not there already."""
    folder = PROJECT / "seed" / "data"
    if await count(server.address, "Article") != len(list(folder.glob("articles/*/*/*.yaml"))):
        await wipe(server.address)
        loaders.run("load", "--data", str(folder), address=server.address)
