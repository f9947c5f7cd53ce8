"""What cells of the open workbook hold: read many at a time, and on its way into a cell and out of it.

Excel takes a text that a program assigns as if it had been typed: "1-2" becomes a date and "=x" a formula. An
apostrophe in front says that it is text; Excel keeps it apart and gives the text back without it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import xlwings as xw

from scorecard.workbook.cells import Area, Cell
from scorecard.workbook.encode import serial

Rows = list[list[Any]]

SIGNS = ("=", "+", "-", "@", "#", "'")
"""What begins a formula, a number, an error, or a text that has an apostrophe of its own."""


def as_entered(value: Cell, since_1904: bool) -> Any:
    """A value as it is assigned to a cell; dates are numbers of days, so that the cell keeps its number format."""
    if isinstance(value, str):
        text = _plain(value)
        return f"'{text}" if is_read(text) else text or None
    return serial(value, since_1904) if isinstance(value, dt.date) else value


def as_read(value: Cell, since_1904: bool) -> Any:
    """A value as the cell gives it back once it is written."""
    if isinstance(value, str):
        return _plain(value) or None
    if isinstance(value, dt.date):
        return serial(value, since_1904)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def is_read(text: str) -> bool:
    """Whether Excel might take a text for a number, a date, a formula, an error, or true and false.

    Every number and every date has a digit, in any language; which texts with digits are dates depends on the computer.
    """
    start = text.strip()
    return any(each.isdigit() for each in text) or start.startswith(SIGNS) or start.upper() in ("TRUE", "FALSE")


def as_entered_again(value: Any, formula: str) -> Any:
    """What a cell holds, as it is assigned to it again."""
    if isinstance(value, str) and value == formula:
        return as_entered(value, False)
    is_error = isinstance(value, int) and not isinstance(value, bool)
    return formula if is_error or formula.startswith("=") else value


class Contents(NamedTuple):
    """The cells of a rectangle: their values as they are stored, and what the formula bar shows."""

    values: Rows
    formulas: Rows

    def part(self, area: Area, part: Area) -> Contents:
        """The cells of a rectangle in the area that was read."""
        rows = slice(part.top - area.top, part.bottom - area.top + 1)
        columns = slice(part.left - area.left, part.right - area.left + 1)
        return Contents([row[columns] for row in self.values[rows]], [row[columns] for row in self.formulas[rows]])

    @property
    def entered(self) -> Rows:
        """What is assigned to the cells to have them as they are."""
        pairs = zip(self.values, self.formulas, strict=True)
        return [[as_entered_again(*each) for each in zip(*pair, strict=True)] for pair in pairs]


def contents_of(book: xw.Book, area: Area) -> Contents:
    """What the cells of a rectangle hold. Value2 gives dates and money as plain numbers, exact to the last digit."""
    cells = book.sheets[area.sheet].range((area.top, area.left), (area.bottom, area.right))
    return Contents(as_rows(cells.api.Value2), as_rows(cells.formula))


def as_rows(read: Any) -> Rows:
    """A rectangle is read as rows, a single cell as itself."""
    return [list(row) for row in read] if isinstance(read, (tuple, list)) else [[read]]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
