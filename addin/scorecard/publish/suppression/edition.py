"""The figures of an edition as its readers see them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from scorecard.publish.suppression.quantities import Quantities, Quantity
from scorecard.publish.suppression.rounding import direction_of, rounded
from scorecard.values import Direction, IndicatorValue, Key, Status, Values


def for_readers(
    values: Values, keys: Collection[Key], hidden: Collection[Key], bases: Collection[Quantity],
    quantities: Quantities, rounding: int,
) -> Values:
    """The values with some figures only, the hidden ones without numbers, and changes only between figures that can be
    seen: a change and one of its two figures tell the other. `bases` are those that no share may tell.
    """
    figures: dict[Key, IndicatorValue] = {}
    for key in keys:
        figure = values.figures[key]
        if key in hidden:
            figures[key] = _without_numbers(figure)
            continue
        if quantities.bases.get(key) in bases:
            figure = figure._replace(denominator=None)
        figures[key] = rounded(figure, values.indicators[key.code], rounding)
    told = dataclasses.replace(values, figures=figures)
    told.figures = {key: _compared(figure, told, rounding) for key, figure in figures.items()}
    return told


def _without_numbers(figure: IndicatorValue) -> IndicatorValue:
    """A hidden figure: its target stands, as targets are public."""
    return IndicatorValue(*figure.key, None, None, None, Status.SUPPRESSED, figure.target, figure.target_to)


def _compared(figure: IndicatorValue, told: Values, rounding: int) -> IndicatorValue:
    period = told.periods[figure.period]
    change, direction = _since(figure, period.previous.label, figure.change, figure.direction, told, rounding)
    year, year_direction = _since(
        figure, period.last_year.label, figure.change_last_year, figure.direction_last_year, told, rounding
    )
    return figure._replace(
        change=change, direction=direction, change_last_year=year, direction_last_year=year_direction
    )


def _since(
    figure: IndicatorValue, period: str, change: float | None, direction: Direction, told: Values, rounding: int
) -> tuple[float | None, Direction]:
    then = told.get(figure.code, period, figure.breakdown, figure.category)
    if change is None or figure.value is None or then is None or then.value is None:
        return None, Direction.NONE
    if rounding == 1:
        return change, direction
    moved = figure.value - then.value
    return moved, direction_of(moved, direction)
