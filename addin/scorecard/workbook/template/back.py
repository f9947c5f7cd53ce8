"""The sheets Definitions and Data quality of the template."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.values import IndicatorFacts
from scorecard.workbook import look
from scorecard.workbook.template.page import Book, Page

DEFINITIONS, QUALITY = "Definitions", "Data quality"
EXTRACTS_BLOCK, ISSUES_BLOCK = "QUALITY_EXTRACTS", "QUALITY_ISSUES"
EXTRACT_ROWS, ISSUE_ROWS, PRINTED_ISSUES = 30, 40, 25

FORMULA = "Formula to copy"
DEFINITION_COLUMNS = {
    "Indicator": 150, "What is counted": 362, "Notes": 236, "Period": 70, "Good is": 58,
    "Source of the definition": 164, "Numerator": 300, "Denominator": 300, "Extract": 120, "Section": 150, "Code": 190,
    FORMULA: 230, "Where it is defined": 260,
}
"""Heads with widths in pixels."""
PRINTED_DEFINITIONS = 6
LINE_HEIGHT, FEWEST_LINES = 13, 3
CHARACTER = 4.7
"""The width of a character of 8 points on average, in pixels."""
ISSUE_WIDTHS = {
    "What is wrong": 230, "Extract": 120, "Column": 120, "How often": 64, "First row": 64, "% of rows": 64,
    "What it costs, and the way out": 378,
}
EXTRACT_HEADS = ["Extract", "First date", "Last date", "Rows read", "Rows used", "Set aside", "File"]
NUMBERS = {"Rows read", "Rows used", "Set aside", "How often", "First row", "% of rows"}
DATES = {"First date", "Last date"}
LAST_HEADS = {"File", "What it costs, and the way out"}
"""Texts to the right of numbers, which keep clear of them."""


def definition_name(code: str) -> str:
    """The defined name of an indicator's row in Definitions."""
    return f"DEF_{code}"


def definition_height(facts: IndicatorFacts) -> int:
    """The height of an indicator's row: not every program fits a row to its text when it opens a file."""
    printed = (facts.title, facts.definition, facts.notes, "", "", facts.source)
    widths = DEFINITION_COLUMNS.values()
    lines = [len(textwrap.wrap(text, int(width / CHARACTER) - 2)) for text, width in zip(printed, widths, strict=False)]
    return max(FEWEST_LINES, *lines) * LINE_HEIGHT + 1


def write_definitions(book: Book, cells: CellMap, indicators: Mapping[str, IndicatorFacts]) -> None:
    """A row for each indicator that the scorecard shows, as high as its text."""
    page = Page(book, DEFINITIONS, DEFINITION_COLUMNS.values())
    _top(page, "Definitions", "DEFINITIONS_TITLE", "What each indicator counts. Formulas to copy, and where it is "
         "defined, stand to the right of what is printed.", PRINTED_DEFINITIONS)
    top = _heads(page, DEFINITION_COLUMNS, list(DEFINITION_COLUMNS)[1:])
    wrapped: dict[str, Any] = {"font_size": 8, "text_wrap": True, "valign": "top", **look.RULE}
    row = top
    for row, code in enumerate(cells.codes, start=top + 1):
        page.sheet.set_row_pixels(row - 1, definition_height(indicators[code]))
        for column, head in enumerate(DEFINITION_COLUMNS, start=1):
            side: dict[str, Any] = {"bold": True} if column == 1 else {"indent": 1}
            if head == FORMULA:
                side["num_format"] = "@"  # a text also where Excel itself writes it
            page.put(row, column, code if head == "Code" else None, **wrapped, **side)
        page.cell_name(definition_name(code), row, 1)
    page.book.name("DEFINITIONS_HEADS", page.area(top, 1, top, len(DEFINITION_COLUMNS)))
    page.sheet.repeat_rows(top - 1)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.freeze_panes(top, 1)
    page.sheet.print_area(0, 0, row - 1, PRINTED_DEFINITIONS - 1)


def write_quality(book: Book) -> None:
    """What was read and what was wrong with it, each on a page: counts, never a child's value."""
    page = Page(book, QUALITY, ISSUE_WIDTHS.values())
    _top(page, "Data quality", "QUALITY_TITLE", "What was read and how much of it was used; below, what was wrong with "
         "it, the costliest first.", len(ISSUE_WIDTHS))
    _listing(page, EXTRACTS_BLOCK, EXTRACT_HEADS, EXTRACT_ROWS, 18)
    page.next(14)
    top = _listing(page, ISSUES_BLOCK, ISSUE_WIDTHS, ISSUE_ROWS, 26)
    # A page break would be ignored if the sheet were fitted to its pages.
    page.sheet.set_print_scale(94)
    page.sheet.set_h_pagebreaks([top - 1])
    page.sheet.print_area(0, 0, top + PRINTED_ISSUES - 1, len(ISSUE_WIDTHS) - 1)


def _top(page: Page, title: str, name: str, text: str, columns: int) -> None:
    row = page.next(34)
    for column in range(1, columns + 1):
        page.put(row, column, title if column == 1 else None, font_size=18, bold=True, **look.TITLE_RULE)
    page.cell_name(name, row, 1)
    page.put(page.next(27), 1, text, font_size=10.5)


def _heads(page: Page, heads: Collection[str], inset: Collection[str] = ()) -> int:
    row = page.next(22)
    for column, head in enumerate(heads, start=1):
        side: dict[str, Any] = {"align": "right"} if head in NUMBERS else {}
        if head in LAST_HEADS or head in inset:
            side = {"indent": 1}
        page.put(row, column, head, font_size=8, bold=True, font_color=look.SOFT, valign="bottom", **look.HEAD_RULE,
                 **side)
    return row


def _listing(page: Page, block: str, heads: Collection[str], count: int, height: int) -> int:
    """Rows that are empty until they are filled, and show no rule before."""
    top = _heads(page, heads)
    for _ in range(count):
        row = page.next(height)
        for column, head in enumerate(heads, start=1):
            page.put(row, column, None, font_size=8, text_wrap=True, **_listing_look(head))
    page.book.name(block, page.area(top, 1, page.row, len(heads)))
    rule = {"type": "formula", "criteria": f'=$A{top + 1}<>""', "format": page.book.rule_format(look.RULE)}
    page.sheet.conditional_format(top, 0, page.row - 1, len(heads) - 1, rule)
    return top


def _listing_look(head: str) -> dict[str, Any]:
    if head in NUMBERS:
        return {"num_format": look.PERCENT if head.startswith("%") else look.COUNT, "align": "right"}
    if head in DATES:
        return {"num_format": "d mmm yyyy", "align": "left"}
    return {"indent": 1} if head in LAST_HEADS else {}
