"""A loader that is killed leaves whole revisions, and the next load finishes what it began."""

import pytest

from tests.faults.conftest import Moments
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, wipe
from tests.faults.loading import Loaders
from tests.faults.server import Server

TRIES = 10  # to meet a run that still runs


@pytest.fixture(params=["an empty graph", "an older graph", "a whole graph"])
def run(request: pytest.FixtureRequest, server: Server, loaders: Loaders, folders: Folders) -> "Run":
    return Run(request.param, server, loaders, folders)


class Run:
    """What is there before, and the words of the run that is killed."""

    def __init__(self, before: str, server: Server, loaders: Loaders, folders: Folders) -> None:
        self.server, self.loaders, self.folders, self.before = server, loaders, folders, before
        self.full = ("load", "--data", str(folders.full))
        self.seconds = 0.0  # that a run usually takes
        self.words = ("rebuild",) if before == "a whole graph" else self.full

    async def prepare(self) -> None:
        await wipe(self.server.address)
        if self.before == "an older graph":
            self.loaders.run("load", "--data", str(self.folders.older), address=self.server.address)
        if self.before == "a whole graph":
            self.loaders.run(*self.full, address=self.server.address)

    async def measure(self) -> None:
        await self.prepare()
        self.seconds = self.loaders.run(*self.words, address=self.server.address).seconds

    async def kill_at(self, share: float) -> None:
        """Run, and kill at this share of the usual time; again from the start as long as the run is over before."""
        for _ in range(TRIES):
            if self._kills(share):
                return
            await self.prepare()
        raise AssertionError(f"each of {TRIES} runs was over before {share:.3f} of {self.seconds:.1f} s")

    def _kills(self, share: float) -> bool:
        loader = self.loaders.start(*self.words, address=self.server.address)
        ran = loader.runs_for(share * self.seconds)
        loader.kill()
        taken = loader.outcome().seconds
        self.seconds = self.seconds if ran else 0.9 * taken
        return ran

    def finish(self) -> None:
        self.loaders.run(*self.full, address=self.server.address)


async def test_a_load_after_a_killed_one_gives_the_graph_of_an_undisturbed_load(
    run: Run, moments: Moments, undisturbed: Undisturbed
) -> None:
    await run.measure()
    for share in moments:
        await run.prepare()
        await run.kill_at(share)
        run.finish()
        assert await undisturbed.same_as(run.server.address), f"killed at {share:.3f} of {run.seconds:.1f} s"


async def test_a_load_after_many_killed_ones_gives_the_graph_of_an_undisturbed_load(
    run: Run, moments: Moments, undisturbed: Undisturbed
) -> None:
    await run.measure()
    await run.prepare()
    shares = list(moments)
    moments.chance.shuffle(shares)
    for share in shares:
        await run.kill_at(share)
    run.finish()
    assert await undisturbed.same_as(run.server.address), f"killed at {shares} of {run.seconds:.1f} s"
