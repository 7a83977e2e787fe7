"""Fields that wait for the same row: when the executor stops one, as one beside it failed, the others go on."""

import asyncio

import pytest

from service.api.context import Context
from service.graph import reading
from service.graph.database import Database


@pytest.mark.parametrize("many", [False, True])
async def test_one_that_is_stopped_takes_the_row_from_nobody(database: Database, many: bool) -> None:
    context = Context(database)

    async def load() -> object:
        if many:
            return (await context.load_many(reading.entities_by_id, ["openai", "nvidia"]))[0]
        return await context.load(reading.entities_by_id, "openai")

    stopped, other = asyncio.create_task(load()), asyncio.create_task(load())
    await asyncio.sleep(0)
    stopped.cancel()
    assert await other is not None
    assert stopped.cancelled()
