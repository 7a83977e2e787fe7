"""The API killed, or asked to stop, under load: whole answers or none, and nothing left open in Neo4j."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import neo4j
import pytest

from tests.faults.clients import Replies, Verdict, crowd, right_answers
from tests.faults.conftest import Moments
from tests.faults.loading import Loaders
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.server import Server
from tests.faults.serving import (
    END,
    REQUEST_SECONDS,
    Record,
    Serve,
    comes_true,
    load_curated,
    open_transactions,
    serving,
    tell,
    through,
)
from tests.http.conftest import Served

FAR = 0.1  # seconds each way, so that at any moment transactions are open
SEVERAL = 2  # transactions at once
SOON = 3.0  # seconds
DRAIN, SHUTDOWN = 1.0, 1
AT_ONCE = 1.5  # seconds that a busy machine may add


@pytest.fixture
def driver(server: Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.address.uri) as driver:
        yield driver


@pytest.fixture
def way(server: Server) -> Iterator[Proxy]:
    with proxy_to(server.ports.bolt) as proxy:
        yield proxy


@pytest.fixture
def serve(way: Proxy, server: Server, loaders: Loaders, new_folder: Callable[[], Path]) -> Serve:
    """The API at some distance from its database."""

    @asynccontextmanager
    async def start(**settings: str) -> AsyncIterator[tuple[Served, Mapping[str, bytes]]]:
        await load_curated(server, loaders)
        way.latency = 0.0
        with serving(through(way.port), new_folder(), **settings) as served:
            right = await right_answers(served.url)
            way.latency = FAR
            yield served, right

    return start


async def until_at_work(driver: neo4j.Driver) -> int:
    """How many transactions are open, once there are several."""
    await asyncio.sleep(1)
    seen: list[int] = []

    def are_several() -> bool:
        seen.append(len(open_transactions(driver)))
        return seen[-1] >= SEVERAL

    assert await asyncio.to_thread(comes_true, are_several, within=END) is not None, seen
    return seen[-1]


async def none_open(driver: neo4j.Driver) -> float:
    passed = await asyncio.to_thread(comes_true, lambda: not open_transactions(driver), within=SOON)
    assert passed is not None, open_transactions(driver)
    return passed


async def test_a_killed_api_sends_no_half_answer_and_leaves_no_transaction_open(
    serve: Serve, driver: neo4j.Driver, moments: Moments, record_property: Record
) -> None:
    for share in moments:
        async with serve() as (served, right):
            async with crowd(served.url, right, count=6) as replies:
                await asyncio.sleep(share)
                before = await until_at_work(driver)
                served.process.kill()
                passed = await none_open(driver)
            tell_end(record_property, replies, open=before, until_none=passed)
        assert replies.judged(replies.all).keys() == {Verdict.GOOD, Verdict.CLOSED}


async def test_an_api_that_is_asked_to_stop_finishes_what_runs(
    serve: Serve, driver: neo4j.Driver, moments: Moments, record_property: Record
) -> None:
    for share in moments:
        async with serve(KG_DRAIN_SECONDS=str(DRAIN)) as (served, right):
            async with crowd(served.url, right, count=6) as replies:
                await asyncio.sleep(share)
                before = await until_at_work(driver)
                asked = time.monotonic()
                code = await stopped(served)
                ended = time.monotonic()
                passed = await none_open(driver)
            tell_end(record_property, replies, open=before, code=code, seconds_to_end=ended - asked, until_none=passed)
        assert code in (0, -signal.SIGTERM)  # uvicorn, when all is done, lets the signal have its usual end
        assert replies.judged(replies.all).keys() == {Verdict.GOOD, Verdict.CLOSED}
        assert all(reply.began > asked for reply in replies.all if replies.verdict(reply) is Verdict.CLOSED)
        assert ended - asked < DRAIN + REQUEST_SECONDS + AT_ONCE
        assert "Traceback" not in served.printed.read_text()


async def test_what_does_not_end_in_time_is_told_so_in_whole(
    serve: Serve, way: Proxy, driver: neo4j.Driver, record_property: Record
) -> None:
    async with serve(KG_SHUTDOWN_SECONDS=str(SHUTDOWN)) as (served, right):
        async with crowd(served.url, right, count=6) as replies:
            way.latency = 2 * SHUTDOWN
            await asyncio.sleep(SHUTDOWN)  # by then each client waits for an answer that comes later than that
            asked = time.monotonic()
            code = await stopped(served)
            ended = time.monotonic()
            passed = await none_open(driver)
        tell_end(record_property, replies, code=code, seconds_to_end=ended - asked, until_none=passed)
    assert code in (0, -signal.SIGTERM)
    whole = {Verdict.GOOD, Verdict.AWAY, Verdict.STOPPING}  # away: on such a way a connection may not be made in time
    assert replies.judged(replies.all).keys() <= whole | {Verdict.CLOSED}
    assert replies.judged(replies.all)[Verdict.STOPPING] > 0
    assert ended - asked < SHUTDOWN + AT_ONCE
    assert "Traceback" not in served.printed.read_text()


def tell_end(record: Record, replies: Replies, **more: object) -> None:
    tell(record, asked=len(replies.all), **replies.judged(replies.all), **more)


async def stopped(served: Served) -> int:
    """The exit code."""
    served.stop()
    return await asyncio.to_thread(served.process.wait, END)
