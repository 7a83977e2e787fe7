import pytest

from service.model.totals import Addend, MixedQuantities, Total, add
from service.model.vocabulary import Evidence, Stage


def addend(
    low: float,
    high: float | None,
    *,
    unit: str = "USD",
    basis: str = "total",
    evidence: Evidence = Evidence.STATED,
    stage: Stage | None = Stage.AGREED,
) -> Addend:
    return Addend("a|INVESTS_IN|b", low, high, unit, basis, evidence, stage)


def test_up_to_adds_to_the_ceiling_only() -> None:
    assert add([addend(0, 100), addend(30, 30)]) == Total(floor=30, ceiling=130, unbounded=0, count=2)


def test_what_has_no_ceiling_is_counted_and_not_made_up() -> None:
    assert add([addend(10, None), addend(30, 30)]) == Total(floor=40, ceiling=30, unbounded=1, count=2)


def test_nothing_adds_up_to_nothing() -> None:
    assert add([]) == Total(floor=0, ceiling=0, unbounded=0, count=0)


@pytest.mark.parametrize("other", [{"unit": "GW"}, {"basis": "per-year"}])
def test_units_and_bases_do_not_mix(other: dict[str, str]) -> None:
    with pytest.raises(MixedQuantities) as raised:
        add([addend(1, 1), addend(1, 1), addend(1, 1, **other)])  # type: ignore[arg-type]
    assert raised.value.kinds[0] == ("USD", "total")


@pytest.mark.parametrize(
    ("evidence", "stage", "firm"),
    [
        (Evidence.STATED, Stage.AGREED, True),
        (Evidence.CONFIRMED, Stage.COMPLETED, True),
        (Evidence.STATED, Stage.PLANNED, False),
        (Evidence.STATED, None, False),
        (Evidence.STATED, Stage.CANCELLED, False),
        (Evidence.REPORTED, Stage.ACTIVE, False),
        (Evidence.DISPUTED, Stage.ACTIVE, False),
    ],
)
def test_firm_is_agreed_or_beyond_and_stated_or_better(evidence: Evidence, stage: Stage | None, firm: bool) -> None:
    assert addend(1, 1, evidence=evidence, stage=stage).firm is firm
