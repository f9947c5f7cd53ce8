"""Hiding more where what is hidden could be worked out, with as little harm as may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from scorecard.publish.suppression.quantities import Quantity, Series
from scorecard.publish.suppression.readers import Readers, Recovered
from scorecard.values import Values

RESIDUAL = ("other", "unknown", "not recorded")
"""Categories that say least."""


class Harm(NamedTuple):
    """What hiding a number takes from readers; the least comes first."""

    totals: bool
    """Whether it is the total of an indicator."""
    current: bool
    """Whether it is of the reporting period."""
    figures: int
    """How many figures go with it."""
    hidden_in_series: int
    """Less where more months of the same series are hidden already."""
    is_named: bool
    """Whether its category says more than "other"."""
    amount: int
    quantity: Quantity


class Hiding:
    """Hides numbers from readers until none of them can be worked out."""

    def __init__(self, readers: Readers, values: Values) -> None:
        self.readers, self.values = readers, values
        self.given_up: set[Recovered] = set()
        """What can be worked out all the same, from numbers that are out already or are 0."""
        self._series: Counter[Series] = Counter()

    def hide(self, quantities: Iterable[Quantity]) -> None:
        """Hide some numbers, and one more for each that could still be worked out, until there is none."""
        lost = [each for quantity in sorted(quantities) for each in self._hide(quantity)]
        while lost:
            recovered = [each for each in self.readers.recovered(lost) if each not in self.given_up]
            lost = []
            for each in recovered:
                if each.taken.isdisjoint(lost):
                    lost += self._hide_one_more(each)

    def _hide(self, quantity: Quantity) -> list[Quantity]:
        self._series[quantity.series] += 1
        return self.readers.hide(quantity)

    def _hide_one_more(self, recovered: Recovered) -> list[Quantity]:
        """Hide the number with the least harm among those from which a hidden one was worked out.

        No total is hidden for a small count that is only nearly known.
        """
        harms = sorted(self._harm(each) for each in recovered.taken if self._may_hide(each))
        if not harms or (harms[0].totals and not recovered.exactly):
            self.given_up.add(recovered)
            return [recovered.quantity]
        return self._hide(harms[0].quantity)

    def _may_hide(self, quantity: Quantity) -> bool:
        readers = self.readers
        told = readers.told_by(quantity) and quantity not in readers.told_before
        return bool(told and readers.quantities.amounts[quantity])

    def _harm(self, quantity: Quantity) -> Harm:
        """Totals before categories, this period before earlier ones, large before small."""
        figures = self.readers.told_by(quantity)
        is_total = any(not key.breakdown for key in figures)
        is_current = any(self.values.periods[key.period].end == self.values.run.period.end for key in figures)
        return Harm(
            totals=is_total,
            current=is_current,
            figures=len(figures),
            hidden_in_series=-self._series[quantity.series],
            is_named=not any(word in quantity.category.lower() for word in RESIDUAL),
            amount=abs(int(self.readers.quantities.amounts[quantity])),
            quantity=quantity,
        )
