"""What a load leaves behind, to compare with an undisturbed load."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.graph.database import Database, open_database
from service.settings import DatabaseAddress
from tests.faults.loading import Loaders
from tests.graph.dump import ask, dump

CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, type RETURN name, type AS kind"
INDEXES = "SHOW INDEXES YIELD name, type, state RETURN name, type AS kind, state"
PRESENT_ON = "MATCH (g:Graph) RETURN g.present_on AS day"


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """The dump of an undisturbed load, for each day on which these tests run: the present graph is for a day."""

    loaders: Loaders
    load: Sequence[str]
    dumps: dict[str, Sequence[str]] = field(default_factory=dict)

    async def same_as(self, address: DatabaseAddress) -> bool:
        """Whether the graph at `address` is that of an undisturbed load; prints the first lines that are not."""
        found, day = await whole(address), await present_day(address)
        if day not in self.dumps:  # the first time, and past midnight
            await wipe(address)
            self.loaders.run(*self.load, address=address)
            self.dumps[await present_day(address)] = await whole(address)
        expected = self.dumps[day]
        _print_difference(found, expected)
        return found == expected


async def whole(address: DatabaseAddress) -> list[str]:
    """Every node, edge, constraint and index, a line each; when they were written is left out."""
    async with open_database(address, read_timeout=60) as database:
        terms = [*await ask(database, CONSTRAINTS), *await ask(database, INDEXES)]
        return [*await dump(database), *sorted(json.dumps(term, sort_keys=True) for term in terms)]


async def present_day(address: DatabaseAddress) -> str:
    async with open_database(address, read_timeout=60) as database:
        rows = await ask(database, PRESENT_ON)
        return str(rows[0]["day"]) if rows else ""


async def count(address: DatabaseAddress, label: str) -> int:
    async with open_database(address, read_timeout=60) as database:
        rows = await ask(database, f"MATCH (n:{label}) RETURN count(n) AS number")
        return int(rows[0]["number"])


async def wipe(address: DatabaseAddress) -> None:
    """As new: no nodes, no constraints, no indexes. The server is the tests' own."""
    async with open_database(address, read_timeout=60) as database:
        await ask(database, "MATCH (n) DETACH DELETE n")
        await _drop(database, CONSTRAINTS, "CONSTRAINT")
        await _drop(database, INDEXES, "INDEX")


async def _drop(database: Database, names: str, word: str) -> None:
    for row in await ask(database, names):
        if row["kind"] != "LOOKUP":  # these two are there from the start
            await ask(database, f"DROP {word} {row['name']}")


def _print_difference(found: Sequence[str], expected: Sequence[str]) -> None:
    if found != expected:
        missing, more = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
        print(f"{len(found)} lines, expected {len(expected)}; {len(missing)} are missing, {len(more)} are new")
        print(*[f"- {line}" for line in missing[:5]], *[f"+ {line}" for line in more[:5]], sep="\n")
