"""What readers of an edition know, and what they can work out from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scorecard.publish.suppression.bounds import Bound, Remainder, bounded, reasons
from scorecard.publish.suppression.elimination import PRIME, determined
from scorecard.publish.suppression.quantities import Quantities, Quantity
from scorecard.publish.suppression.sums import Sum
from scorecard.values import Key


class Recovered(NamedTuple):
    """A hidden number that readers can work out, and the numbers that it takes: without one of them they cannot."""

    quantity: Quantity
    taken: frozenset[Quantity]
    exactly: bool = True
    """Whether it is one number; else it is a small count in fewer numbers than there are small counts."""


class Readers:
    """Readers know the numbers behind every figure that they see, and every sum. Hiding a number hides its figures."""

    def __init__(
        self,
        quantities: Quantities,
        sums: Sequence[Sum],
        shown: Collection[Key],
        threshold: int,
        known: Iterable[Quantity] = (),
    ) -> None:
        self.quantities, self.sums, self.threshold = quantities, sums, threshold
        self.hidden: set[Quantity] = set()
        self.told_before = frozenset(known)
        """What they know from earlier editions."""
        self._stands_in: dict[Quantity, list[int]] = defaultdict(list)
        for number, each in enumerate(sums):
            for quantity, _ in each:
                self._stands_in[quantity].append(number)
        self._tellers: dict[Quantity, set[Key]] = defaultdict(set)
        for key in shown:
            for quantity in quantities.of[key]:
                self._tellers[quantity].add(key)
            if base := quantities.bases.get(key):
                self._tellers[base].add(key._replace(category=""))  # shares of the categories tell their base

    def knows(self, quantity: Quantity) -> bool:
        return bool(self._tellers.get(quantity)) or quantity in self.told_before

    def told_by(self, quantity: Quantity) -> Collection[Key]:
        """The figures that tell a number."""
        return self._tellers.get(quantity, ())

    def hide(self, quantity: Quantity) -> list[Quantity]:
        """Hide a number with every figure that tells it; answers the numbers that are not known any more."""
        self.hidden.add(quantity)
        lost = [quantity]
        for key in sorted(self.told_by(quantity)):
            lost += self.hide_figure(key)
        self._tellers[quantity].clear()
        return lost

    def hide_figure(self, key: Key) -> list[Quantity]:
        """Hide a figure; answers the numbers that are not known any more."""
        for quantity in self.quantities.of.get(key, ()):
            self._tellers[quantity].discard(key)
        return [quantity for quantity in self.quantities.of.get(key, ()) if not self.knows(quantity)]

    def recovered(self, around: Iterable[Quantity]) -> Iterator[Recovered]:
        """The hidden numbers that can be worked out, of those that hang together with some that are not known."""
        for numbers in self._hanging_together(around):
            yield from self._recovered_from({number: self._remainder(number) for number in numbers})

    def _recovered_from(self, sums: dict[int, Remainder]) -> Iterator[Recovered]:
        """By what is left over for a part of a sum; only where that gives nothing away, by solving all sums."""
        bounds = bounded(sums, self._least)
        secret = sorted(quantity for quantity in bounds if quantity in self.hidden)
        given_away = [quantity for quantity in secret if self._is_close(quantity, bounds[quantity])]
        for quantity in given_away:
            taken = frozenset(self._parts_of(reasons(quantity, bounds, sums)))
            yield Recovered(quantity, taken, bounds[quantity].is_one)
        if not any(bounds[quantity].is_one for quantity in given_away):
            unknown = {number: {quantity: sign for quantity, sign in each.signs.items() if not bounds[quantity].is_one}
                       for number, each in sums.items()}
            yield from (Recovered(found, self._taken(taken)) for found, taken in determined(unknown, secret))

    def _is_close(self, quantity: Quantity, bound: Bound) -> bool:
        """Whether readers know a number, or know of a small count that it is not any of 1 to the threshold."""
        if bound.is_one or not self.quantities.is_small(quantity, self.threshold):
            return bound.is_one
        return (bound.least or 0) > 1 or (bound.most is not None and bound.most < self.threshold)

    def _parts_of(self, numbers: Iterable[int]) -> set[Quantity]:
        """The quantities that stand in some sums."""
        return {quantity for number in numbers for quantity, _ in self.sums[number]}

    def _taken(self, sums: Mapping[int, int]) -> frozenset[Quantity]:
        """The quantities that are left when sums are added up, each so many times; others cancel out."""
        factors: Counter[Quantity] = Counter()
        for number, times in sums.items():
            for quantity, sign in self.sums[number]:
                factors[quantity] = (factors[quantity] + sign * times) % PRIME
        return frozenset(quantity for quantity, factor in factors.items() if factor)

    def _least(self, quantity: Quantity) -> int | None:
        """The least that an unknown number can be: a hidden count is not 0, for 0 is shown."""
        if self.quantities.is_signed(quantity):
            return None
        return 1 if quantity in self.hidden and self.quantities.is_count(quantity) else 0

    def _remainder(self, number: int) -> Remainder:
        signs, amount = {}, 0
        for quantity, sign in self.sums[number]:
            if self.knows(quantity):
                amount -= sign * self.quantities.amounts[quantity]  # type: ignore[assignment]
            else:
                signs[quantity] = sign
        return Remainder(signs, amount)

    def _hanging_together(self, around: Iterable[Quantity]) -> Iterator[list[int]]:
        """Sums that have unknown numbers in common, directly or by others."""
        seen: set[Quantity] = set()
        for start in around:
            found: set[int] = set()
            todo = [start] if start not in seen and not self.knows(start) else []
            seen.update(todo)
            while todo:
                new_sums = [number for number in self._stands_in[todo.pop()] if number not in found]
                found.update(new_sums)
                new = [each for each in self._parts_of(new_sums) if each not in seen and not self.knows(each)]
                seen.update(new)
                todo += new
            if found:
                yield sorted(found)
