"""The workbook that is open in Excel, as the plan asks it: sheets, defined names, texts, formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import xlwings as xw

from scorecard.workbook.areas import holds
from scorecard.workbook.cells import Area
from scorecard.workbook.encode import shown_number
from scorecard.workbook.outline import DefinedName, named_areas
from scorecard.xl.open_book.content import Contents, contents_of


class LiveWorkbook:
    """An open workbook as a template. Each sheet is read once, with two calls: it is what stood there before a fill."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book
        self._read: dict[str, tuple[Area, Contents]] = {}
        self._taken_as_empty: set[tuple[str, int, int]] = set()

    def take_as_empty(self, area: Area) -> None:
        """Let a cell count as empty, because what it holds is of no interest any more."""
        self._taken_as_empty.add((area.sheet, area.top, area.left))

    @property
    def file(self) -> str:
        """Its name, as messages say it."""
        return str(self.book.name)

    @cached_property
    def sheets(self) -> Sequence[str]:
        """The titles of the sheets that have cells, in the order of their tabs."""
        return [sheet.name for sheet in self.book.sheets]

    @cached_property
    def names(self) -> Mapping[str, Area]:
        """Defined names that refer to one area of one sheet."""
        titles = {title.casefold(): title for title in self.sheets}
        return named_areas([_entry(name) for name in self.book.names], titles)

    def text(self, sheet: str, row: int, column: int) -> str:
        """What a cell holds, as text; empty for an empty cell."""
        area, held = self._sheet(sheet)
        if (sheet, row, column) in self._taken_as_empty or not holds(area, row, column):
            return ""
        return _text(held.values[row - area.top][column - area.left])

    def has_formula(self, sheet: str, row: int, column: int) -> bool:
        """Is a cell's value the result of a formula?"""
        area, held = self._sheet(sheet)
        if not holds(area, row, column):
            return False
        formula = held.formulas[row - area.top][column - area.left]
        # A text may begin with = as well.
        return bool(formula.startswith("=") and formula != held.values[row - area.top][column - area.left])

    def _sheet(self, title: str) -> tuple[Area, Contents]:
        if title not in self._read:
            used = self.book.sheets[title].used_range
            area = self._named_part(Area(title, used.row, used.column, used.last_cell.row, used.last_cell.column))
            self._read[title] = area, contents_of(self.book, area)
        return self._read[title]

    def _named_part(self, used: Area) -> Area:
        """The used cells down to the last one that has a name: a stray format in the last row costs nothing."""
        bottoms = [area.bottom for area in self.names.values() if area.sheet == used.sheet]
        return used._replace(bottom=max(used.top, min(used.bottom, max(bottoms, default=used.bottom))))


def _entry(name: xw.Name) -> DefinedName:
    sheet, _, own = name.name.rpartition("!")
    return DefinedName(own, sheet.strip("'").replace("''", "'") or None, (name.refers_to or "").removeprefix("="))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return shown_number(repr(value)) if isinstance(value, float) else str(value)
