"""A server of the user's own, set up in a way that ours is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from seed.loading import load
from service.errors import DatabaseError
from service.graph.database import open_database
from service.graph.schema import see_ready
from tests.conftest import TODAY
from tests.faults.server import Server, server_in
from tests.graph.dump import dump
from tests.small_folder import SmallFolder, claim


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = server_in(tmp_path / "home")
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
async def test_a_read_only_database_is_asked_and_not_loaded_into(
    server: Server, folder: SmallFolder, scheme: str
) -> None:
    folder.article("2026-03-01-reuters-amd", claim("amd"))
    address = replace(server.address, uri=server.address.uri.replace("bolt", scheme))
    async with open_database(address, read_timeout=60) as database:
        await load(database, folder.read(), today=TODAY)
        before = await dump(database)
    server.stop()
    server.configuration = {"server.databases.read_only": "neo4j"}
    server.start()
    folder.article("2026-03-02-reuters-groq", claim("groq"))
    async with open_database(address, read_timeout=60) as database:
        await see_ready(database)
        with pytest.raises(DatabaseError) as refused:
            await load(database, folder.read(), today=TODAY)
        assert str(refused.value) == (
            "the database is read-only, and nothing was written; make it read-write, or name another"
        )
        assert await dump(database) == before
