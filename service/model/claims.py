"""What one article says. Written once and never changed."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from service.model.dates import Period, parse_period
from service.model.quantities import Quantity, read_quantity
from service.model.relations import RELATIONS
from service.model.vocabulary import ArticleKind, Aspect, Effect, Provides, Stage, Standing, Verdict, Workload

QUANTITY_KEYS = ("amount", "capacity", "units", "share", "value")
UNTIL_KEYS = ("until", "through", "ends_in")
PERIOD_KEYS = ("from", *UNTIL_KEYS, "at", "said_on")
NOT_IN_ID = frozenset({"summary", "quote", "where"})


@dataclass(frozen=True, slots=True)
class Claim:
    """The keys of the curated format, read. `id` and `fact` follow from them; `keys` are they as written."""

    id: str
    subject: str
    relation: str
    object: str
    summary: str
    deal: str | None = None
    origin: str | None = None
    denies: str | None = None
    stage: Stage | None = None
    provides: tuple[Provides, ...] = ()
    workloads: tuple[Workload, ...] = ()
    products: tuple[str, ...] = ()
    from_: Period | None = None
    until: Period | None = None
    through: Period | None = None
    ends_in: Period | None = None
    at: Period | None = None
    amount: Quantity | None = None
    capacity: Quantity | None = None
    units: Quantity | None = None
    share: Quantity | None = None
    value: Quantity | None = None
    said_by: str | None = None
    said_on: Period | None = None
    unnamed: str | None = None
    standing: Standing | None = None
    verdict: Verdict | None = None
    aspect: Aspect | None = None
    effect: Effect | None = None
    rule: str | None = None
    exclusive: bool | None = None
    quote: str | None = None
    where: str | None = None
    keys: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    fact: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fact", fact_key(self))


@dataclass(frozen=True, slots=True)
class Article:
    """`id` is the file's stem; `published` a day, or a month that counts as known at its end."""

    id: str
    url: str
    publisher: str
    published: Period
    kind: ArticleKind
    claims: tuple[Claim, ...]
    title: str | None = None
    origin: str | None = None
    corrects: str | None = None
    retracts: str | None = None

    @property
    def known_on(self) -> date:
        return self.published.last


def claim_id(url: str, keys: Mapping[str, Any]) -> str:
    """sha256 of the canonical JSON of the article's url and all keys of the claim as written, but its wording."""
    content = {"url": url, **{key: value for key, value in keys.items() if key not in NOT_IN_ID}}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def fact_key(claim: Claim) -> str:
    """The slot in which claims compete: subject, relation, object, the deal if any, and the relation's own slot."""
    parts = [claim.subject, claim.relation, claim.object]
    if claim.deal:
        parts.append(claim.deal)
    parts.extend(_slot_value(claim, key) for key in RELATIONS[claim.relation].slot)
    return "|".join(parts)


def _slot_value(claim: Claim, key: str) -> str:
    if key == "at":
        return claim.at.text if claim.at else ""
    if key == "of":
        return (claim.value.of if claim.value else None) or ""
    value = getattr(claim, key)
    return str(value) if value else ""


def read_claim(url: str, keys: Mapping[str, Any]) -> Claim:
    """The claim that `keys` (checked, as written in the curated file, dates as text) hold in the article at `url`."""
    return make_claim(claim_id(url, keys), keys)


def make_claim(id_: str, keys: Mapping[str, Any]) -> Claim:
    """As read_claim, of a claim whose id is known: its article may have got another url since."""
    read: dict[str, Any] = {"id": id_, "keys": keys}
    for key, value in keys.items():
        if key in PERIOD_KEYS:
            read["from_" if key == "from" else key] = parse_period(str(value))
        elif key in QUANTITY_KEYS:
            read[key] = read_quantity(value)
        elif key in _LISTS:
            read[key] = tuple(map(_LISTS[key], value))
        elif key in _WORDS:
            read[key] = _WORDS[key](value)
        else:
            read[key] = value
    return Claim(**read)


_LISTS: Mapping[str, Callable[[str], str]] = {"provides": Provides, "workloads": Workload, "products": str}
_WORDS: Mapping[str, Callable[[str], StrEnum]] = {
    "stage": Stage,
    "standing": Standing,
    "verdict": Verdict,
    "aspect": Aspect,
    "effect": Effect,
}
