"""Neo4j may be killed at any moment of a load: the loader says so in one sentence, and the next load finishes."""

import pytest

from tests.faults.conftest import Moments
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, wipe
from tests.faults.loading import Loaders
from tests.faults.server import Server

TRIES = 10  # to meet a run that still runs
SOON = 90.0  # seconds after the kill in which the loader must have given up


@pytest.mark.parametrize("before", ["an empty graph", "an older graph"])
async def test_a_load_after_neo4j_was_killed_gives_the_graph_of_an_undisturbed_load(
    server: Server, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed, before: str
) -> None:
    full = ("load", "--data", str(folders.full))

    async def prepare() -> None:
        await wipe(server.address)
        if before == "an older graph":
            loaders.run("load", "--data", str(folders.older), address=server.address)

    await prepare()
    seconds = loaders.run(*full, address=server.address).seconds
    for share in moments:
        await prepare()
        loader = loaders.start(*full, address=server.address)
        tries = 0
        while not loader.runs_for(share * seconds):
            assert (tries := tries + 1) < TRIES, f"every run was over before {share:.3f} of {seconds:.1f} s"
            seconds = 0.9 * loader.outcome().seconds
            await prepare()
            loader = loaders.start(*full, address=server.address)
        server.kill()
        outcome = loader.outcome(within=SOON)
        assert outcome.is_done or outcome.is_clear_refusal, outcome
        server.start()
        loaders.run(*full, address=server.address)
        assert await undisturbed.same_as(server.address), f"killed at {share:.3f} of {seconds:.1f} s"


async def test_a_load_goes_on_when_neo4j_is_back_soon_or_ends_in_one_sentence(
    server: Server, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed
) -> None:
    full = ("load", "--data", str(folders.full))
    await wipe(server.address)
    seconds = loaders.run(*full, address=server.address).seconds
    for share in moments:
        await wipe(server.address)
        loader = loaders.start(*full, address=server.address)
        loader.runs_for(share * seconds)
        server.kill()
        server.start()
        outcome = loader.outcome(within=SOON)
        assert outcome.is_done or outcome.is_clear_refusal, outcome
        loaders.run(*full, address=server.address)
        assert await undisturbed.same_as(server.address), f"killed at {share:.3f} of {seconds:.1f} s"
