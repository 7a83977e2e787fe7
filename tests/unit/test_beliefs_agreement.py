"""Looking figures up by their number groups them as comparing each with each would."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from service.model.agreement import agree, agreeing
from service.model.quantities import Quantity
from service.model.votes import Value

NUMBERS = st.one_of(st.integers(85, 125).map(float), st.sampled_from([0.0, 0.1, 90.0, 100.0, 0.09, 100_000.0]))
FIGURES = st.builds(Quantity, st.just("exact"), NUMBERS, st.sampled_from(["MW", "GW", "USD"]))
VALUES = st.lists(st.one_of(FIGURES, st.sampled_from(["satisfied", "mixed"])), unique=True, max_size=12)


@given(VALUES)
def test_groups_are_those_of_comparing_each_with_each(values: list[Value]) -> None:
    assert list(agreeing(values)) == list(compared(values))


def compared(values: list[Value]) -> Iterator[list[int]]:
    remaining = list(range(len(values)))
    while remaining:
        group = [place for place in remaining if agree(values[remaining[0]], values[place])]
        yield group
        remaining = [place for place in remaining if place not in group]


def test_ten_percent_of_the_larger_is_the_same_value_and_more_is_not() -> None:
    hundred = Quantity("exact", 100, "USD")
    assert hundred.agrees_with(Quantity("about", 90, "USD"))
    assert not hundred.agrees_with(Quantity("about", 89, "USD"))
    assert hundred.agrees_with(Quantity("range", 100, "USD", minimum=50))
    assert not hundred.agrees_with(Quantity("exact", 100, "chips"))


def test_the_same_power_in_two_units_is_one_value() -> None:
    assert Quantity("exact", 10, "GW").agrees_with(Quantity("exact", 10_000, "MW"))
