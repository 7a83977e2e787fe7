"""Neo4j killed under load and started again: the API says so at once, and answers again without being restarted."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.clients import Replies, Reply, Verdict, crowd, right_answers
from tests.faults.conftest import Moments
from tests.faults.loading import Loaders
from tests.faults.server import Server
from tests.faults.serving import Record, answers, comes_true, greets, load_curated, serving, tell

SOON = 2.0  # seconds
AWAY_FOR = 3.0  # seconds before it is started again
COLD = 10.0  # seconds after the return in which a new Java may be too slow for a question's time


@dataclass(frozen=True, slots=True)
class Outage:
    """Instants: Neo4j was killed, was seen to be gone, was greeted over Bolt, and answered a first question.

    Between the last two a new Java is at work for seconds, with two processors that others use too.
    """

    killed: float
    gone: float
    greeted: float
    back: float

    def met(self, reply: Reply) -> bool:
        """Whether the question was waiting when Neo4j was killed."""
        return reply.began < self.gone and reply.ended > self.killed

    def holds(self, reply: Reply) -> bool:
        return self.gone <= reply.began and reply.ended <= self.greeted


async def test_while_neo4j_is_away_every_answer_says_so_at_once_and_soon_after_all_are_good_again(
    server: Server,
    loaders: Loaders,
    moments: Moments,
    new_folder: Callable[[], Path],
    record_property: Record,
) -> None:
    await load_curated(server, loaders)
    with serving(server.address, new_folder()) as served:
        right = await right_answers(served.url)
        for share in moments:
            async with crowd(served.url, right) as replies:
                await asyncio.sleep(1 + share)
                outage = await go_away(server)
                await asyncio.sleep(COLD + SOON)
            assert served.process.poll() is None
            see_readiness(replies, outage, record_property)
            see_outage(replies, outage, record_property)


async def go_away(server: Server) -> Outage:
    killed = time.monotonic()
    await asyncio.to_thread(server.kill)
    gone = time.monotonic()
    await asyncio.sleep(AWAY_FOR)
    starting = asyncio.create_task(asyncio.to_thread(server.start))
    greeted = await asyncio.to_thread(instant_of, lambda: greets(server.address))
    back = await asyncio.to_thread(instant_of, lambda: answers(server.address))
    await starting
    return Outage(killed, gone, greeted, back)


def instant_of(sees: Callable[[], bool]) -> float:
    assert comes_true(sees, within=60) is not None
    return time.monotonic()


def see_outage(replies: Replies, outage: Outage, record: Record) -> None:
    met = [reply for reply in replies.all if outage.met(reply)]
    held = [reply for reply in replies.all if outage.holds(reply)]
    after = [reply for reply in replies.all if reply.ended > outage.greeted]
    good = [reply.ended - outage.back for reply in after if replies.verdict(reply) is Verdict.GOOD]
    late = [reply.ended - outage.back for reply in after if replies.verdict(reply) is not Verdict.GOOD]
    tell(
        record,
        asked=len(replies.all),
        **replies.judged(replies.all),
        seconds_away=outage.greeted - outage.killed,
        first_question_after=outage.back - outage.greeted,
        asked_while_away=len(held),
        slowest_of_those=max(reply.seconds for reply in held),
        last_that_met_the_kill=max((reply.ended - outage.killed for reply in met), default=0.0),
        first_good_after_that=min(good),
        last_failed_after_that=max(late, default=0.0),
    )
    assert not replies.wrong()
    assert replies.judged(held).keys() == {Verdict.AWAY}
    assert replies.judged(met).keys() <= {Verdict.AWAY, Verdict.GOOD}
    assert all(reply.seconds < SOON for reply in held)
    assert all(reply.ended - outage.killed < SOON for reply in met)
    assert min(good) < SOON
    assert max(late, default=0.0) < COLD
    assert replies.judged(after).keys() <= {Verdict.AWAY, Verdict.LATE, Verdict.GOOD}


def see_readiness(replies: Replies, outage: Outage, record: Record) -> None:
    held = [reply for reply in replies.ready if outage.holds(reply)]
    good = [reply.ended - outage.back for reply in replies.ready if reply.began > outage.gone and reply.status == 200]
    slowest = max(reply.seconds for reply in held)
    tell(record, looks_while_away=len(held), slowest_look=slowest, ready_after_that=min(good))
    assert {reply.status for reply in held} == {503}
    assert slowest < SOON
    assert min(good) < SOON
    assert replies.ready[-1].status == 200
