"""A graph that an earlier version of this program made, brought to the schema of this one.

Each step is one transaction, which also sets the number of the schema that the graph has after it: broken off at any
moment, the graph is whole, of the schema before or after, and the next load goes on from there.
"""

from collections.abc import Awaitable, Callable, Mapping

from seed.writer import Writer
from service.graph import reading, schema, writing
from service.graph.database import Transaction


async def _rules_of_facts(transaction: Transaction, _: int) -> None:
    await writing.give_facts_their_rules(transaction)


STEPS: Mapping[int, Callable[[Transaction, int], Awaitable[None]]] = {2: _rules_of_facts}  # by the schema they lead to


async def migrate(writer: Writer) -> int:
    """Bring the graph to schema.SCHEMA; which it had. It must have been seen to be ours."""
    state = await reading.graph_state(writer.database)
    found = schema.schema_of(state)
    if not state.get("unfinished"):  # then the load begins anew
        for step in range(found + 1, schema.SCHEMA + 1):
            await writer.write(STEPS[step], schema=step)
    return found
