"""Quantities as intervals that keep their wording: "up to 100bn" is (0, 100bn), never 100bn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Wording: TypeAlias = Literal["exact", "about", "up_to", "at_least", "range"]

WORDINGS: tuple[Wording, ...] = ("exact", "about", "up_to", "at_least")
UNITS = (
    "USD", "MW", "GW", "chips", "wafers", "share", "shares", "USD/share", "GB", "MB", "PB", "GB/s", "Gb/s", "nm",
    "racks", "tokens/s",
)  # fmt: skip
BASES = ("total", "per-year", "per-quarter", "per-month", "run-rate")
SMALLER = {"GW": ("MW", 1000), "GB": ("MB", 1000), "PB": ("MB", 1_000_000_000), "GB/s": ("Gb/s", 8)}
ABOUT = 0.1  # "about x" spans x - 10 % to x + 10 %; two statements within 10 % state the same value


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` in `unit`; `high` is None without an upper bound. `of` says of what, `basis` per what."""

    wording: Wording
    number: float
    unit: str
    basis: str = "total"
    of: str | None = None
    minimum: float | None = None
    low: float = field(init=False)
    high: float | None = field(init=False)

    def __post_init__(self) -> None:
        low, high = _bounds(self.wording, self.number, self.minimum)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @property
    def text(self) -> str:
        """The quantity in words, such as `up to 100,000,000,000 USD`."""
        words = {"exact": "", "about": "about ", "up_to": "up to ", "at_least": "at least ", "range": ""}
        number = f"{self.number:,.15g}"
        if self.wording == "range":
            number = f"{self.minimum:,.15g} to {number}"
        basis = "" if self.basis == "total" else f" {self.basis}"
        return f"{words[self.wording]}{number} {self.unit}{basis}"

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both state the same value: stated numbers within 10 % (of a range, its upper end)."""
        (unit, number), (other_unit, other_number) = self.scaled, other.scaled
        return unit == other_unit and near(number, other_number)

    @property
    def scaled(self) -> tuple[str, float]:
        """The stated number in the smallest unit of its kind: 10 GW is 10,000 MW."""
        unit, factor = SMALLER.get(self.unit, (self.unit, 1))
        return unit, self.number * factor


def near(one: float, other: float) -> bool:
    """Whether two numbers are within 10 % of the larger."""
    return abs(one - other) <= ABOUT * max(abs(one), abs(other))


def read_quantity(keys: Mapping[str, Any]) -> Quantity:
    """The quantity that `keys` (checked, as written in the curated file) hold."""
    more = {"unit": keys["unit"], "basis": keys.get("basis", "total"), "of": keys.get("of")}
    if "min" in keys:
        return Quantity("range", keys["max"], minimum=keys["min"], **more)
    wording: Wording = next(word for word in WORDINGS if word in keys)
    return Quantity(wording, keys[wording], **more)


def _bounds(wording: Wording, number: float, minimum: float | None) -> tuple[float, float | None]:
    if wording == "about":
        return tuple(sorted((number * (1 - ABOUT), number * (1 + ABOUT))))  # type: ignore[return-value]
    if wording == "up_to":
        return min(0.0, number), number
    if wording == "at_least":
        return number, None
    if wording == "range":
        assert minimum is not None  # noqa: S101
        return minimum, number
    return number, number
