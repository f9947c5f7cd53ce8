"""Which formulas read a filled cell, at first hand or through others: what they remember is no longer true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorecard.workbook.areas import LAST_COLUMN, LAST_ROW, Areas, is_cell, meet
from scorecard.workbook.cells import Area
from scorecard.workbook.reads import Reader
from scorecard.workbook.sheet import RESULTS, FormulaCell, Sheet


class Formula(NamedTuple):
    """A formula in the template, the cells it fills, and the areas it reads (None: it may read anything)."""

    sheet: Sheet
    found: FormulaCell
    fills: Area
    reads: list[Area] | None


class Changes:
    """The cells whose value is not the template's any more."""

    def __init__(self) -> None:
        self._cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._areas: list[Area] = []

    def add(self, area: Area) -> None:
        """Take note of a changed cell or area."""
        if is_cell(area):
            self._cells[area.sheet].add((area.top, area.left))
        else:
            self._areas.append(area)

    def touch(self, area: Area) -> bool:
        """Has any cell of an area changed?"""
        cells = self._cells.get(area.sheet, set())
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= len(cells):
            rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
            found = any((row, column) in cells for row in rows for column in columns)
        else:
            found = any(area.top <= row <= area.bottom and area.left <= column <= area.right for row, column in cells)
        return found or any(meet(area, other) for other in self._areas)


def formulas(sheets: Iterable[Sheet], reader: Reader) -> Iterator[Formula]:
    """All formulas of the template, with what they read."""
    for sheet in sheets:
        found = sheet.formulas
        shared = {
            cell.formula.get("si"): cell for cell in found if cell.formula.get("t") == "shared" and cell.formula.text
        }
        for cell in found:
            kind = cell.formula.get("t")
            writer = shared.get(cell.formula.get("si"), cell) if kind == "shared" else cell
            place = Area(sheet.title, cell.row, cell.column, cell.row, cell.column)
            down, right = cell.row - writer.row, cell.column - writer.column
            reads = reader.areas(writer.formula.text or "", place, down, right)
            fills = _fills(sheet, cell) if kind in RESULTS else place
            yield Formula(sheet, cell, fills, None if kind == "dataTable" else reads)


def forget_stale(sheets: Iterable[Sheet], reader: Reader, changes: Changes, written: Iterable[Area]) -> int:
    """Empty the formula cells that read a changed cell, add them to the changes, and count them."""
    stale = _spread(list(formulas(sheets, reader)), changes, list(written))
    return sum(_forget(formula) for formula in stale)


def _spread(known: list[Formula], changes: Changes, start: list[Area]) -> list[Formula]:
    readers: dict[str, Areas[int]] = defaultdict(Areas)
    for index, formula in enumerate(known):
        for area in formula.reads or ():
            readers[area.sheet].add(area, index)
    stale = {index: None for index, formula in enumerate(known) if formula.reads is None}
    waiting = start + [known[index].fills for index in stale]
    while waiting:
        area = waiting.pop()
        changes.add(area)
        for index in readers[area.sheet].take(area):
            if index not in stale:
                stale[index] = None
                waiting.append(known[index].fills)
    return [known[index] for index in stale]


def _fills(sheet: Sheet, cell: FormulaCell) -> Area:
    area = sheet.results_of(cell)
    # A formula marked with cm spills as far as its result goes: this month it may need more room than it did.
    spills = cell.formula.get("t") == "array" and cell.cell.get("cm") is not None
    return area._replace(bottom=LAST_ROW, right=LAST_COLUMN) if spills else area


def _forget(formula: Formula) -> bool:
    had_value = formula.sheet.forget(formula.found.cell)
    if not is_cell(formula.fills):
        for cell in list(formula.sheet.grid.cells_in(formula.sheet.results_of(formula.found))):
            formula.sheet.forget(cell)
    return had_value
