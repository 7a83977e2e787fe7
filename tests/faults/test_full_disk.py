"""A disk that gets full while a load writes: one sentence says so, and with room made the next load finishes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Moments
from tests.faults.disk import limit_files, small_disk
from tests.faults.folders import Folders
from tests.faults.graphs import Undisturbed
from tests.faults.loading import Loaders
from tests.faults.server import Server, server_in

ROOM = 200 * 2**20  # bytes, more than anything here needs
SOON = 200.0  # seconds in which the loader must have said that it cannot go on
SAID = "disk"  # a word of the sentence

Tight = Callable[[int], None]  # leaves so many bytes of room; a negative number makes room again
Full = tuple[Server, Callable[[], int], Tight]  # with how many bytes it holds


@contextmanager
def on_a_small_disk(folder: Path) -> Iterator[Full]:
    """A server on a small disk, how many bytes it holds, and how to leave it little room."""
    place = folder / "disk"
    place.mkdir()
    with small_disk(place, size=ROOM) as disk:
        server = server_in(folder / "home", inside=disk.enter, server__directories__data=str(place))
        server.start()

        def tighten(left: int) -> None:
            disk.resize(ROOM if left < 0 else disk.used + left)

        try:
            yield server, lambda: disk.used, tighten
        finally:
            server.stop()


@contextmanager
def with_a_limit_on_files(folder: Path) -> Iterator[Full]:
    """The same where no small disk can be had: the log of transactions may not grow beyond a size."""
    server = server_in(folder)
    server.start()
    log = server.home.neo4j / "data" / "transactions" / "neo4j" / "neostore.transaction.db.0"

    def tighten(left: int) -> None:
        limit_files(server.pid, size=2**40 if left < 0 else log.stat().st_size + left)

    try:
        yield server, lambda: log.stat().st_size, tighten
    finally:
        server.stop()


@pytest.mark.parametrize("get_full", [on_a_small_disk, with_a_limit_on_files])
async def test_a_full_disk_is_one_sentence_and_with_room_the_next_load_finishes(
    get_full: Callable[[Path], AbstractContextManager[Full]],
    new_folder: Callable[[], Path],
    loaders: Loaders,
    folders: Folders,
    moments: Moments,
    undisturbed: Undisturbed,
) -> None:
    full = ("load", "--data", str(folders.full))
    with get_full(new_folder()) as (server, used, _):
        before = used()
        loaders.run(*full, address=server.address)
        needed = used() - before
    met = 0
    for share in moments:
        with get_full(new_folder()) as (server, _, tighten):
            tighten(int(share * needed))
            outcome = loaders.start(*full, address=server.address).outcome(within=SOON)
            where = f"room for {share:.3f} of {needed} bytes: {outcome}"
            assert outcome.is_done or outcome.is_clear_refusal, where
            assert outcome.is_done or SAID in outcome.complaints[0], where
            met += not outcome.is_done
            tighten(-1)
            server.kill()  # Neo4j asks for a new start after what it could not write
            server.start()
            loaders.run(*full, address=server.address)
            assert await undisturbed.same_as(server.address), where
    assert met, "the disk never got full"
