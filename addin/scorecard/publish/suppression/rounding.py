"""Figures as they are rounded for an audience."""

from __future__ import annotations

import math

from scorecard.values import Direction, IndicatorFacts, IndicatorValue, Unit

UNJUDGED = (Direction.HIGHER, Direction.LOWER, Direction.LEVEL)


def rounded(figure: IndicatorValue, facts: IndicatorFacts, to: int) -> IndicatorValue:
    """Counts to the nearest 5 or 10, percentages and days to whole ones, averages to one decimal.

    Percentages are rounded from their exact counts, as national statistics do; a rate per 10,000 is worked out again
    from its rounded count, as anyone has its population.
    """
    if to == 1 or figure.value is None:
        return figure
    upper, lower = (None if part is None else nearest(part, to) for part in (figure.numerator, figure.denominator))
    if facts.measure == "rate_per_10000":
        people = figure.denominator
        value = upper / people if upper is not None and people else figure.value
        return figure._replace(value=value, numerator=upper)
    if facts.unit == Unit.NUMBER:
        value = nearest(figure.value, to)
    else:
        value = round(figure.value, {Unit.PERCENT: 2, Unit.DAYS: 0}.get(facts.unit, 1))
    if facts.measure in ("mean", "median"):
        upper = None
    return figure._replace(value=value, numerator=upper, denominator=lower)


def nearest(number: float, to: int) -> int:
    """The nearest multiple; a half goes away from 0."""
    return int(math.copysign(math.floor(abs(number) / to + 0.5) * to, number))


def direction_of(change: float | None, direction: Direction) -> Direction:
    """A direction as rounded figures show it: none where they are the same."""
    if change != 0 or direction == Direction.NONE:
        return direction
    return Direction.LEVEL if direction in UNJUDGED else Direction.SAME
