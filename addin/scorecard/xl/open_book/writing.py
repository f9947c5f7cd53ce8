"""Cells are written into the open workbook, as many at a time as lie side by side, and can all be put back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import xlwings as xw

from scorecard.errors import TemplateError
from scorecard.workbook.cells import Area, Cell, CellWrite
from scorecard.workbook.encode import UnwritableError, stored
from scorecard.workbook.references import shown
from scorecard.xl.open_book import looks
from scorecard.xl.open_book.content import Contents, Rows, as_entered, as_read, contents_of

Place = tuple[str, int, int]


class Block(NamedTuple):
    """A rectangle of cells and what goes into them."""

    area: Area
    rows: Rows


class Writer:
    """Writes what was planned, decides nothing, and remembers how it was before."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._since_1904 = bool(book.api.Date1904)
        self._written: dict[Place, Cell] = {}
        self._undo: list[Callable[[], None]] = []

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write all cells. Raises TemplateError, before any is written, for a value that no cell can hold."""
        for write in writes:
            self._check(write)
        cells = {write[:3]: write.value for write in writes}
        for sheet in blocks_by_sheet(cells):
            around, before = self._read(sheet)
            for block in sheet:
                self.will_undo(partial(self._put, block.area, before.part(around, block.area).entered))
                rows = [[as_entered(value, self._since_1904) for value in row] for row in block.rows]
                self._put(block.area, rows)
        self._written |= cells
        for undo in looks.take_over(self._book, writes):
            self.will_undo(undo)

    def will_undo(self, step: Callable[[], None]) -> None:
        """Note what takes a change back again."""
        self._undo.append(step)

    def verify(self) -> None:
        """Read all cells again. Raises TemplateError for one that did not take its value."""
        for sheet in blocks_by_sheet(self._written):
            around, found = self._read(sheet)
            for block in sheet:
                self._compare(block, found.part(around, block.area).values)

    def put_back(self) -> bool:
        """Take all changes back, the last one first; tells whether all could be."""
        whole = True
        while self._undo:
            try:
                self._undo.pop()()
            except Exception:  # whatever Excel says to it: the other cells are put back still
                whole = False
        return whole

    def _check(self, write: CellWrite) -> None:
        try:
            stored(write.value, self._since_1904)
        except UnwritableError as error:
            raise TemplateError(f"{shown(*write[:3])}: {error}.", "Correct the value where it comes from.") from error

    def _compare(self, block: Block, found: Rows) -> None:
        for down, row in enumerate(block.rows):
            for right, value in enumerate(row):
                if as_read(value, self._since_1904) != found[down][right]:
                    place = shown(block.area.sheet, block.area.top + down, block.area.left + right)
                    raise TemplateError(
                        f"{place} did not take its value; found {found[down][right]!r}, expected {value!r}.",
                        "See whether the cell is merged with others, or a table or a macro changes it.",
                    )

    def _read(self, sheet: Sequence[Block]) -> tuple[Area, Contents]:
        """All that lies between the blocks of a sheet, with two calls."""
        areas = [block.area for block in sheet]
        around = Area(
            areas[0].sheet, min(each.top for each in areas), min(each.left for each in areas),
            max(each.bottom for each in areas), max(each.right for each in areas),
        )  # fmt: skip
        return around, contents_of(self._book, around)

    def _put(self, area: Area, rows: Rows) -> None:
        cells = self._book.sheets[area.sheet].range((area.top, area.left), (area.bottom, area.right))
        # Without xlwings' conversion, which asks Excel over and over how large the cells are. It makes "" of None too.
        cells.raw_value = [["" if value is None else value for value in row] for row in rows]


def blocks_by_sheet(cells: Mapping[Place, Cell]) -> list[list[Block]]:
    """Cells that lie side by side as rectangles: a call for each costs more than a call for a thousand cells."""
    found: dict[str, list[Block]] = defaultdict(list)
    open_: dict[tuple[str, int, int], Block] = {}
    for sheet, row, left, values in _runs(cells):
        key = sheet, left, len(values)
        above = open_.get(key)
        if above and above.area.bottom == row - 1:
            above.rows.append(values)
            open_[key] = above._replace(area=above.area._replace(bottom=row))
            continue
        if above:
            found[sheet].append(above)
        open_[key] = Block(Area(sheet, row, left, row, left + len(values) - 1), [values])
    for block in open_.values():
        found[block.area.sheet].append(block)
    return list(found.values())


def _runs(cells: Mapping[Place, Cell]) -> Iterator[tuple[str, int, int, list[Any]]]:
    """Cells side by side in one row: sheet, row, first column and their values."""
    rows: dict[tuple[str, int], list[int]] = defaultdict(list)
    for sheet, row, column in cells:
        rows[sheet, row].append(column)
    for (sheet, row), columns in sorted(rows.items()):
        run: list[int] = []
        for column in [*sorted(columns), 0]:
            if run and column != run[-1] + 1:
                yield sheet, row, run[0], [cells[sheet, row, each] for each in run]
                run = []
            run.append(column)
