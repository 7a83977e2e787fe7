"""Whom the questions are about: a hub, a middle company, 200 companies and 50 deals at random, words to search for."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from neo4j import GraphDatabase

from bench.api.own_statements import BELIEVED_RANKS, statement
from service.settings import DatabaseAddress

MANY = 200
DEALS = 50
WORDS = 50
MIDDLE = 17  # suppliers, as many as a company of the middle has in the curated data
PAST_DAY = "2026-03-01"


@dataclass(frozen=True, slots=True)
class Companies:
    """`edges`: how many suppliers each of them has today."""

    ids: tuple[str, ...]
    edges: tuple[int, ...]

    def __str__(self) -> str:
        least, most = min(self.edges), max(self.edges)
        return f"{len(self.ids)} with {least}" + (f" to {most}" if most > least else "") + " suppliers"


@dataclass(frozen=True, slots=True)
class Targets:
    companies: dict[str, Companies]
    deals: tuple[str, ...]
    words: tuple[str, ...]


class Asking:
    """A plain driver for what the bench itself wants to know."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._driver = GraphDatabase.driver(address.uri, auth=(address.username, address.password))

    def rows(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        records, _, _ = self._driver.execute_query(statement(name), parameters)
        return [dict(record) for record in records]

    def close(self) -> None:
        self._driver.close()


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def targets(asking: Asking, *, seed: int) -> Targets:
    chance = random.Random(seed)
    found = asking.rows("customers_by_edges", day=today(), ranks=BELIEVED_RANKS, limit=1_000_000)
    middle = min(found, key=lambda row: (abs(row["edges"] - MIDDLE), row["id"]))
    many = chance.sample(found, min(MANY, len(found)))
    deals = [row["id"] for row in asking.rows("deal_ids", limit=1_000_000)]
    words = [row["id"].split("-")[0] for row in chance.sample(found, min(WORDS, len(found)))]
    companies = {"hub": _of(found[:1]), "middle": _of([middle]), "many": _of(many)}
    return Targets(companies, tuple(chance.sample(deals, min(DEALS, len(deals)))), tuple(words))


def _of(rows: Sequence[dict[str, Any]]) -> Companies:
    return Companies(tuple(row["id"] for row in rows), tuple(row["edges"] for row in rows))
