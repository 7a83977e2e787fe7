"""A process that stood still goes on as if nothing had been: no stale answer, no crash, the same graph.

KG_TEST_STOP_SECONDS says how long: 10 unless said, 90 for the whole measure.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from tests.faults.api_process import api_on, faults_logged
from tests.faults.conftest import Moments
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, whole, wipe
from tests.faults.loading import Loader, Loaders
from tests.faults.server import Server
from tests.faults.stopping import stopped
from tests.http.conftest import Served

SECONDS = float(os.environ.get("KG_TEST_STOP_SECONDS", "10"))
LIMIT = 5.0  # seconds that an answer may take, by KG_REQUEST_TIMEOUT
SLACK = 2.0  # seconds for a busy machine
SOON = 2.0  # seconds after which the first right answer is there
TRIES = 10  # to meet a load that still runs
QUESTION = (
    '{ meta { revision } articles(first: 1) { totalCount } suppliers(of: "openai", first: 3) { nodes { sources } } }'
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The API on a loaded graph. `url` answers by GET."""

    served: Served
    http: httpx.AsyncClient
    server: Server

    async def get(self, tag: str = "") -> httpx.Response:
        headers = {"if-none-match": tag} if tag else {}
        return await self.http.get(f"{self.served.url}/graphql", params={"query": QUESTION}, headers=headers)

    async def first_right(self, right: object) -> float:
        """Seconds until the answer is `right`; what comes before must be an error."""
        began = time.monotonic()
        while (answer := (await self.get()).json()).get("data") != right:
            assert codes(answer) <= {"DATABASE_UNAVAILABLE", "TIMEOUT"}, answer
            assert time.monotonic() - began < 60
            await asyncio.sleep(0.05)
        return time.monotonic() - began


def codes(answer: dict[str, list[dict[str, dict[str, str]]]]) -> set[str]:
    return {error["extensions"]["code"] for error in answer.get("errors", [])} or {"no error"}


@pytest_asyncio.fixture
async def asking(server: Server, loaders: Loaders, folders: Folders, tmp_path: Path) -> AsyncIterator[Asking]:
    await wipe(server.address)
    loaders.run("load", "--data", str(folders.older), address=server.address)
    with api_on(server.address, tmp_path, KG_STATEMENT_TIMEOUT="2") as served:
        async with httpx.AsyncClient(timeout=SECONDS + 60) as http:
            yield Asking(served, http, server)


async def test_an_api_that_stood_still_while_data_was_loaded_tells_the_new_data(
    asking: Asking, loaders: Loaders, folders: Folders
) -> None:
    before = await asking.get()
    assert (await asking.get(before.headers["etag"])).status_code == 304
    with stopped(asking.served.process.pid):
        waiting = [asyncio.create_task(asking.get(before.headers["etag"])) for _ in range(5)]
        await asyncio.sleep(0.2)  # they are sent
        loaders.run("load", "--data", str(folders.full), address=asking.server.address)
        await asyncio.sleep(SECONDS)
    answers = [await one for one in waiting] + [await asking.get(before.headers["etag"])]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    after = answers[-1].json()["data"]
    assert after["articles"]["totalCount"] > before.json()["data"]["articles"]["totalCount"]
    assert [answer.json().get("data") for answer in answers] == [after] * len(answers)


async def test_requests_that_ran_when_the_api_was_stopped_end_well_or_with_a_timeout(asking: Asking) -> None:
    right = (await asking.get()).json()["data"]
    running = [asyncio.create_task(asking.get()) for _ in range(40)]
    await asyncio.sleep(0.05)
    with stopped(asking.served.process.pid):
        await asyncio.sleep(SECONDS)
    for answer in [(await one).json() for one in running]:
        assert answer.get("data") == right or codes(answer) == {"TIMEOUT"}, answer
    assert await asking.first_right(right) < SOON
    assert not faults_logged(asking.served)


async def test_while_neo4j_stands_still_the_api_says_so_in_time_and_answers_at_once_when_it_is_back(
    asking: Asking,
) -> None:
    right = (await asking.get()).json()["data"]
    graph = await whole(asking.server.address)
    took, said = [], set()
    with stopped(asking.server.pid):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for answer in await asyncio.gather(*(asking.get() for _ in range(5))):
                took.append(answer.elapsed.total_seconds())
                said |= codes(answer.json())
        probe = await asking.http.get(f"{asking.served.url}/readyz")
    seconds = await asking.first_right(right)
    print(f"{len(took)} answers while it stood still: {said}, {max(took):.1f} s at most; right after {seconds:.2f} s")
    assert said <= {"DATABASE_UNAVAILABLE", "TIMEOUT"}
    assert max(took) < LIMIT + SLACK
    assert probe.status_code == 503
    assert seconds < SOON
    assert await whole(asking.server.address) == graph


async def load_met(usual: float, share: float, server: Server, loaders: Loaders, folders: Folders) -> Loader:
    """A load that has run for this share of the `usual` seconds, and still runs."""
    for _ in range(TRIES):
        await wipe(server.address)
        loader = loaders.start("load", "--data", str(folders.full), address=server.address)
        if loader.runs_for(share * usual):
            return loader
        usual *= 0.9
    raise AssertionError(f"each of {TRIES} loads was over before {share:.3f} of {usual:.1f} s")


@pytest.mark.parametrize("who", ["the loader", "Neo4j"])
async def test_a_load_in_which_one_side_stood_still_finishes_or_ends_in_one_sentence(
    server: Server, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed, who: str
) -> None:
    full = ("load", "--data", str(folders.full))
    await wipe(server.address)
    usual = loaders.run(*full, address=server.address).seconds
    share = moments.chance.uniform(0.1, 0.9)
    loader = await load_met(usual, share, server, loaders, folders)
    with stopped(loader.program.pid if who == "the loader" else server.pid):
        await asyncio.sleep(SECONDS)
    outcome = loader.outcome(within=SECONDS + 120)
    print(f"stopped at {share:.3f} of {usual:.1f} s: {outcome}")
    assert outcome.is_done or outcome.is_clear_refusal, outcome
    if not outcome.is_done:
        loaders.run(*full, address=server.address)
    assert await undisturbed.same_as(server.address)
