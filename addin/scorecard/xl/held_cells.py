"""What the cells of the open workbook hold: many of them with one call."""

from __future__ import annotations

from typing import Any, NamedTuple

import xlwings as xw

from scorecard.workbook.cells import Area
from scorecard.xl.content import as_entered_again

Rows = list[list[Any]]


class Held(NamedTuple):
    """The cells of a rectangle: their values as they are stored, and what the formula bar shows."""

    values: Rows
    formulas: Rows

    def part(self, area: Area, part: Area) -> Held:
        """The cells of a rectangle in the area that was read."""
        rows = slice(part.top - area.top, part.bottom - area.top + 1)
        columns = slice(part.left - area.left, part.right - area.left + 1)
        return Held([row[columns] for row in self.values[rows]], [row[columns] for row in self.formulas[rows]])

    @property
    def entered(self) -> Rows:
        """What is assigned to the cells to have them as they are."""
        pairs = zip(self.values, self.formulas, strict=True)
        return [[as_entered_again(*each) for each in zip(*pair, strict=True)] for pair in pairs]


def held(book: xw.Book, area: Area) -> Held:
    """What the cells of a rectangle hold. Value2 gives dates and money as plain numbers, exact to the last digit."""
    cells = book.sheets[area.sheet].range((area.top, area.left), (area.bottom, area.right))
    return Held(_rows(cells.api.Value2), _rows(cells.formula))


def _rows(read: Any) -> Rows:
    """A rectangle is read as rows, a single cell as itself."""
    return [list(row) for row in read] if isinstance(read, (tuple, list)) else [[read]]
