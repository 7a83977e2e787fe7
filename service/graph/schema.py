"""What the database must be before anything is written: ours or empty, with constraints and indexes."""

import asyncio

from service.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable, ForeignDatabase
from service.graph import reading
from service.graph.database import Database

PURPOSE = "ai-compute-supply-graph"  # marks a database as this project's
MOMENT = 1.0  # seconds in which another load has made what it makes
SCHEMA = 1  # the version of the graph model
LOOKED_UP = ("graph", "publisher", "origin", "entity", "timeline", "deal", "ruling", "article")


async def prepare(database: Database) -> None:
    """Make an empty database ours, and see that one of ours has every constraint and index, ready for use.

    ForeignDatabase when it holds something else.
    """
    await see_ours(database)
    for name, statement in database.statements.items():
        if statement.kind == "schema":
            await _define(database, name)
    await database.define("await_indexes")


async def prepare_to_load(database: Database) -> None:
    """The same, but an empty database gets only what a first load looks things up by.

    What holds much is made in a fraction of the time when everything is there: `prepare` then makes the rest.
    """
    await see_ours(database)
    if await reading.graph_state(database):
        await prepare(database)
    else:
        for name in LOOKED_UP:
            await _define(database, f"unique_{name}")


async def _define(database: Database, name: str) -> None:
    """Make a constraint or an index.

    If that fails, another load may have made it in the same moment. An index left of a constraint of this name that was
    never made, as when Neo4j was killed, gives way.
    """
    try:
        await database.define(name)
    except (DatabaseTimeout, DatabaseUnavailable):
        raise
    except DatabaseError:
        await asyncio.sleep(MOMENT)
        if name in {index.name for index in await reading.orphaned_indexes(database)}:
            await database.define("drop_index", name=name)
        await database.define(name)


async def see_ours(database: Database) -> None:
    """ForeignDatabase when the database holds something else than ours."""
    state = await reading.graph_state(database)
    ours = state.get("purpose") == PURPOSE
    if not ours and (await reading.holds_anything(database))[0].anything:
        raise ForeignDatabase(
            "the database holds data that is not this project's, and nothing was written; "
            "set NEO4J_DATABASE or NEO4J_URI to an empty one"
        )


async def replan(database: Database) -> None:
    """After much was written: plans that were made for less would read everything there is."""
    await database.define("replan")


async def is_ready(database: Database) -> bool:
    """Whether data of this schema is loaded, all of it, and every belief is worked out."""
    state = await reading.graph_state(database)
    whole = not (state.get("unfinished") or state.get("renew_all"))
    return state.get("schema") == SCHEMA and "rules" in state and whole
