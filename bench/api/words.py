"""How the floor ranks what a search found: as service.api.searching does, straight from rows to answers."""

from collections.abc import Iterator
from typing import Any

from service.api.likeness import Match, compare

FIELDS = ("NAME", "ALIAS", "TICKER")
Place = tuple[int, int, int, str]


def place(entity: dict[str, Any], words: list[str]) -> Place:
    """Match, distance and number of the field that matches best, and its text."""
    return min(_places(entity, words))


def _places(entity: dict[str, Any], words: list[str]) -> Iterator[Place]:
    ticker = entity.get("ticker") or ""
    fields = [(0, entity["name"], entity["name"])]
    fields += [(1, alias, alias) for alias in entity["aliases"]]
    fields += [(2, ticker, named) for named in (ticker, ticker.partition(":")[2]) if named]
    for field, value, named in fields:
        match, apart = compare(named, words)
        yield int(match), apart, field, value


def hit(entity: dict[str, Any], at: Place) -> dict[str, Any]:
    return {
        "match": Match(at[0]).name,
        "matched": FIELDS[at[2]],
        "text": at[3],
        "entity": {
            "slug": entity["id"],
            "name": entity["name"],
            "kind": entity["kind"],
            "aliases": entity["aliases"],
            "country": entity.get("country"),
            "ticker": entity.get("ticker"),
        },
    }
