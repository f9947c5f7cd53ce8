"""Sheets that the add-in makes beside those of the scorecard, in its look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xlwings as xw

from scorecard.errors import UsageError
from scorecard.workbook import look
from scorecard.workbook.cells import Cell
from scorecard.xl.open_book.content import as_entered

TITLE_SIZE, TEXT_SIZE = 18, 9


def fresh_sheet(book: xw.Book, name: str, title: str, text: str) -> xw.Sheet:
    """An empty sheet with a title and a line of text, in place of the one of that name or at the end.

    Raises UsageError where the workbook is protected against new sheets.
    """
    if name in [sheet.name for sheet in book.sheets]:
        sheet = book.sheets[name]
        if sheet.api.ProtectContents:
            raise UsageError(f"The sheet {name} is protected.", "Take the protection off, or delete the sheet.")
        sheet.clear()
    elif book.api.ProtectStructure:
        raise UsageError(
            f"{book.name} is protected against new sheets.", "Press the button in another workbook, such as a new one."
        )
    else:
        sheet = book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
    _write(sheet["A1"], title, TITLE_SIZE, bold=True)
    _write(sheet["A2"], text, TEXT_SIZE)
    return sheet


def put_listing(sheet: xw.Sheet, top: int, widths: Mapping[str, float], rows: Sequence[Sequence[Cell]]) -> xw.Range:
    """Heads with a rule below, and rows of wrapped text; answers with the cells of the rows."""
    heads = sheet.range((top, 1), (top, len(widths)))
    heads.value = list(widths)
    heads.font.name, heads.font.size, heads.font.bold = look.FONT, TEXT_SIZE, True
    heads.font.color = look.SOFT
    heads.borders.set("edge_bottom", line_style="continuous", weight="thin", color=look.INK)
    for column, width in enumerate(widths.values(), 1):
        sheet.range((1, column)).column_width = width
    body = sheet.range((top + 1, 1), (top + max(1, len(rows)), len(widths)))
    body.value = [[as_entered(value, False) for value in row] for row in rows]
    body.font.name, body.font.size = look.FONT, TEXT_SIZE
    body.wrap_text = True
    body.vertical_alignment = "top"
    body.borders.set("inside_horizontal", line_style="continuous", weight="thin", color=look.LINE)
    body.rows.autofit()
    return body


def _write(cell: xw.Range, text: str, size: float, bold: bool = False) -> None:
    cell.value = as_entered(text, False)
    cell.font.name, cell.font.size, cell.font.bold = look.FONT, size, bold
    cell.font.color = look.INK
