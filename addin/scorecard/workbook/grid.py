"""Where the cells of a sheet lie in its XML, and where a new one belongs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS
from scorecard.workbook.cells import Area, address, letters
from scorecard.workbook.references import cell_range
from scorecard.workbook.xmlparts import CELL, ROW, cells_by_address, column_of, put_in_order, widen_spans

_letters = lru_cache(letters)  # looked up several times for each cell


class Grid:
    """The rows and cells of one sheet."""

    def __init__(self, root: Element, sheet_data: Element) -> None:
        self._root = root
        self._sheet_data = sheet_data
        self._cells: dict[int, dict[str, Element]] = {}

    @cached_property
    def _rows(self) -> dict[int, Element]:
        rows: dict[int, Element] = {}
        last = 0
        for row in self._sheet_data.iterchildren(ROW):
            last = int(row.get("r") or last + 1)
            rows[last] = row
        return rows

    @property
    def last_row(self) -> int:
        """The last row that the sheet has."""
        return max(self._rows, default=0)

    def cell(self, row: int, column: int) -> Element | None:
        """A cell's element, if the sheet has one."""
        element = self._rows.get(row)
        if element is None:
            return None
        reference = f"{_letters(column)}{row}"
        # Most rows have all their cells from column A on: look there before all cells of the row are listed.
        if row not in self._cells and column <= len(element) and element[column - 1].get("r") == reference:
            return element[column - 1]
        return self._cells_of(row).get(reference)

    def cells_in(self, area: Area) -> Iterator[Element]:
        """The cells of an area that the sheet has."""
        for row in range(area.top, min(area.bottom, self.last_row) + 1):
            for reference, cell in self._cells_of(row).items():
                if area.left <= column_of(reference) <= area.right:
                    yield cell

    def made(self, row: int, column: int) -> Element:
        """A cell's element; one that is not there is put in, with the style of its row or column."""
        found = self.cell(row, column)
        return self._new_cell(row, column) if found is None else found

    def number_cells(self) -> None:
        """Give an address to all cells that rely on their order."""
        for row in self._rows:
            self._cells_of(row)

    def default_style(self, row: int, column: int) -> str | None:
        """The style of the cells that the sheet does not list."""
        element = self._rows.get(row)
        if element is not None and is_true(element, "customFormat"):
            return element.get("s")
        spans = ((_span(entry), entry.get("style")) for entry in self._columns)
        return next((style for (start, end), style in spans if start <= column <= end), None)

    def row_hidden(self, row: int) -> bool:
        """Is a row hidden?"""
        return is_true(self._rows.get(row), "hidden")

    def column_hidden(self, column: int) -> bool:
        """Is a column hidden?"""
        return any(start <= column <= end for start, end in self._hidden_columns)

    @cached_property
    def _columns(self) -> list[Element]:
        return self._root.findall(f"{{{SHEET_NS}}}cols/{{{SHEET_NS}}}col")

    @cached_property
    def _hidden_columns(self) -> list[tuple[int, int]]:
        return [_span(column) for column in self._columns if is_true(column, "hidden")]

    def _cells_of(self, row: int) -> dict[str, Element]:
        if row not in self._cells:
            element = self._rows.get(row)
            self._cells[row] = {} if element is None else cells_by_address(element, row)
        return self._cells[row]

    def _new_cell(self, row: int, column: int) -> Element:
        cell = etree.Element(CELL, r=address(row, column))
        if style := self.default_style(row, column):
            cell.set("s", style)
        parent = self._rows.get(row)
        if parent is None:
            parent = self._new_row(row)
        cells = self._cells_of(row)
        put_in_order(parent, {column_of(reference): other for reference, other in cells.items()}, column, cell)
        cells[address(row, column)] = cell
        widen_spans(parent, column)
        self._widen_dimension(row, column)
        return cell

    def _new_row(self, row: int) -> Element:
        element = etree.Element(ROW, r=str(row))
        put_in_order(self._sheet_data, self._rows, row, element)
        self._rows[row] = element
        self._cells[row] = {}
        return element

    def _widen_dimension(self, row: int, column: int) -> None:
        dimension = self._root.find(f"{{{SHEET_NS}}}dimension")
        if dimension is None:
            return
        area = cell_range(dimension.get("ref") or "A1").area("")
        start = address(min(area.top, row), min(area.left, column))
        end = address(max(area.bottom, row), max(area.right, column))
        dimension.set("ref", start if start == end else f"{start}:{end}")


def is_true(element: Element | None, attribute: str) -> bool:
    """Is an attribute there and true?"""
    return element is not None and element.get(attribute) in ("1", "true")


def _span(column: Element) -> tuple[int, int]:
    return int(column.get("min", "1")), int(column.get("max", "1"))
