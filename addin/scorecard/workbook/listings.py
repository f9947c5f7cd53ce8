"""Excel's tables (Insert, Table) in a template: their heading cells must say what the table's own part says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lxml.etree import _Element as Element

from scorecard.errors import TemplateError
from scorecard.ooxml import SHEET_NS, OfficeFile
from scorecard.workbook.cells import Area, Cell
from scorecard.workbook.references import ColumnsUse, cell_range, pieces, shown
from scorecard.workbook.xmlparts import as_bytes

_LONGEST_HEADING = 255
_FORMULAS = ("calculatedColumnFormula", "totalsRowFormula")


class Listing:
    """One table: where it is, what its columns are called, and the names they are to be given."""

    def __init__(self, office: OfficeFile, part: str, sheet: str) -> None:
        self.part = part
        self._office = office
        self._data = office.read(part)
        self.root = office.parse(part, self._data)
        self.name = self.root.get("displayName") or self.root.get("name") or ""
        self.area = cell_range(self.root.get("ref") or "A1").area(sheet)
        self._renamed: dict[int, str] = {}

    @cached_property
    def _columns(self) -> list[Element]:
        return self.root.findall(f"{{{SHEET_NS}}}tableColumns/{{{SHEET_NS}}}tableColumn")

    @cached_property
    def headings(self) -> list[str]:
        """The columns' names as the template has them."""
        return [_plain(column.get("name", "")) for column in self._columns]

    @property
    def new_headings(self) -> list[str]:
        """The columns' names after the fill."""
        return [self._renamed.get(index, heading) for index, heading in enumerate(self.headings)]

    @property
    def changed(self) -> bool:
        """Is any column renamed?"""
        return self.new_headings != self.headings

    def is_heading(self, row: int) -> bool:
        """Is a row of the sheet the table's heading?"""
        return row == self.area.top and self.root.get("headerRowCount", "1") != "0"

    def is_total(self, row: int) -> bool:
        """Is a row of the sheet the table's total row?"""
        return row == self.area.bottom and self.root.get("totalsRowCount", "0") != "0"

    def check_heading(self, column: int, value: Cell) -> None:
        """Refuse what cannot be a heading."""
        place = shown(self.area.sheet, self.area.top, column)
        if not isinstance(value, str) or not value:
            raise TemplateError(
                f"{place} is a heading of the table {self.name}, and a table's heading must be a text.",
                "Give the cell a text, or turn the table into plain cells: Table Design, Convert to Range.",
            )
        if len(value) > _LONGEST_HEADING:
            raise TemplateError(
                f"{place} is a heading of the table {self.name}, which may have {_LONGEST_HEADING} characters.",
                "Shorten the text.",
            )

    def rename(self, column: int, heading: str) -> None:
        """A heading cell gets a new text, so the column gets a new name."""
        self._renamed[column - self.area.left] = heading.replace("\r\n", "\n").replace("\r", "\n")

    def columns_area(self, columns: Sequence[str]) -> Area | None:
        """The part of the table that some columns span, after the fill; nothing if a column is not there."""
        if not columns:
            return self.area
        places = {heading.casefold(): index for index, heading in enumerate(self.new_headings)}
        found = [places.get(column.casefold()) for column in columns]
        indexes = [index for index in found if index is not None]
        if len(indexes) < len(found):
            return None
        return self.area._replace(left=self.area.left + min(indexes), right=self.area.left + max(indexes))

    def check(self) -> None:
        """Refuse two columns of one name: Excel repairs such a table, and its formulas with it."""
        seen: dict[str, int] = {}
        for index, heading in enumerate(self.new_headings):
            other = seen.setdefault(heading.casefold(), index)
            if other != index:
                first = shown(self.area.sheet, self.area.top, self.area.left + other)
                second = shown(self.area.sheet, self.area.top, self.area.left + index)
                raise TemplateError(
                    f"The table {self.name} would have two columns called {heading!r}: {first} and {second}.",
                    "Write every heading of the table, or convert the table to plain cells.",
                )

    def missing_columns(self, formula: str) -> list[str]:
        """The columns that a formula asks of this table and that the fill takes away."""
        gone = {heading.casefold() for heading in self.headings} - {name.casefold() for name in self.new_headings}
        uses = (piece for piece in pieces(formula) if isinstance(piece, ColumnsUse))
        own = (use for use in uses if use.table.casefold() == self.name.casefold())
        return [column for use in own for column in use.columns if column.casefold() in gone]

    def formulas(self) -> list[str]:
        """The formulas in the table's own part."""
        found = [self.root.iter(f"{{{SHEET_NS}}}{tag}") for tag in _FORMULAS]
        return [element.text or "" for elements in found for element in elements]

    def xml(self) -> bytes:
        """The table's part with its new headings."""
        for column, heading in zip(self._columns, self.new_headings, strict=True):
            if heading != _plain(column.get("name", "")):
                column.set("name", heading.replace("\n", "_x000a_"))
        return as_bytes(self.root, self._data)


def _plain(name: str) -> str:
    return name.replace("_x000a_", "\n").replace("_x000A_", "\n")
