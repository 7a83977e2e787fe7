"""One claim, taken apart: what it says about each part of its fact."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from service.model.assessment import Assessed
from service.model.claims import QUANTITY_KEYS, UNTIL_KEYS, Claim
from service.model.dates import Period
from service.model.quantities import Quantity
from service.model.vocabulary import OVER, End

SETS = ("workloads", "provides", "products")
FAMILIES = frozenset({"stage", *SETS, *QUANTITY_KEYS})  # names under which a fact has several parts
WORDS = ("verdict", "effect", "exclusive")

Value: TypeAlias = bool | str | Period | Quantity | tuple[str, Period]


class PartKey(NamedTuple):
    """A part that claims compete about. `element`: which stage or set element; `of`, `basis`: which quantity."""

    name: str
    element: str = ""
    of: str = ""
    basis: str = ""

    @property
    def label(self) -> str:
        """The part in words, such as `amount of first tranche, per-year` or `workloads inference`."""
        words = f"{self.name} {self.element}".strip()
        words = f"{words} of {self.of}" if self.of else words
        return words if self.basis in ("", "total") else f"{words}, {self.basis}"

    @property
    def is_family(self) -> bool:
        """Whether this stands for every part of its name, as in a denial of any amount."""
        return self.name in FAMILIES and not self.element and not self.basis

    def covers(self, other: "PartKey") -> bool:
        return self == other or (self.is_family and self.name == other.name)


class Vote(NamedTuple):
    """What one claim says about one part: `value` is True where the part itself says it all, None in a denial of
    whatever anybody states. `order` sorts by R4, best first; `over`: the claim says that the relation is over."""

    value: Value | None
    claim: str
    affirms: bool
    order: tuple[bool, int, int, str]
    tier: int
    day: date
    speaker: str
    end: End | None
    origin: str
    publisher: str
    over: bool

    @property
    def preferred(self) -> bool:
        return not self.order[0]


Said: TypeAlias = tuple[PartKey, Value | None]

RELATION = PartKey("relation")
FROM = PartKey("from")
UNTIL = PartKey("until")


def votes(assessed: Assessed, *, preferred: bool) -> Iterator[tuple[PartKey, Vote]]:
    """Every vote of one claim. A denial of a whole family of parts comes under the family's bare name."""
    claim = assessed.claim
    common = (
        claim.id,
        claim.denies is None,
        (not preferred, assessed.tier, -assessed.known_on.toordinal(), claim.id),
        assessed.tier,
        assessed.said_on,
        assessed.speaker,
        assessed.end,
        assessed.origin,
        assessed.publisher,
        claim.stage in OVER,
    )
    for part, value in said(claim):
        yield part, Vote(value, *common)


def said(claim: Claim) -> Iterator[Said]:
    """The parts and values that a claim affirms, or the ones that it denies. A claim with `denies` affirms nothing."""
    if claim.denies is None:
        yield RELATION, True
        yield from _stated(claim)
    elif claim.denies == "relation":
        yield RELATION, True
    elif claim.denies == "dates":
        yield from list(_dates(claim)) or [(FROM, None), (UNTIL, None)]
    else:
        named = [(part, value) for part, value in _stated(claim) if part.name == claim.denies]
        yield from named or [(PartKey(claim.denies), None)]


def _stated(claim: Claim) -> Iterator[Said]:
    if claim.stage:
        yield PartKey("stage", claim.stage), True
    yield from _dates(claim)
    for name in QUANTITY_KEYS:
        quantity: Quantity | None = getattr(claim, name)
        if quantity:
            yield PartKey(name, of=quantity.of or "", basis=quantity.basis), quantity
    for name in SETS:
        for element in getattr(claim, name):
            yield PartKey(name, element), True
    for name in WORDS:
        word: str | bool | None = getattr(claim, name)
        if word is not None:
            yield PartKey(name), word


def _dates(claim: Claim) -> Iterator[Said]:
    if claim.from_:
        yield FROM, claim.from_
    for key in UNTIL_KEYS:
        period: Period | None = getattr(claim, key)
        if period:
            yield UNTIL, (key, period)
