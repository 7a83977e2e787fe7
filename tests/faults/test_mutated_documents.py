"""Whatever is sent to the API, it answers as docs/api.md says, at once, and goes on answering as before.

KG_TEST_MUTATIONS says how many requests are spoiled, `--seed` how.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import psutil
import pytest

from service.graph.database import Database
from service.settings import DatabaseAddress
from tests.faults.answers import SLOW, faults_of
from tests.faults.api_process import api_on, faults_logged, port_of
from tests.faults.mutating_requests import SPOILS, Question, spoiled
from tests.faults.plain_http import ClosedError, Line, Reply, line_to
from tests.faults.questions import PLAIN, examples, made_up
from tests.http.conftest import Served

COUNT = int(os.environ.get("KG_TEST_MUTATIONS", "2000"))
AT_ONCE = 8  # connections
MADE_UP = 150
PATIENCE = 5.0 + 5.0  # seconds: the time that an answer may take, and some for a busy machine
MOST_MB = 60.0  # that the process may grow meanwhile


@pytest.fixture(scope="module")
def api(address: DatabaseAddress, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    assert database
    with api_on(address, tmp_path_factory.mktemp("api")) as served:
        yield served


@dataclass(slots=True)
class Outcome:
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, tuple[str, ...]] = (0.0, ())
    faults: list[str] = field(default_factory=list)

    def note(self, question: Question, reply: Reply) -> None:
        self.kinds.update(question.kinds)
        self.statuses[reply.status] += 1
        self.codes["refused" if b'"errors"' in reply.body else "answered"] += 1
        self.slowest = max(self.slowest, (reply.seconds, question.kinds))
        self.faults.extend(f"{fault}\n{question!r:.1500}" for fault in faults_of(question, reply))


async def send_all(port: int, questions: Iterator[Question]) -> Outcome:
    """The questions, over several connections, each of which takes the next when it has its answer."""
    outcome = Outcome()

    async def send_some() -> None:
        async with line_to(port) as line:
            for question in questions:
                try:
                    outcome.note(question, await line.ask(question.sent(), within=PATIENCE))
                except (TimeoutError, ClosedError) as error:
                    outcome.faults.append(f"{error!r}\n{question!r:.1500}")

    await asyncio.gather(*(send_some() for _ in range(AT_ONCE)))
    return outcome


async def right_answers(port: int, questions: Sequence[Question]) -> list[bytes]:
    async with line_to(port) as line:
        return [await right_answer(line, question) for question in questions]


async def right_answer(line: Line, question: Question) -> bytes:
    reply = await line.ask(question.sent(), within=30)
    assert (reply.status, b'"errors"' in reply.body) == (200, False), reply
    return reply.body


def megabytes(served: Served) -> float:
    return psutil.Process(served.process.pid).memory_info().rss / 1e6


async def test_a_spoiled_request_is_answered_as_the_documentation_says(
    api: Served, request: pytest.FixtureRequest
) -> None:
    number: int = request.config.getoption("--seed")
    chance, port = Random(number), port_of(api)
    right = [*examples(), PLAIN]
    before = await right_answers(port, right)
    questions = [*right, *made_up(MADE_UP, seed=number)]
    warming = Random(number + 1)
    await send_all(port, (spoiled(questions, chance=warming) for _ in range(AT_ONCE * 50)))
    size = megabytes(api)
    outcome = await send_all(port, (spoiled(questions, chance=chance) for _ in range(COUNT)))
    grown = megabytes(api) - size
    print(outcome.kinds, outcome.statuses, outcome.codes, f"slowest {outcome.slowest}", f"{size:.0f} + {grown:.0f} MB")
    assert not outcome.faults, f"{len(outcome.faults)}: " + "\n\n".join(outcome.faults[:5])
    assert not faults_logged(api), "\n".join(faults_logged(api)[:5])
    assert set(outcome.kinds) == set(SPOILS)
    assert sum(outcome.statuses[status] for status in SLOW) <= COUNT / 500
    assert await right_answers(port, right) == before
    assert grown < MOST_MB


async def test_examples_are_right_by_every_way(api: Served) -> None:
    """Else what is spoiled would be refused for another reason."""
    by_post = await right_answers(port_of(api), examples())
    by_get = await right_answers(port_of(api), [Question(one.query, one.variables, method="GET") for one in examples()])
    assert by_post == by_get
