"""The numbers behind figures: whoever reads a percentage knows its count, its base and how many the others are."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from scorecard.values import IndicatorFacts, IndicatorValue, Key, Unit, Values

COUNTS = ("count", "distinct", "sum")
"""Measures whose value is itself a number of somebody or something."""
Number = int | Fraction
FINEST = 10**6
"""Numbers that are not whole, such as posts, are compared to so many parts."""


class Quantity(NamedTuple):
    """One number: a part of a figure, which other figures may have as well."""

    code: str
    part: str
    """value, numerator, denominator, rest (of the denominator), or base (what a breakdown is of)."""
    period: str
    breakdown: str = ""
    category: str = ""

    @property
    def series(self) -> Series:
        return Series(self.code, self.part, self.breakdown, self.category)


class Series(NamedTuple):
    """A quantity in all its periods."""

    code: str
    part: str
    breakdown: str = ""
    category: str = ""

    def at(self, period: str) -> Quantity:
        return Quantity(self.code, self.part, period, self.breakdown, self.category)


class Quantities:
    """What the figures of a run are made of, and how much each is."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self.amounts: dict[Quantity, Number] = {}
        self.of: dict[Key, tuple[Quantity, ...]] = {}
        """What a reader of a figure knows."""
        self.bases: dict[Key, Quantity] = {}
        """What a category of a count is a part of: its share gives it away."""
        derived = []
        for key, figure in values.figures.items():
            facts = values.indicators[key.code]
            if facts.measure in ("ratio", "rate_per_10000"):
                derived.append((key, figure, facts))
            else:
                self._add(key, figure, str(facts.measure))
        for key, figure, facts in derived:
            self._add_derived(key, figure, facts)
        self._signed = {each.code for each, amount in self.amounts.items() if amount < 0}

    def is_count(self, quantity: Quantity) -> bool:
        """Whether it counts somebody: not the days of a mean, not posts, not a net change, which may be negative."""
        if quantity.code in self._signed:
            return False
        facts = self._values.indicators[quantity.code]
        if quantity.part == "numerator":
            return facts.measure == "percentage"
        return quantity.part != "value" or facts.unit == Unit.NUMBER

    def is_signed(self, quantity: Quantity) -> bool:
        return quantity.code in self._signed

    def small(self, keys: Iterable[Key], threshold: int) -> set[Quantity]:
        """The counts behind some figures that are 1 to the threshold; 0 tells of nobody."""
        return {each for each in self.behind(keys) if self.is_small(each, threshold)}

    def behind(self, keys: Iterable[Key]) -> set[Quantity]:
        """All that some figures tell, what their shares tell included."""
        given = list(keys)
        bases = {self.bases[key] for key in given if key in self.bases}
        return {each for key in given for each in self.of[key]} | bases

    def is_small(self, quantity: Quantity, threshold: int) -> bool:
        return 0 < self.amounts[quantity] <= threshold and self.is_count(quantity)

    def _add(self, key: Key, figure: IndicatorValue, measure: str) -> None:
        parts = {"numerator": figure.numerator, "denominator": figure.denominator}
        if measure in COUNTS:
            parts = {"value": figure.value}
            self._add_base(key, figure)
        elif measure == "median":
            parts = {"denominator": figure.denominator}
        elif measure == "percentage" and figure.numerator is not None and figure.denominator is not None:
            parts["rest"] = figure.denominator - figure.numerator
        self.of[key] = tuple(self._put(key, part, amount) for part, amount in parts.items() if amount is not None)

    def _add_base(self, key: Key, figure: IndicatorValue) -> None:
        if not key.breakdown or figure.denominator is None:
            return
        total = self._values.get(key.code, key.period)
        same = total is not None and total.value == figure.denominator
        whole = key._replace(breakdown="" if same else key.breakdown, category="")
        self.bases[key] = self._put(whole, "value" if same else "base", figure.denominator)

    def _add_derived(self, key: Key, figure: IndicatorValue, facts: IndicatorFacts) -> None:
        """A ratio or rate is made of the values of other indicators; the population of a rate is public."""
        codes = (facts.numerator, facts.denominator) if facts.measure == "ratio" else (facts.numerator,)
        behind = [Quantity(code, "value", key.period, key.breakdown, key.category) for code in codes]
        known = [each for each in behind if each in self.amounts]
        if facts.unit == Unit.PERCENT and len(known) == 2 and self.amounts[known[0]] <= self.amounts[known[1]]:
            known.append(self._put(key, "rest", float(self.amounts[known[1]] - self.amounts[known[0]])))
        self.of[key] = tuple(known)

    def _put(self, key: Key, part: str, amount: float) -> Quantity:
        quantity = Quantity(key.code, part, key.period, key.breakdown, key.category)
        self.amounts[quantity] = exact(amount)
        return quantity


def exact(amount: float) -> Number:
    whole = round(amount)
    return whole if abs(amount - whole) < 1 / FINEST else Fraction(round(amount * FINEST), FINEST)
