"""Statistical neighbours: their mean or median, of those whose figure is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple

from scorecard.definitions.benchmarks import NeighboursUsed
from scorecard.periods import Period, parse

METHODS: dict[str, Callable[[list[float]], float]] = {"mean": fmean, "median": median}


class OfNeighbours(NamedTuple):
    """The neighbours' figure, and how it was made."""

    value: float
    of: NeighboursUsed


def set_of(neighbours: Mapping[str, Sequence[str]], period: Period) -> Sequence[str]:
    """The neighbours in a year: the latest set that began by then. A set that came later never stands in for it."""
    began = [(parse(year).start, year) for year in neighbours if parse(year).start <= period.start]
    return neighbours[max(began)[1]] if began else ()


def together(values: Sequence[float | None], method: str) -> OfNeighbours | None:
    """One figure of several; those without a number are left out and counted."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return OfNeighbours(METHODS[method](known), NeighboursUsed(method, len(known), len(values)))
