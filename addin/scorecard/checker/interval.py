"""Arithmetic on printed figures: one that was rounded stands for everything that rounds to it."""

from __future__ import annotations

import math
from typing import NamedTuple

EXACT = 1e-9
"""Differences below it come from arithmetic, not from the figures."""


class Interval(NamedTuple):
    """The least and the greatest that a figure can be."""

    low: float
    high: float

    def plus(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        return _around(a * b for a in self for b in other)

    def over(self, other: Interval) -> Interval | None:
        """None where the other can be 0."""
        if other.low <= 0 <= other.high:
            return None
        return _around(a / b for a in self for b in other)

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high + EXACT and other.low <= self.high + EXACT

    @property
    def holds_a_whole_number(self) -> bool:
        return math.floor(self.high + EXACT) >= self.low - EXACT

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def exactly(value: float) -> Interval:
    return Interval(value, value)


def rounded(value: float, decimals: int) -> Interval:
    half = 0.5 * 10.0**-decimals
    return Interval(value - half, value + half)


def total(parts: list[Interval]) -> Interval:
    made = exactly(0)
    for part in parts:
        made = made.plus(part)
    return made


def _around(values: object) -> Interval:
    found = list(values)  # type: ignore[call-overload]
    return Interval(min(found), max(found))
