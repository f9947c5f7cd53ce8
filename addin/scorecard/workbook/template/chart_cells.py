"""The cells that a chart draws: rows of Data with 13 months, or the rows of a block, newest at the left."""

from __future__ import annotations

from typing import NamedTuple

from scorecard.definitions.cellmap_blocks import Chart
from scorecard.periods import Kind
from scorecard.workbook import look
from scorecard.workbook.series import INITIALS, MONTHS, SeriesKey
from scorecard.workbook.template.page import Page


class ChartCells(NamedTuple):
    """Where a chart finds its points."""

    page: Page
    block: str = ""

    @classmethod
    def of(cls, page: Page, chart: Chart) -> ChartCells:
        return cls(page, chart.block)

    @property
    def names(self) -> str:
        """What the points are called; months by their initials, which need no turning in a narrow chart."""
        return self._row(None) if self.block else "=" + self.page.book.series(SeriesKey(INITIALS, Kind.MONTH))

    def row(self, key: SeriesKey) -> str:
        return self._row(key) if self.block else "=" + self.page.book.series(key)

    def _row(self, key: SeriesKey | None) -> str:
        row, span = self.page.rows[self.block, key], self.page.spans[self.block]
        return f"={self.page.cells(row, span[0], row, span[-1])}"

    @property
    def points(self) -> int:
        if not self.block:
            return MONTHS
        span = self.page.spans[self.block]
        return look.LETTERS.index(span[-1]) - look.LETTERS.index(span[0]) + 1

    def from_oldest(self, place: int) -> int:
        """A point counted from the oldest, or from the newest where it is negative, as the cells have it."""
        ordered = range(self.points)[::-1] if self.block else range(self.points)
        return ordered[place]
