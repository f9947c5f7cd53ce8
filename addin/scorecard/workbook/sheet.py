"""One sheet's cells, read and changed in the sheet's own XML; what is not written stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS, OfficeFile
from scorecard.workbook.areas import Areas
from scorecard.workbook.cells import Area, Cell, address
from scorecard.workbook.encode import read_text, shown_number, stored
from scorecard.workbook.grid import Grid
from scorecard.workbook.references import cell_range, number
from scorecard.workbook.xmlparts import FORMULA, INLINE, VALUE, as_bytes, child_of, drop, put_content, rich_text

RESULTS = ("array", "dataTable")
"""The kinds of formulas that fill an area."""


class FormulaCell(NamedTuple):
    """A cell with a formula: where it is, and the elements of the cell and of its formula."""

    row: int
    column: int
    cell: Element
    formula: Element


class Sheet:
    """A worksheet of a template."""

    def __init__(self, office: OfficeFile, title: str, part: str, shared_text: Callable[[int], str]) -> None:
        self.title = title
        self.part = part
        self.changed = False
        self._office = office
        self._shared_text = shared_text

    @cached_property
    def _data(self) -> bytes:
        return self._office.read(self.part)

    @cached_property
    def root(self) -> Element:
        """The sheet's part as a tree."""
        return self._office.parse(self.part, self._data)

    @cached_property
    def _sheet_data(self) -> Element:
        found = self.root.find(f"{{{SHEET_NS}}}sheetData")
        if found is None:
            self._office.refuse(f"the sheet {self.title} has no cells", "Open it in Excel and save it again.")
        return found

    @cached_property
    def grid(self) -> Grid:
        """Where the sheet's cells lie."""
        return Grid(self.root, self._sheet_data)

    @cached_property
    def merged(self) -> Areas[None]:
        """The merged cells."""
        areas: Areas[None] = Areas()
        for merge in self.root.iterfind(f"{{{SHEET_NS}}}mergeCells/{{{SHEET_NS}}}mergeCell"):
            areas.add(cell_range(merge.get("ref", "A1")).area(self.title), None)
        return areas

    @cached_property
    def formulas(self) -> list[FormulaCell]:
        """All cells with a formula."""
        # A sheet without formulas need not be parsed at all.
        if not (b"<f" in self._data or b":f" in self._data):
            return []
        return [self._formula_cell(formula) for formula in self._sheet_data.iter(FORMULA)]

    @cached_property
    def results(self) -> Areas[str]:
        """The areas that one formula fills: arrays, spilled results, data tables; with the formula's address."""
        areas: Areas[str] = Areas()
        for found in self.formulas:
            if found.formula.get("t") in RESULTS:
                areas.add(self.results_of(found), address(found.row, found.column))
        return areas

    def results_of(self, found: FormulaCell) -> Area:
        """The cells that a formula fills: itself, or the area it is entered for."""
        reference = found.formula.get("ref")
        if reference and found.formula.get("t") in RESULTS:
            return cell_range(reference).area(self.title)
        return Area(self.title, found.row, found.column, found.row, found.column)

    def text(self, row: int, column: int) -> str:
        """What a cell holds, as text."""
        cell = self.grid.cell(row, column)
        if cell is None:
            return ""
        kind, value = cell.get("t", "n"), cell.findtext(VALUE) or ""
        if kind == "inlineStr":
            inline = cell.find(INLINE)
            return "" if inline is None else rich_text(inline)
        if kind == "s":
            return self._shared_text(int(value)) if value else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        return shown_number(value) if kind == "n" else read_text(value)

    def number(self, row: int, column: int) -> str | None:
        """A cell's number as it is stored; nothing for texts, errors and empty cells."""
        cell = self.grid.cell(row, column)
        if cell is None or cell.get("t", "n") != "n":
            return None
        value = child_of(cell, VALUE)
        return None if value is None else value.text

    def has_formula(self, row: int, column: int) -> bool:
        """Is a cell's value the result of a formula?"""
        cell = self.grid.cell(row, column)
        return (cell is not None and child_of(cell, FORMULA) is not None) or bool(self.results.at(row, column))

    def style(self, row: int, column: int) -> str | None:
        """The number of a cell's style; a cell that is not there looks as its row or column does."""
        cell = self.grid.cell(row, column)
        return self.grid.default_style(row, column) if cell is None else cell.get("s")

    def put(self, row: int, column: int, value: Cell, since_1904: bool) -> None:
        """Give a cell a value; its style stays."""
        content = stored(value, since_1904)
        if content.text is None and self.grid.cell(row, column) is None:
            return
        put_content(self.grid.made(row, column), content)
        self.changed = True

    def restyle(self, row: int, column: int, style: str | None) -> None:
        """Give a cell the style of that number."""
        if (self.style(row, column) or "0") != (style or "0"):
            self.grid.made(row, column).set("s", style or "0")
            self.changed = True

    def relink(self, row: int, column: int, name: str) -> None:
        """Let the link of a cell lead to a defined name, or take it away; a cell without a link gets none."""
        links = self.root.find(f"{{{SHEET_NS}}}hyperlinks")
        found = [] if links is None else links.findall(f"{{{SHEET_NS}}}hyperlink[@ref='{address(row, column)}']")
        for link in found:
            self.changed = True
            if name:
                drop(link, *(str(each) for each in link.attrib if each != "ref"))
                link.set("location", name)
            elif links is not None:
                links.remove(link)
        if found and links is not None and not len(links):
            self.root.remove(links)

    def forget(self, cell: Element) -> bool:
        """Take away the value that a cell remembers, leaving its formula; tell whether there was one."""
        value = child_of(cell, VALUE)
        if value is None:
            return False
        cell.remove(value)
        drop(cell, "t", "vm")
        self.changed = True
        return True

    def xml(self) -> bytes:
        """The sheet's part."""
        return as_bytes(self.root, self._data)

    def _formula_cell(self, formula: Element) -> FormulaCell:
        cell = formula.getparent()
        assert cell is not None
        if "r" not in cell.attrib:
            self.grid.number_cells()
        reference = cell.get("r", "")
        column = reference.rstrip("0123456789")
        return FormulaCell(int(reference[len(column) :]), number(column), cell, formula)
