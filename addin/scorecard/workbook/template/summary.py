"""The first page of the template: title block, counts, and the exceptions with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import OVER, Show
from scorecard.periods import Kind
from scorecard.values import Polarity
from scorecard.workbook import look
from scorecard.workbook.series import ON_TARGET, SeriesKey, exception_key
from scorecard.workbook.template.blocks import decimals_where_needed, looks_of, put_heads, put_over
from scorecard.workbook.template.contents import SMALL, put_contents, put_key, when_filled
from scorecard.workbook.template.page import Book, Page

EXCEPTIONS = "SUMMARY_EXCEPTIONS"
TITLE_BLOCK = {
    "SCORECARD_PERIOD": ("A", "Period"),
    "SCORECARD_DATA_AS_AT": ("D", "Data as at"),
    "SCORECARD_STATUS": ("F", "Provisional or final"),
    "SCORECARD_EDITION": ("I", "Edition"),
}
TILES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "GREEN": ("B", "● Green", {"bg_color": look.GREEN_PALE, "font_color": look.GREEN}),
    "AMBER": ("C", "▲ Amber", {"bg_color": look.AMBER, "font_color": look.INK}),
    "RED": ("D", "■ Red", {"bg_color": look.RED, "font_color": look.WHITE}),
    "NO_TARGET": ("E", "○ No target", {"bg_color": look.PALE, "font_color": look.SOFT}),
}
DIRECTIONS = {
    "SUMMARY_IMPROVED": ("G", "↑ Improved"),
    "SUMMARY_SAME": ("I", "→ Same"),
    "SUMMARY_WORSENED": ("J", "↓ Worsened"),
}
NO_RULE = {"bottom": 1, "bottom_color": look.WHITE}


def exception_name(number: int) -> str:
    """The defined name of a row of the exceptions, whose label changes with the figures."""
    return f"EXCEPTION_{number:02}"


def line_name(number: int) -> str:
    """The defined name of the row below it, where its line of commentary stands."""
    return f"{exception_name(number)}_LINE"


def write_summary(book: Book, cells: CellMap) -> None:
    """The summary; its exceptions stand on the grid of the indicators."""
    page = Page(book, "Summary")
    _title(page, cells.summary.summary)
    _at_a_glance(page)
    _exceptions(page, cells)
    page.next(6)
    put_contents(page, cells.sheets, cells.back_sheets)
    page.next(6)
    put_key(page)
    page.finish()


def _title(page: Page, title: str) -> None:
    """The title and whose it is; what, of when, how sure and for whom; and whom to ask."""
    row = page.next(40)
    page.fill(row, look.LETTERS, **look.TITLE_RULE)
    page.put(row, "A", title, font_size=22, bold=True, **look.TITLE_RULE)
    page.put(row, "L", "Council", font_size=12, bold=True, align="right", **look.TITLE_RULE)
    page.cell_name("SCORECARD_COUNCIL", row, "L")
    labels, values = page.next(17), page.next(17)
    for name, (letter, label) in TITLE_BLOCK.items():
        page.put(labels, letter, label, **SMALL)
        page.put(values, letter, "…", font_size=10, bold=True)
        page.cell_name(name, values, letter)
    contact = page.next(15)
    page.put(contact, "A", "Whom to ask")
    page.cell_name("SCORECARD_CONTACT", contact, "A")
    page.next(4)


def _at_a_glance(page: Page) -> None:
    heads, numbers, words, before = page.next(17), page.next(32), page.next(14), page.next(13)
    page.heading(heads, "A", "At a glance")
    page.put(numbers, "A", "What changed since the previous month", text_wrap=True, bold=True)
    page.cell_name("SUMMARY_CHANGED", numbers, "A")
    for name, row, text in (("SCOPE", words, "Indicators and sections"), ("TARGETS", before, "Targets")):
        page.put(row, "A", text, **look.NOTE)
        page.cell_name(f"SUMMARY_{name}", row, "A")
    page.put(heads, "B", "Judged against target", **SMALL)
    page.put(heads, "G", "Direction since the previous period", **SMALL)
    page.cell_name("SUMMARY_SINCE", heads, "G")
    for name, (letter, word, colours) in TILES.items():
        page.put(numbers, letter, None, font_size=20, bold=True, align="center", **colours)
        page.put(words, letter, word, font_size=8, bold=True, align="center", **colours)
        page.put(before, letter, None, font_size=8, align="center", **colours)
        page.cell_name(f"SUMMARY_{name}", numbers, letter)
        page.cell_name(f"SUMMARY_{name}_WAS", before, letter)
    for name, (letter, word) in DIRECTIONS.items():
        bold = word.startswith("↓")
        page.put(numbers, letter, None, font_size=20, bold=bold, align="left")
        page.put(words, letter, word, font_size=8, bold=bold, align="left")
        page.cell_name(name, numbers, letter)
    page.put(before, "G", "Indicators with a good direction", **look.NOTE)
    page.cell_name("SUMMARY_DIRECTED", before, "G")
    page.put(heads, "L", "On target, 13 months", **SMALL, indent=1)
    page.sparkline(numbers, "L", SeriesKey(ON_TARGET, Kind.MONTH))
    page.put(words, "L", "Now and a year ago", **look.NOTE, indent=1)
    page.cell_name("SUMMARY_ON_TARGET", words, "L")


def _exceptions(page: Page, cells: CellMap) -> None:
    columns = cells.usual_columns
    put_over(page, OVER, EXCEPTIONS)
    top = put_heads(page, "Exceptions", columns, 32, "L")
    for number in range(1, cells.summary.exceptions + 1):
        # Bare cells: a row that is filled takes its look from the indicator's own, one that is not stays white.
        row, line = page.next(17), page.next(13)
        page.put(row, "A", f"Exception {number}")
        page.put(line, "A", None, **look.NOTE, indent=1)
        page.cell_name(exception_name(number), row, "A")
        page.cell_name(line_name(number), line, "A")
        page.sparkline(row, "L", exception_key(number))
        good_is = f"Data!$D${page.book.data_row[exception_key(number)]}"
        decimals_where_needed(page, row, "G", Polarity.HIGH_IS_GOOD, f'{good_is}="high"')
        decimals_where_needed(page, row, "G", Polarity.LOW_IS_GOOD, f'{good_is}="low"')
        for letter in "AL":
            when_filled(page, row, letter, f"$B${row}", {**NO_RULE, "font_color": look.INK})
        when_filled(page, line, "AL", f"$B${row}", {**look.RULE, "font_color": look.SOFT})
    page.book.name(EXCEPTIONS, page.area(top, "A", page.row, "L"))
    for letter, column in columns.items():
        if column.show != Show.SPARKLINE:
            _without_rules(page, letter, looks_of(column), top + 1)


def _without_rules(page: Page, letter: str, looks: Mapping[str, Mapping[str, Any]], top: int) -> None:
    """Looks that follow texts; the rule that comes with an indicator's look is left out, as its line stands below.

    LibreOffice takes one rule of a cell where Excel adds several up, so each of them says all of it.
    """
    page.rules(page.area(top, letter, page.row, letter), {text: {**each, **NO_RULE} for text, each in looks.items()})
    column = page.column(letter) - 1
    form = page.book.rule_format({**NO_RULE, "font_color": look.INK})
    page.sheet.conditional_format(top - 1, column, page.row - 1, column, {"type": "no_blanks", "format": form})
