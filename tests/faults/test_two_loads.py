"""Two loads at once: each finishes, or says that another load is writing."""

import time

import pytest

from tests.faults.conftest import Moments
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed, wipe
from tests.faults.loading import Loaders
from tests.faults.server import Server


@pytest.mark.parametrize("before", ["an empty graph", "an older graph"])
async def test_of_two_loads_at_once_each_finishes_or_says_that_another_writes(
    server: Server, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed, before: str
) -> None:
    full = ("load", "--data", str(folders.full))
    for share in [0.0, *moments]:
        await wipe(server.address)
        if before == "an older graph":
            loaders.run("load", "--data", str(folders.older), address=server.address)
        first = loaders.start(*full, address=server.address)
        time.sleep(share * 2)  # a load takes some seconds
        second = loaders.start(*full, address=server.address)
        outcomes = [loader.outcome() for loader in (first, second)]
        assert all(outcome.is_done or outcome.gave_way for outcome in outcomes), outcomes
        assert any(outcome.is_done for outcome in outcomes), outcomes
        assert await undisturbed.same_as(server.address), f"the second {share * 2:.2f} s later"


async def test_a_load_and_a_rebuild_at_once_leave_the_graph_of_an_undisturbed_load(
    server: Server, loaders: Loaders, folders: Folders, moments: Moments, undisturbed: Undisturbed
) -> None:
    full = ("load", "--data", str(folders.full))
    for share in moments:
        await wipe(server.address)
        loaders.run("load", "--data", str(folders.older), address=server.address)
        load = loaders.start(*full, address=server.address)
        load.runs_for(share * 2)
        rebuild = loaders.start("rebuild", address=server.address)
        outcomes = [loader.outcome() for loader in (load, rebuild)]
        assert all(outcome.is_done or outcome.gave_way for outcome in outcomes), outcomes
        loaders.run(*full, address=server.address)
        assert await undisturbed.same_as(server.address), f"the rebuild {share * 2:.2f} s later"
