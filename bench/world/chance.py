"""Chance that can be asked for by place: the same seed, topic and number always give the same draws, in any order."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Topic(IntEnum):
    """What a draw is about, so that no two kinds of draw run in step."""

    DIRECTORY = 0
    ARTICLE = 1
    CLAIM = 2
    FACT = 3
    FIGURE = 4
    FOLLOWING = 5
    BLOCK = 6


def draws(seed: int, topic: Topic, number: int) -> Random:
    return Random((seed << 72) | (number << 8) | topic)


class Weighted(Generic[T]):
    """Options, some likelier than others."""

    def __init__(self, options: Iterable[T], weights: Iterable[float]) -> None:
        self.options: Sequence[T] = tuple(options)
        self._cumulative = list(accumulate(weights))
        self._total = self._cumulative[-1]
        self._last = len(self.options) - 1

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Weighted[T]":
        return cls(weights.keys(), weights.values())

    @classmethod
    def long_tailed(cls, options: Sequence[T], *, exponent: float) -> "Weighted[T]":
        """A few options far likelier than the many others: the n-th in proportion to n to the minus `exponent`."""
        return cls(options, (rank**-exponent for rank in range(1, len(options) + 1)))

    def pick(self, chance: Random) -> T:
        return self.options[bisect_right(self._cumulative, chance.random() * self._total, 0, self._last)]


def scatter(seed: int, topic: Topic, number: int) -> float:
    """One draw from 0 up to 1, without a generator of its own (splitmix64)."""
    mixed = (seed * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03 + topic) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)
