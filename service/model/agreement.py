"""When two statements about a part of a fact give the same value."""

import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from service.model.quantities import ABOUT, Quantity, near
from service.model.votes import Value

MARGIN = 1 - ABOUT - 1e-9  # a little wider than the rule, which decides; no quantity is below zero


def agree(one: Value | None, other: Value | None) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.agrees_with(other)
    return one == other


def agreeing(values: Sequence[Value | None]) -> Iterator[list[int]]:
    """The places of `values`, different ones, in groups: the first value left, and what is left that agrees with it.

    Quantities are looked up by their number, so that many of them do not all have to be compared.
    """
    numbers = sorted((*value.scaled, place) for place, value in enumerate(values) if isinstance(value, Quantity))
    grouped = [False] * len(values)
    for place, value in enumerate(values):
        if grouped[place]:
            continue
        found = _near(value, numbers) if isinstance(value, Quantity) else [place]
        group = sorted(other for other in found if not grouped[other])
        for other in group:
            grouped[other] = True
        yield group


def _near(value: Quantity, numbers: list[tuple[str, float, int]]) -> list[int]:
    unit, number = value.scaled
    start = bisect_left(numbers, (unit, number * MARGIN, -1))
    end = bisect_left(numbers, (unit, number / MARGIN, sys.maxsize))
    return [place for _, other, place in numbers[start:end] if near(number, other)]
