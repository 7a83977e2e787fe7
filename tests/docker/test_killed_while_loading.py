"""The loader, or Neo4j, is killed in the composed stack while data is loaded; loaded again, the graph is the same.

KG_TEST_KILLS says how often each is killed. As in tests/faults, where the loader and Neo4j are no containers.
"""

import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from service.settings import DatabaseAddress
from tests.docker.conftest import SECONDS, Stack
from tests.faults.graphs import present_day, whole

KILLS = int(os.environ.get("KG_TEST_KILLS", "2"))
TRIES = 10  # to meet a load that still runs
KILLED = 137


@dataclass(slots=True)
class Loading:
    """Loads on fresh volumes. `seconds`: that a load takes until it is over, its container's start among them."""

    stack: Stack
    address: DatabaseAddress
    seconds: float = 0.0
    dumps: dict[str, Sequence[str]] = field(default_factory=dict)

    def begin_empty(self) -> None:
        self.stack("down -v")
        self.stack("up --detach --wait neo4j")

    def load(self) -> None:
        """To its end, as `docker compose up` does it; again where a Neo4j that just came back is too slow for it."""
        for _ in range(TRIES):
            self.start()
            if self.wait() == 0:
                return
            told = self.stack("logs --no-log-prefix seed")
            assert "gives no answer in time" in told, told
        raise AssertionError(told)

    def start(self) -> None:
        self.stack("up --detach --no-deps --force-recreate seed")

    def wait(self) -> int:
        """The exit code."""
        self.stack.services.wait_until_responsive(lambda: not self.runs, timeout=SECONDS, pause=0.05)
        return int(self.stack.container("seed")["State"]["ExitCode"])

    @property
    def runs(self) -> bool:
        return bool(self.stack.container("seed")["State"]["Running"])

    def meet(self, share: float) -> None:
        """Start loads until one still runs after this share of the usual time."""
        for _ in range(TRIES):
            self.begin_empty()
            self.start()
            time.sleep(share * self.seconds)
            if self.runs:
                return
            self.seconds *= 0.9
        raise AssertionError(f"each of {TRIES} loads was over before {share:.3f} of {self.seconds:.1f} s")

    async def measure(self) -> None:
        self.begin_empty()
        began = time.monotonic()
        self.load()
        self.seconds = time.monotonic() - began
        self.dumps[await present_day(self.address)] = await whole(self.address)

    async def is_whole(self) -> bool:
        """Whether the graph is that of an undisturbed load on the same day."""
        found, day = await whole(self.address), await present_day(self.address)
        if day not in self.dumps:  # past midnight
            await self.measure()
        return found == self.dumps[day]


@pytest_asyncio.fixture(scope="module")
async def _measured(_stack: Stack, composed_address: DatabaseAddress) -> Loading:
    loading = Loading(_stack, composed_address)
    await loading.measure()
    return loading


@pytest.fixture
def loading(_measured: Loading) -> Iterator[Loading]:
    """At the end the stack is up, as other tests want it."""
    yield _measured
    _measured.stack("up --detach --wait")


def shares(name: str) -> list[float]:
    """Moments, as shares of a load, spread over all of it."""
    seed = os.environ.get("KG_TEST_SEED", str(random.randrange(10**6)))
    chance = random.Random(f"{seed} {name}")
    found = [(part + chance.random()) / KILLS for part in range(KILLS)]
    print(f"{name}: KG_TEST_SEED={seed}, killed at {found}")
    return found


async def test_a_load_after_a_killed_loader_gives_the_graph_of_an_undisturbed_load(loading: Loading) -> None:
    for share in shares("loader"):
        loading.meet(share)
        loading.stack("kill --signal KILL seed")
        assert loading.wait() == KILLED
        loading.load()
        assert await loading.is_whole(), f"killed at {share:.3f} of {loading.seconds:.1f} s"


async def test_a_load_after_neo4j_was_killed_gives_the_graph_of_an_undisturbed_load(loading: Loading) -> None:
    for share in shares("Neo4j"):
        loading.meet(share)
        loading.stack("kill --signal KILL neo4j")
        assert loading.stack.container("neo4j")["State"]["ExitCode"] == KILLED
        code, said = loading.wait(), loading.stack("logs --no-log-prefix seed")
        assert code in (0, 1), said
        assert "Traceback" not in said
        loading.stack("up --detach --wait neo4j")
        loading.load()
        assert await loading.is_whole(), f"killed at {share:.3f} of {loading.seconds:.1f} s"
