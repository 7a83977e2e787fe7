"""What the database must be before anything is written: ours or empty, with constraints and indexes."""

import asyncio
from collections.abc import Mapping
from typing import Any

from service.errors import DatabaseError, DatabaseTimeout, DatabaseUnavailable, NoData, OtherSchema
from service.graph import reading
from service.graph.belonging import PURPOSE, see_apart
from service.graph.database import Database
from service.graph.server import see_new_enough

MOMENT = 1.0  # seconds in which another load has made what it makes
SCHEMA = 2  # the version of the graph model; seed.migrating brings an earlier one to it
LOOKED_UP = ("graph", "publisher", "origin", "entity", "timeline", "deal", "ruling", "article")


async def prepare(database: Database) -> None:
    """Make an empty database ours, and see that one of ours has every constraint and index, ready for use.

    ForeignDatabase when it holds something else, OtherSchema when a newer program made it.
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
    """Whether it may be written to, by a load that brings an earlier schema to ours.

    ServerTooOld; ForeignDatabase when it holds something else; OtherSchema when a newer program made it.
    """
    await see_new_enough(database)
    state = await reading.graph_state(database)
    if state.get("purpose") == PURPOSE:
        _refuse_newer(state)
    elif (await reading.holds_anything(database))[0].anything:
        await see_apart(database)


async def see_current(database: Database) -> None:
    """As see_ours, for whoever is not about to bring an earlier schema to ours."""
    await see_ours(database)
    _refuse_older(await reading.graph_state(database))


def _refuse_newer(state: Mapping[str, Any]) -> None:
    if (found := schema_of(state)) > SCHEMA:
        raise OtherSchema(f"the graph is of schema {found}, and this program knows {SCHEMA}: upgrade the program")


def _refuse_older(state: Mapping[str, Any]) -> None:
    """What a first load left that was broken off is of no schema: the next load begins anew."""
    if (found := schema_of(state)) < SCHEMA and not state.get("unfinished"):
        raise OtherSchema(
            f"the graph is of schema {found}, and this program needs {SCHEMA}: bring it there with python -m seed load"
        )


def schema_of(state: Mapping[str, Any]) -> int:
    """The schema of the graph of this state; of an empty one ours."""
    return int(state.get("schema", SCHEMA))


async def replan(database: Database) -> None:
    """After much was written: plans that were made for less would read everything there is."""
    await database.define("replan")


async def is_ready(database: Database) -> bool:
    """Whether data of this schema is loaded, all of it, and every belief is worked out."""
    return _is_whole(await reading.graph_state(database))


async def see_ready(database: Database) -> None:
    """DatabaseError, with what to do, unless it is ready to be asked. One statement, when it is."""
    state = await reading.graph_state(database)
    if _is_whole(state):
        return
    _refuse_newer(state)
    _refuse_older(state)
    await see_new_enough(database)
    raise NoData("no data of this schema is loaded; run kg seed load")


def _is_whole(state: Mapping[str, Any]) -> bool:
    whole = not (state.get("unfinished") or state.get("renew_all"))
    return state.get("schema") == SCHEMA and "rules" in state and whole
