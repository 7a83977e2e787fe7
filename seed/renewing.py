"""Beliefs worked out anew from the evidence in the graph, and the present graph moved to another day."""

import gc
from collections.abc import AsyncIterator, Callable
from datetime import date
from functools import partial

from seed.batches import ahead, uncollected
from seed.writer import Writer, nothing, now, writer
from service.errors import LoadError
from service.graph import believing, reading, schema, writing
from service.graph.database import Database, Transaction
from service.graph.encoding import Properties
from service.graph.rows import DeletedRow
from service.model.beliefs import RULES

FACTS_AT_ONCE = 1000
EDGES_AT_ONCE = 20_000


async def refresh(database: Database, *, today: date) -> None:
    """Move the present graph to `today`; the timeline graph knows every day and stays as it is.

    LoadError when nothing is loaded, or a first load was broken off or is at work.
    """
    await schema.see_current(database)
    await schema.prepare(database)
    state = await reading.graph_state(database)
    if not state:
        raise LoadError("nothing is loaded yet; begin with python -m seed load")
    _refuse_unfinished(state)
    async for facts in all_facts(database, size=FACTS_AT_ONCE):

        async def work(transaction: Transaction, facts: list[str] = facts) -> None:
            await writing.describe_graph(transaction, properties={"refreshed_at": now()})  # no load in between
            await writing.delete_present(transaction, facts=facts)
            await writing.show_present(transaction, facts=facts, today=today)

        await database.write(work)

    async def done(transaction: Transaction) -> None:
        await writing.describe_graph(transaction, properties={"present_on": today.isoformat()})

    await database.write(done)


async def rebuild(database: Database, *, today: date, progress: Callable[[int], None] = lambda _: None) -> int:
    """Drop the timeline and present graphs and make both anew from the evidence; the number of facts.

    Broken off half way the graph is not ready, and the next load or rebuild makes it whole.
    """
    await schema.see_current(database)
    await schema.prepare(database)
    _refuse_unfinished(await reading.graph_state(database))
    writes = await writer(database)
    await writes.write(nothing, renew_all=True)
    await delete_all(writes, writing.delete_some_present)
    await delete_all(writes, writing.delete_some_versions)
    total = 0
    with uncollected():
        async for facts, versions in ahead(_believed(database)):
            await writes.write(partial(_create, versions=versions, today=today))
            total += facts
            progress(facts)
            gc.collect()  # what the transaction left behind in cycles
    await writes.write(nothing, rules=RULES, renew_all=False, present_on=today.isoformat())
    await schema.replan(database)
    return total


async def _believed(database: Database) -> AsyncIterator[tuple[int, list[Properties]]]:
    """Rows for every version about a batch of facts, and how many facts these are."""
    async for facts in all_facts(database, size=FACTS_AT_ONCE):
        yield len(facts), await believing.beliefs_about(database, facts=facts)


def _refuse_unfinished(state: Properties) -> None:
    if state.get("unfinished"):
        raise LoadError("the first load was broken off; bring it to its end with python -m seed load")


async def _create(transaction: Transaction, _: int, *, versions: list[Properties], today: date) -> None:
    await believing.create_versions(transaction, versions, today=today)


async def delete_all(writes: Writer, delete_some: Callable[..., object]) -> None:
    """Run a statement that deletes up to a limit until there is nothing left."""
    found = EDGES_AT_ONCE

    async def work(transaction: Transaction, _: int) -> None:
        nonlocal found
        row: DeletedRow = await delete_some(transaction, limit=EDGES_AT_ONCE)  # type: ignore[misc]
        found = row.deleted

    while found == EDGES_AT_ONCE:
        await writes.write(work)


async def all_facts(database: Database, *, size: int) -> AsyncIterator[list[str]]:
    """The keys of all facts, in batches."""
    after = ""
    while found := await reading.fact_keys(database, after=after, limit=size):
        yield [row.fact for row in found]
        after = found[-1].fact
