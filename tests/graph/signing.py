"""Signing for what is lost, and what must hold after it."""

from datetime import date
from typing import Any

import yaml

from seed.comparing import compare
from seed.loading import load
from seed.signing import sign
from service.graph import reading
from service.graph.database import Database
from service.model.entities import Withdrawal
from tests.conftest import wipe
from tests.graph.dump import dump
from tests.small_folder import SmallFolder

DAY = date(2026, 6, 30)


async def signed(database: Database, folder: SmallFolder, *, day: date = DAY, withdraw: tuple[str, ...] = ()) -> int:
    """Sign for what is lost, and load; the number of entries written."""
    curated = folder.read()
    signature = Withdrawal("", day, "Ada Editor", "the page was misread")
    entries = sign(folder.path, await compare(database, curated), curated, signature=signature, withdraw=withdraw)
    await load(database, folder.read(), today=day)
    return entries


def withdrawn(folder: SmallFolder) -> list[dict[str, Any]]:
    """The entries of withdrawals.yaml."""
    path = folder.path / "withdrawals.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else []


async def is_settled(database: Database, folder: SmallFolder) -> None:
    """Loading again changes nothing, and loading the files into an empty database gives the same."""
    found, state, entries = await dump(database), await reading.graph_state(database), withdrawn(folder)
    day = date.fromisoformat(state["present_on"])
    assert await signed(database, folder, day=day) == 0
    assert (await dump(database), await reading.graph_state(database)) == (found, state)
    assert withdrawn(folder) == entries
    await wipe(database)
    await load(database, folder.read(), today=day)
    assert await dump(database) == found
