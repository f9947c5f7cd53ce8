"""Cells that must not be written: Excel would offer to repair the workbook, or calculate over what was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from scorecard.errors import TemplateError
from scorecard.workbook.areas import Areas, is_cell
from scorecard.workbook.cells import Area, address
from scorecard.workbook.listings import Listing
from scorecard.workbook.outline import Outline
from scorecard.workbook.references import shown
from scorecard.workbook.sheet import Sheet

_ELSEWHERE = "Point the cell map to another cell, or clear this one in the template."


class Guard:
    """Tells which cells of a template may be written."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def check(self, sheet: Sheet, row: int, column: int) -> Listing | None:
        """Refuse a cell that must not be written; give the Excel table that it belongs to, if any."""
        listing = self._listing(sheet, row, column)
        for reason in self._objections(sheet, row, column, listing):
            raise TemplateError(f"{shown(sheet.title, row, column)} {reason}.", _ELSEWHERE)
        return listing

    def _objections(self, sheet: Sheet, row: int, column: int, listing: Listing | None) -> Iterator[str]:
        for area, formula in sheet.results.at(row, column):
            if not is_cell(area):
                yield f"is filled by the formula in {formula}, which covers {box(area)}"
        if sheet.has_formula(row, column):
            yield "holds a formula"
        for area, _ in sheet.merged.at(row, column):
            if (row, column) != (area.top, area.left):
                first = shown(sheet.title, area.top, area.left)
                yield f"is inside the merged cells {box(area)}; only their first cell, {first}, holds a value"
        for area, _ in self._pivots[sheet.title].at(row, column):
            yield f"belongs to the pivot table in {box(area)}"
        if listing and listing.is_total(row):
            yield f"is in the total row of the table {listing.name}"

    def _listing(self, sheet: Sheet, row: int, column: int) -> Listing | None:
        return next((listing for _, listing in self._listings[sheet.title].at(row, column)), None)

    @cached_property
    def _pivots(self) -> dict[str, Areas[None]]:
        found: dict[str, Areas[None]] = defaultdict(Areas)
        for area in self._outline.pivots:
            found[area.sheet].add(area, None)
        return found

    @cached_property
    def _listings(self) -> dict[str, Areas[Listing]]:
        found: dict[str, Areas[Listing]] = defaultdict(Areas)
        for listing in self._outline.listings:
            found[listing.area.sheet].add(listing.area, listing)
        return found


def box(area: Area) -> str:
    """An area as Excel shows it, without its sheet: A1:C4."""
    first = address(area.top, area.left)
    return first if is_cell(area) else f"{first}:{address(area.bottom, area.right)}"


def check_headings(outline: Outline, sheets: Iterable[Sheet]) -> None:
    """Refuse new headings that leave a formula asking for a column that is gone: Excel deletes such a formula."""
    renamed = [listing for listing in outline.listings if listing.changed]
    for listing in renamed:
        listing.check()
    if not renamed:
        return
    for where, formula in _formulas(outline, sheets):
        for listing in renamed:
            for column in listing.missing_columns(formula):
                raise TemplateError(
                    f"{where} refers to the column {column!r} of the table {listing.name}, which gets another heading.",
                    "Refer to the column by its cells (such as Data!C2:C40) or by its position (INDEX) instead.",
                )


def _formulas(outline: Outline, sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        for found in sheet.formulas:
            yield f"The formula in {shown(sheet.title, found.row, found.column)}", found.formula.text or ""
    for entry in outline.defined_names:
        yield f"The defined name {entry.name}", entry.formula
    for listing in outline.listings:
        for formula in listing.formulas():
            yield f"A column of the table {listing.name}", formula
