"""Databases that misbehave: break off, run a transaction twice, or let another loader in between."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from seed.writer import nothing, writer
from service.graph.database import Database, Transaction

Result = TypeVar("Result")


def breaking(database: Database, name: str, *, when: str) -> Database:
    """A handle on which one statement divides by zero as soon as `when` holds."""
    statement = database.statements[name]
    trap = f"1 / CASE WHEN {when} THEN 0 ELSE 1 END AS whole"
    first, _, rest = statement.text.partition("\n")
    unwinds = first.startswith("UNWIND")
    text = f"{first}\nWITH *, {trap}\n{rest}" if unwinds else f"WITH {trap}\n{statement.text}"
    return replace(database, statements={**database.statements, name: replace(statement, text=text)})


@dataclass(frozen=True, slots=True)
class _Repeating(Database):
    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        await Database.write(self, work)
        return await Database.write(self, work)


def repeating(database: Database) -> Database:
    """Runs every transaction again after it was written, as the driver does when it does not hear of its end."""
    return _Repeating(*(getattr(database, field.name) for field in fields(database)))


@dataclass(frozen=True, slots=True)
class _Disturbed(Database):
    transactions: list[int] = field(default_factory=list)

    async def write(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        self.transactions[0] -= 1
        if not self.transactions[0]:
            await (await writer(self)).write(nothing)
        return await Database.write(self, work)


def disturbed(database: Database, *, transaction: int) -> Database:
    """Another loader writes before this transaction, counted from 1."""
    found = _Disturbed(*(getattr(database, field.name) for field in fields(database)))
    found.transactions.append(transaction)
    return found
