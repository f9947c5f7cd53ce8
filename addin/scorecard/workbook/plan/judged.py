"""Every indicator of the scorecard with how it stands: which are exceptions, and what changed since last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import IndicatorRow
from scorecard.values import Direction, IndicatorValue, Rag, Status
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.growing import indicators_that_appeared

ORDER = [Rag.GREEN, Rag.AMBER, Rag.RED]
"""From good to bad."""


@dataclass(frozen=True)
class Judged:
    """An indicator's row with its figure of the reporting period, and the one that the scorecard before this one had.

    A hidden figure is judged nowhere: it has neither RAG nor direction.
    """

    sheet: Sheet
    row: IndicatorRow
    figure: IndicatorValue | None
    before: IndicatorValue | None = None

    @property
    def is_hidden(self) -> bool:
        return bool(self.figure and self.figure.status == Status.SUPPRESSED)

    @property
    def rag(self) -> Rag:
        return self._judgement(self.figure)

    @property
    def rag_before(self) -> Rag:
        return self._judgement(self.before)

    @property
    def has_target(self) -> bool:
        return bool(self.figure and self.figure.target is not None and self.row.judged)

    @property
    def direction(self) -> Direction:
        return self.figure.direction if self.figure and not self.is_hidden else Direction.NONE

    @property
    def miss(self) -> float:
        """How far a figure lies from its target, as a part of the target; a target of 0 is missed without measure."""
        figure = self.figure
        if figure is None or figure.value is None or figure.target is None:
            return 0.0
        ends = [figure.target] if figure.target_to is None else [figure.target, figure.target_to]
        nearest = min(ends, key=lambda end: abs(end - (figure.value or 0)))
        return abs(figure.value - nearest) / abs(nearest) if nearest else float("inf")

    def _judgement(self, figure: IndicatorValue | None) -> Rag:
        hidden = figure is None or figure.status == Status.SUPPRESSED
        return Rag.NONE if figure is None or hidden or not self.row.judged else figure.rag


def judged_rows(cells: CellMap, figures: Figures) -> list[Judged]:
    """Those of the cell map, and those of categories that appeared later, such as a new team."""
    return [_judged(sheet, row, figures) for sheet, row in _indicators(cells, figures)]


def _indicators(cells: CellMap, figures: Figures) -> list[tuple[Sheet, IndicatorRow]]:
    return [*cells.indicators, *((sheet, row) for sheet, row, _ in indicators_that_appeared(cells, figures))]


def _judged(sheet: Sheet, row: IndicatorRow, figures: Figures) -> Judged:
    *_, before, now = figures.periods(row.basis)
    return Judged(sheet, row, *(figures.of(row.indicator, period, row.where) for period in (now, before)))


class Changed(NamedTuple):
    """How many judgements differ from those of the scorecard before, of those that both have."""

    better: int
    worse: int
    both: int


def changed(judged: Sequence[Judged]) -> Changed:
    pairs = [
        (ORDER.index(each.rag), ORDER.index(each.rag_before))
        for each in judged if each.rag != Rag.NONE and each.rag_before != Rag.NONE
    ]  # fmt: skip
    return Changed(sum(now < then for now, then in pairs), sum(now > then for now, then in pairs), len(pairs))


def exceptions(judged: Sequence[Judged]) -> list[Judged]:
    """Red ones, and amber ones that worsened: red before amber, worsening first, then the farthest from target."""
    found = [
        each for each in judged
        if each.rag == Rag.RED or (each.rag == Rag.AMBER and each.direction == Direction.WORSENED)
    ]
    return sorted(found, key=lambda each: (each.rag != Rag.RED, each.direction != Direction.WORSENED, -each.miss))


def on_target(cells: CellMap, figures: Figures) -> list[int | None]:
    """How many indicators were green, month by month; none where nothing was judged."""
    counts: list[int | None] = []
    rows = [row for _, row in _indicators(cells, figures) if row.judged]
    for periods in zip(*(figures.periods(row.basis) for row in rows), strict=True):
        rags = [
            figure.rag
            for row, period in zip(rows, periods, strict=True)
            if (figure := figures.of(row.indicator, period, row.where)) and figure.rag != Rag.NONE
        ]
        counts.append(rags.count(Rag.GREEN) if rags else None)
    return counts
