"""A connection may break, or go silent, at any byte of a load."""

from collections.abc import Callable, Iterator

import pytest

from service.settings import DatabaseAddress
from tests.faults.conftest import Moments
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, count, wipe
from tests.faults.loading import Loaders
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.server import Server, server_in

SOON = 90.0  # seconds in which a loader without a database must have given up


@pytest.fixture(scope="module")
def attentive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tells its clients to give up a connection silent for 10 s; Neo4j's own default is 120 s."""
    settings = {"server__bolt__connection_keep_alive": "5s", "server__bolt__connection_keep_alive_probes": "2"}
    server = server_in(tmp_path_factory.mktemp("attentive"), **settings)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def way(attentive: Server) -> Iterator[Proxy]:
    with proxy_to(attentive.ports.bolt) as proxy:
        yield proxy


@pytest.fixture
def through(way: Proxy) -> DatabaseAddress:
    return DatabaseAddress(f"bolt://127.0.0.1:{way.port}", "", "")


async def bytes_of_a_load(way: Proxy, through: DatabaseAddress, loaders: Loaders, folders: Folders) -> int:
    await wipe(through)
    way.sent = 0
    loaders.run("load", "--data", str(folders.full), address=through)
    return way.sent


def hang_up(proxy: Proxy) -> None:
    proxy.reset_all()


def hang_up_for_good(proxy: Proxy) -> None:
    proxy.refuses = True
    proxy.reset_all()


def fall_silent(proxy: Proxy) -> None:
    proxy.is_silent = True


async def test_a_load_survives_a_connection_that_breaks_once(
    way: Proxy, through: DatabaseAddress, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed
) -> None:
    size = await bytes_of_a_load(way, through, loaders, folders)
    for share in moments:
        await wipe(through)
        way.when_sent(int(share * size), hang_up)
        outcome = loaders.start("load", "--data", str(folders.full), address=through).outcome(within=SOON)
        assert not way.is_due
        assert outcome.is_done, f"cut at {share:.4f} of {size} bytes: {outcome}"
        assert await undisturbed.same_as(through), f"cut at {share:.4f} of {size} bytes"


@pytest.mark.parametrize("fault", [hang_up_for_good, fall_silent])
async def test_a_connection_that_does_not_come_back_is_one_sentence_and_the_next_load_finishes(
    way: Proxy,
    through: DatabaseAddress,
    loaders: Loaders,
    folders: Folders,
    moments: Moments,
    undisturbed: Undisturbed,
    fault: Callable[[Proxy], None],
) -> None:
    size = await bytes_of_a_load(way, through, loaders, folders)
    for share in moments:
        await wipe(through)
        way.when_sent(int(share * size), fault)
        outcome = loaders.start("load", "--data", str(folders.full), address=through).outcome(within=SOON)
        assert outcome.is_clear_refusal, f"{share:.4f} of {size} bytes: {outcome}"
        way.refuses = way.is_silent = False
        way.cut()
        loaders.run("load", "--data", str(folders.full), address=through)
        assert await undisturbed.same_as(through), f"{share:.4f} of {size} bytes"


async def test_a_slow_and_distant_database_is_loaded_all_the_same(
    way: Proxy, through: DatabaseAddress, loaders: Loaders, folders: Folders, undisturbed: Undisturbed
) -> None:
    await wipe(through)
    way.latency, way.rate = 0.05, 1e6
    loaders.run("load", "--data", str(folders.full), address=through)
    way.latency = way.rate = 0.0
    assert await count(through, "Article") == 261
    assert await undisturbed.same_as(through)
