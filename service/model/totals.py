"""Sums of quantities without false precision: floors, ceilings, and how many have no ceiling."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.model.vocabulary import EVIDENCE_RANK, FIRM, Evidence, Stage


@dataclass(frozen=True, slots=True)
class Addend:
    """One fact's quantity: its bounds, and how far and how well known the fact is that it belongs to."""

    fact: str
    low: float
    high: float | None
    unit: str
    basis: str
    evidence: Evidence
    stage: Stage | None

    @property
    def firm(self) -> bool:
        """At stage agreed or beyond, with evidence STATED or better (beliefs.md)."""
        return self.stage in FIRM and EVIDENCE_RANK[self.evidence] <= EVIDENCE_RANK[Evidence.STATED]


@dataclass(frozen=True, slots=True)
class Total:
    """`ceiling` adds the bounded ones only; `unbounded` counts the others."""

    floor: float
    ceiling: float
    unbounded: int
    count: int


class MixedQuantities(ValueError):
    """Units or bases differ. `kinds` are the pairs of unit and basis found, the most frequent first."""

    def __init__(self, kinds: list[tuple[str, str]]) -> None:
        self.kinds = kinds
        super().__init__(" and ".join(f"{unit} ({basis})" for unit, basis in kinds))


def add(addends: Iterable[Addend]) -> Total:
    """MixedQuantities when units or bases differ."""
    addends = list(addends)
    kinds = [(addend.unit, addend.basis) for addend in addends]
    different = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    if len(different) > 1:
        raise MixedQuantities(different)
    return Total(
        floor=sum(addend.low for addend in addends),
        ceiling=sum(addend.high for addend in addends if addend.high is not None),
        unbounded=sum(addend.high is None for addend in addends),
        count=len(addends),
    )
