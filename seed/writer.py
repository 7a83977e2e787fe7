"""One loader's transactions: each the next revision of the graph, with nobody else's in between."""

import os
import socket
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from service import __version__
from service.errors import LoadError
from service.graph import reading, schema, writing
from service.graph.belonging import PURPOSE
from service.graph.database import Database, Transaction

Work = Callable[[Transaction, int], Awaitable[None]]


class _AlreadyWritten(Exception):
    """The driver repeats a transaction whose end it did not hear of, but which was written."""


def myself() -> str:
    """This run in words, such as `process 4711 on db-host, since 2026-02-02T10:00:00+00:00 (3f2a)`."""
    return f"process {os.getpid()} on {socket.gethostname()}, since {now()} ({uuid.uuid4().hex[:4]})"


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class Writer:
    """`revision` is that of the last transaction, at first that of what was read before anything is written."""

    database: Database
    revision: int
    loader: str = field(default_factory=myself)

    async def write(self, work: Work, **properties: object) -> None:
        """Run `work` in one transaction, given the new revision, and set `properties` of the graph with it.

        LoadError when another loader wrote since this one's last transaction.
        """

        async def whole(transaction: Transaction) -> None:
            advanced = await writing.advance_revision(transaction, properties=self._described(properties))
            if advanced.revision == self.revision + 2 and advanced.loader_before == self.loader:
                raise _AlreadyWritten
            if advanced.revision != self.revision + 1:
                raise LoadError(_other_loader(advanced.loader_before))
            await work(transaction, advanced.revision)

        with suppress(_AlreadyWritten):
            await self.database.write(whole)
        self.revision += 1

    def _described(self, properties: dict[str, object]) -> dict[str, object]:
        marks = {"purpose": PURPOSE, "schema": schema.SCHEMA, "software": __version__, "loaded_at": now()}
        return {**marks, "loader": self.loader, **properties}


async def writer(database: Database) -> Writer:
    """For a loader that has read nothing yet."""
    state = await reading.graph_state(database)
    return Writer(database, state.get("revision", 0))


def _other_loader(loader: str | None) -> str:
    who = f"another load writes into this database ({loader or 'unknown'})"
    return f"{who}; what this one wrote until now is whole. Wait until that one is done, then run this again"


async def nothing(_: Transaction, __: int) -> None:
    """For a transaction that only sets properties of the graph."""
