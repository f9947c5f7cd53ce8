"""The issues of a run on a sheet of the open workbook, with a link to each cell of it that one is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import xlwings as xw

from scorecard.issues import CommentaryIssue, Issue, Issues, TemplateIssue, WorkbookIssue
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.references import quoted
from scorecard.xl.open_book.writing import Writer

SHEET = "Scorecard issues"
HEADS = ("Where", "What", "Found", "Expected", "What it costs", "What to do", "How many", "Go to")
WIDTHS = (44, 44, 30, 30, 30, 60, 10, 24)
SHOWN = 20
"""Issues of one kind in one place that are listed; the number of all is beside the first."""


def list_issues(book: xw.Book, issues: Issues, writer: Writer, boxes: Mapping[str, str]) -> bool:
    """Make the sheet, or replace what it lists. Tells whether it could: a protected workbook takes no new sheet.

    `boxes` are the boxes for commentary by section, as `boxes.box_links` has them.
    """
    there = SHEET in [sheet.name for sheet in book.sheets]
    if not there and (not len(issues) or book.api.ProtectStructure):
        return not len(issues)
    sheet = book.sheets[SHEET] if there else _made(book, writer)
    rows = list(_rows(issues))
    before = sheet.used_range.last_cell.row if there else 1
    blank = [("",) * len(HEADS)] * max(0, before - len(rows))
    writer.write(
        [
            CellWrite(SHEET, row, column, value)
            for row, values in enumerate([*rows, *blank], 1)
            for column, value in enumerate(values, 1)
        ]
    )
    _link(sheet, issues, boxes)
    return True


def _made(book: xw.Book, writer: Writer) -> xw.Sheet:
    sheet = book.sheets.add(SHEET, after=book.sheets[len(book.sheets) - 1])
    writer.will_undo(sheet.delete)
    for column, width in enumerate(WIDTHS, 1):
        sheet.range((1, column)).column_width = width
    sheet.range((1, 1), (1, len(HEADS))).font.bold = True
    return sheet


def _rows(issues: Issues) -> Iterator[tuple[str | int, ...]]:
    yield HEADS
    if not len(issues):
        yield ("No issues", *[""] * (len(HEADS) - 1))
    for kept, count in issues.groups:
        for number, issue in enumerate(kept[:SHOWN]):
            said = (issue.where, issue.title, issue.found, issue.expected, str(issue.costs), issue.way_out)
            yield (*said, "" if number else count, "")


def _link(sheet: xw.Sheet, issues: Issues, boxes: Mapping[str, str]) -> None:
    """Formulas go in at once: a link to the cell where there is one."""
    links = [_target(issue, boxes) for issue in _listed(issues)]
    if any(links):
        formulas = [[f'=HYPERLINK("#{target}","{target}")' if target else ""] for target in links]
        column = len(HEADS)
        sheet.range((2, column), (len(links) + 1, column)).formula = formulas


def _listed(issues: Issues) -> Iterable[Issue]:
    return (issue for kept, _ in issues.groups for issue in kept[:SHOWN])


def _target(issue: Issue, boxes: Mapping[str, str]) -> str:
    """The cell of the workbook that an issue is about, as a link names it; a text is shown in its section's box."""
    if isinstance(issue, CommentaryIssue):
        return boxes.get(PurePosixPath(issue.file).stem, "").replace('"', '""')
    if not isinstance(issue, WorkbookIssue | TemplateIssue):
        return ""
    return f"{quoted(issue.sheet)}!{issue.cell or 'A1'}".replace('"', '""')
