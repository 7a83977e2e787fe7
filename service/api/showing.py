"""What an answer shows of a row, so that no statement reads more: by the names of the fields asked for below one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from strawberry.utils.str_converters import to_camel_case

from service.graph.columns import ARTICLE, ASSESSMENT, CLAIM, ENTITY, PUBLISHER, VERSION, ClaimColumns

Shown: TypeAlias = frozenset[str] | None
"""The names of the fields asked for at any depth below one; None where nobody looked, so any."""

KEPT = 256  # answers of each function
_ALWAYS = frozenset({"id", "label", "fact", "winners", "known_on", "tier"})  # ids, and the places of cursors
_READS: Mapping[str, tuple[str, ...]] = {
    "valid": ("valid_from_earliest", "valid_from_latest", "valid_until_earliest", "valid_until_latest"),
    "certain": ("valid_from_latest", "valid_until_earliest"),
    "possible": ("valid_from_earliest", "valid_until_latest"),
    "quantities": ("detail",),
    "parts": ("detail",),
    "stagesSetAside": ("detail",),
}
"""By field: the properties that it reads, where these are others than its own name says."""


def shown_below(info: Any) -> Shown:
    """What is asked for below the field that `info` is about. Only plans know."""
    return getattr(info, "shown", None)


@dataclass(frozen=True, slots=True)
class ClaimsShown:
    """The first page of claims that every belief of a page shows."""

    first: int
    shown: frozenset[str]


def claims_below(info: Any) -> ClaimsShown | None:
    """The claims that the page of beliefs shows that `info` is about, where it shows one first page of them."""
    claims: ClaimsShown | None = getattr(info, "claims", None)
    return claims


@lru_cache(KEPT)
def version_columns(shown: Shown, *, with_detail: bool) -> tuple[str, ...]:
    found = _columns(VERSION, shown)
    return (*found, "detail") if with_detail and "detail" not in found else found


@lru_cache(KEPT)
def end_columns(shown: Shown, names: tuple[str, ...]) -> tuple[str, ...]:
    """Of an end of a belief that the fields `names` show; none when none of these is asked for."""
    return _columns(ENTITY, shown) if shown is None or not shown.isdisjoint(names) else ()


@lru_cache(KEPT)
def claim_columns(shown: Shown) -> ClaimColumns:
    return ClaimColumns(
        claim=_columns(CLAIM, shown),
        assessment=_columns(ASSESSMENT, shown),
        article=_columns(ARTICLE, shown),
        publisher=_columns(PUBLISHER, shown),
        speaker=end_columns(shown, ("saidBy",)),
        first_publisher=_columns(PUBLISHER, shown) if shown is None or "origin" in shown else (),
    )


def _columns(columns: Iterable[str], shown: Shown) -> tuple[str, ...]:
    if shown is None:
        return tuple(columns)
    read = {column for name, found in _READS.items() if name in shown for column in found}
    return tuple(each for each in columns if each in _ALWAYS or each in read or to_camel_case(each) in shown)
