"""The way to the database is cut, silent, long or narrow: never a wrong or half an answer, and no wait without end."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from service.graph.database import CONNECT_TIMEOUT, GRACE
from tests.faults.clients import QUESTIONS, Replies, Reply, Verdict, ask, crowd, right_answers
from tests.faults.conftest import Moments
from tests.faults.loading import Loaders
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.server import Server
from tests.faults.serving import (
    REQUEST_SECONDS,
    STATEMENT_SECONDS,
    Record,
    comes_true,
    connections_in_use,
    load_curated,
    serving,
    tell,
    through,
)
from tests.http.conftest import Served

PARTS = 8  # of an answer, in each of which it is cut
CUTS = 20  # under load, for each of `--kills`
AT_ONCE = 1.5  # seconds that a busy machine may add
FAULT_SECONDS = 6.0
LONGEST_RECOVERY = 10.0  # seconds
ROUND_TRIP = 0.5  # seconds
BREAKS = pytest.mark.parametrize("fault", [Proxy.reset_all, Proxy.close_all], ids=["reset", "closed"])
Right = Mapping[str, bytes]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def curated(_one_server: Server, loaders: Loaders) -> Server:
    if not _one_server.runs:
        _one_server.start()
    await load_curated(_one_server, loaders)
    return _one_server


@pytest.fixture(scope="module")
def one_way(curated: Server) -> Iterator[Proxy]:
    with proxy_to(curated.ports.bolt) as proxy:
        yield proxy


@pytest.fixture
def way(one_way: Proxy) -> Iterator[Proxy]:
    """In order, before and after."""
    yield one_way
    one_way.latency = one_way.rate = 0.0
    one_way.is_silent = False
    one_way.cut()


@pytest.fixture(scope="module")
def served(one_way: Proxy, new_folder: Callable[[], Path]) -> Iterator[Served]:
    """The API behind the way, with the usual limits of time."""
    with serving(through(one_way.port), new_folder()) as served:
        yield served


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def right(served: Served) -> Right:
    return await right_answers(served.url)


async def recovered(served: Served, replies: Replies) -> float:
    """The seconds until one answer to each question is right again and no connection is in use any more."""
    began = time.monotonic()
    for question in QUESTIONS:
        while replies.verdict(await ask(served.url, question)) is not Verdict.GOOD:
            assert time.monotonic() - began < LONGEST_RECOVERY
    assert comes_true(lambda: connections_in_use(served) == 0, within=AT_ONCE) is not None
    return time.monotonic() - began


def told(replies: Replies, record: Record, **more: object) -> None:
    slowest = max(reply.seconds for reply in replies.all)
    tell(record, asked=len(replies.all), **replies.judged(replies.all), slowest=slowest, **more)


@BREAKS
async def test_an_answer_that_is_cut_anywhere_is_fetched_again(
    way: Proxy,
    served: Served,
    right: Right,
    moments: Moments,
    record_property: Record,
    fault: Callable[[Proxy], None],
) -> None:
    replies = Replies(right)
    size = await bytes_of_large(way, served, replies)
    for at in [(part + share) / PARTS for share in moments for part in range(PARTS)]:
        way.when_received(int(at * size), fault)
        replies.all.append(await ask(served.url, "large"))
        assert not way.is_due, f"{at:.4f} of {size} bytes"
        replies.all.append(await ask(served.url, "large"))
    told(replies, record_property, bytes=size, recovered=await recovered(served, replies))
    assert replies.judged(replies.all).keys() == {Verdict.GOOD}


async def bytes_of_large(way: Proxy, served: Served, replies: Replies) -> int:
    """What Neo4j sends for the large answer."""
    way.received = 0
    replies.all.append(await ask(served.url, "large"))
    return way.received


@BREAKS
async def test_connections_that_are_cut_under_load_harm_no_answer(
    way: Proxy,
    served: Served,
    right: Right,
    moments: Moments,
    record_property: Record,
    fault: Callable[[Proxy], None],
) -> None:
    async with crowd(served.url, right) as replies:
        for share in moments:
            await cut_often(way, fault, chance=random.Random(share))
    told(replies, record_property, cuts=CUTS * moments.count, recovered=await recovered(served, replies))
    assert replies.judged(replies.all).keys() <= {Verdict.GOOD, Verdict.AWAY}
    assert all(reply.seconds < STATEMENT_SECONDS + AT_ONCE for reply in replies.all)


async def cut_often(way: Proxy, fault: Callable[[Proxy], None], *, chance: random.Random) -> None:
    for _ in range(CUTS):
        way.when_received(chance.randrange(200_000), fault)
        async with asyncio.timeout(30):
            while way.is_due:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2 * chance.random())


async def test_a_silent_way_is_an_error_in_time_and_then_the_answers_are_right_again(
    way: Proxy, served: Served, right: Right, record_property: Record
) -> None:
    silence = await fall_silent(way, served, right)
    silence.tell(record_property, recovered=await recovered(served, silence.replies))
    assert not silence.replies.wrong()
    assert silence.verdicts <= {Verdict.AWAY, Verdict.LATE}
    assert silence.slowest < REQUEST_SECONDS + AT_ONCE


# A dead wire is DATABASE_UNAVAILABLE, as "try again" helps: TIMEOUT says "ask for less". It is TIMEOUT only where the
# request's own time ends before that of the statement.
async def test_a_silent_way_is_noticed_by_the_time_of_a_statement(
    way: Proxy, one_way: Proxy, right: Right, new_folder: Callable[[], Path], record_property: Record
) -> None:
    limits = {"KG_STATEMENT_TIMEOUT": "1", "KG_REQUEST_TIMEOUT": "30"}
    with serving(through(one_way.port), new_folder(), **limits) as served:
        replies = Replies(right)
        size = await bytes_of_large(way, served, replies)
        way.when_received(size // 2, be_silent)
        half = await ask(served.url, "large")
        way.is_silent = False
        silence = await fall_silent(way, served, right)
        silence.tell(record_property, in_mid_answer=half.seconds, recovered=await recovered(served, silence.replies))
    assert replies.verdict(half) is Verdict.AWAY
    assert half.seconds < 1 + GRACE + AT_ONCE
    assert not silence.replies.wrong()
    assert silence.verdicts == {Verdict.AWAY}
    assert silence.slowest < 2 * (1 + GRACE + AT_ONCE)  # by GET there are two statements, one after the other


async def test_a_silent_way_is_noticed_by_the_time_of_a_request(
    way: Proxy, one_way: Proxy, right: Right, new_folder: Callable[[], Path], record_property: Record
) -> None:
    limits = {"KG_STATEMENT_TIMEOUT": "30", "KG_REQUEST_TIMEOUT": "1"}
    with serving(through(one_way.port), new_folder(), **limits) as served:
        silence = await fall_silent(way, served, right)
        silence.tell(record_property, recovered=await recovered(served, silence.replies))
    assert not silence.replies.wrong()
    assert silence.verdicts == {Verdict.LATE}
    assert silence.slowest < 1 + AT_ONCE


@dataclass(frozen=True, slots=True)
class Silence:
    """`during`: the replies that began and ended in it."""

    replies: Replies
    during: Sequence[Reply]

    @property
    def verdicts(self) -> set[str]:
        return set(self.replies.judged(self.during))

    @property
    def slowest(self) -> float:
        return max(reply.seconds for reply in self.replies.all)

    def tell(self, record: Record, **more: object) -> None:
        told(self.replies, record, asked_in_silence=len(self.during), **more)


def be_silent(way: Proxy) -> None:
    way.is_silent = True


async def fall_silent(way: Proxy, served: Served, right: Right) -> Silence:
    """For some seconds under load; and some seconds more, in which who waited gets an answer."""
    async with crowd(served.url, right) as replies:
        await asyncio.sleep(1)
        began = time.monotonic()
        way.is_silent = True
        await asyncio.sleep(FAULT_SECONDS)
        way.is_silent = False
        ended = time.monotonic()
        await asyncio.sleep(2)
    during = [reply for reply in replies.all if reply.began > began and reply.ended < ended]
    return Silence(replies, during)


async def test_connections_that_were_forgotten_cost_one_question_each_and_no_more(
    way: Proxy, served: Served, right: Right, record_property: Record
) -> None:
    async with crowd(served.url, right):
        await asyncio.sleep(1)
    connections, began = way.forget(), time.monotonic()
    async with crowd(served.url, right) as replies:
        await asyncio.sleep(2 * FAULT_SECONDS)
    bad = [reply for reply in replies.all if replies.verdict(reply) is not Verdict.GOOD]
    last = max((reply.ended - began for reply in bad), default=0.0)
    told(replies, record_property, forgotten=connections, last_failed_after=last)
    await recovered(served, replies)
    assert replies.judged(replies.all).keys() <= {Verdict.GOOD, Verdict.AWAY, Verdict.LATE}
    assert len(bad) <= connections
    assert last < 2 * CONNECT_TIMEOUT + REQUEST_SECONDS


@pytest.mark.parametrize(
    ("latency", "rate"),
    [
        pytest.param(ROUND_TRIP / 2, 0.0, id="500 ms there and back"),
        pytest.param(ROUND_TRIP, 0.0, id="500 ms each way"),  # here no new connection is made in time
        pytest.param(0.0, 64_000.0, id="64 kB a second"),
    ],
)
async def test_a_long_or_narrow_way_gives_right_answers_or_none_in_time(
    way: Proxy, served: Served, right: Right, record_property: Record, latency: float, rate: float
) -> None:
    way.latency, way.rate = latency, rate
    async with crowd(served.url, right) as replies:
        await asyncio.sleep(FAULT_SECONDS)
    way.latency = way.rate = 0.0
    told(replies, record_property, recovered=await recovered(served, replies))
    assert replies.judged(replies.all).keys() <= {Verdict.GOOD, Verdict.AWAY, Verdict.LATE}
    assert all(reply.seconds < REQUEST_SECONDS + AT_ONCE for reply in replies.all)
    assert replies.good() or latency == ROUND_TRIP
