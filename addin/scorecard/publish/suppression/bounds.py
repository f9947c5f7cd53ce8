"""Between which numbers an unknown one must lie: what is left over in a sum, shared out among its unknown parts."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scorecard.publish.suppression.quantities import Number, Quantity

VISITS = 25
"""How often a sum is looked at again when the bounds of its parts have moved."""


class Remainder(NamedTuple):
    """The unknown parts of a sum, each with its sign, and what they come to."""

    signs: Mapping[Quantity, int]
    amount: Number


@dataclass
class Bound:
    """The least and the most of an unknown number, None where there is no end, and the sum that said so last."""

    least: Number | None
    most: Number | None = None
    by: int | None = None

    @property
    def is_one(self) -> bool:
        return self.least is not None and self.least == self.most

    def signed(self, sign: int) -> tuple[Number | None, Number | None]:
        """The bounds of the number or of its negative."""
        if sign > 0:
            return self.least, self.most
        return (None if self.most is None else -self.most), (None if self.least is None else -self.least)

    def narrow(self, sign: int, low: Number | None, high: Number | None) -> bool:
        """Take in new bounds of the number or of its negative; answers whether they were narrower."""
        low, high = Bound(low, high).signed(sign)
        before = self.least, self.most
        if low is not None and (self.least is None or low > self.least):
            self.least = low
        if high is not None and (self.most is None or high < self.most):
            self.most = high
        return before != (self.least, self.most)


def bounded(sums: Mapping[int, Remainder], least: Callable[[Quantity], int | None]) -> dict[Quantity, Bound]:
    """The bounds of every unknown number in some sums, given what each is at least to begin with."""
    bounds: dict[Quantity, Bound] = {}
    stands_in: dict[Quantity, list[int]] = defaultdict(list)
    for number, each in sums.items():
        for quantity in each.signs:
            bounds.setdefault(quantity, Bound(least(quantity)))
            stands_in[quantity].append(number)
    todo = deque(sums)
    waiting, visits = set(todo), dict.fromkeys(sums, 0)
    while todo:
        number = todo.popleft()
        waiting.discard(number)
        visits[number] += 1
        for quantity in _narrowed(number, sums[number], bounds):
            again = [other for other in stands_in[quantity] if other not in waiting and visits[other] < VISITS]
            waiting.update(again)
            todo.extend(again)
    return bounds


def _narrowed(number: int, remainder: Remainder, bounds: Mapping[Quantity, Bound]) -> list[Quantity]:
    """Narrow each part of a sum to what the others leave it."""
    sides = {quantity: bounds[quantity].signed(sign) for quantity, sign in remainder.signs.items()}
    lows, highs = _Total(low for low, _ in sides.values()), _Total(high for _, high in sides.values())
    moved = []
    for quantity, (low, high) in sides.items():
        others_low, others_high = lows.without(low), highs.without(high)
        new_low = None if others_high is None else remainder.amount - others_high
        new_high = None if others_low is None else remainder.amount - others_low
        if bounds[quantity].narrow(remainder.signs[quantity], new_low, new_high):
            bounds[quantity].by = number
            moved.append(quantity)
    return moved


class _Total:
    """Numbers added up, of which some may have no end."""

    def __init__(self, ends: Iterable[Number | None]) -> None:
        self.endless = 0
        self.amount: Number = 0
        for end in ends:
            if end is None:
                self.endless += 1
            else:
                self.amount += end

    def without(self, end: Number | None) -> Number | None:
        """The total of the others; None where one of them has no end."""
        if self.endless - (end is None):
            return None
        return self.amount if end is None else self.amount - end


def reasons(quantity: Quantity, bounds: Mapping[Quantity, Bound], sums: Mapping[int, Remainder]) -> tuple[int, ...]:
    """The sums from which the bounds of a number follow."""
    found: dict[int, None] = {}
    todo = [quantity]
    while todo:
        by = bounds[todo.pop()].by
        if by is not None and by not in found:
            found[by] = None
            todo += sums[by].signs
    return tuple(found)
