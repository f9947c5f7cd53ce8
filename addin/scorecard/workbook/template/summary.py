"""The first page of the template: title block, counts, exceptions, contents and the key."""

from __future__ import annotations

from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import OVER
from scorecard.periods import Kind
from scorecard.values import Polarity
from scorecard.workbook import look
from scorecard.workbook.series import ON_TARGET, SeriesKey, exception_key
from scorecard.workbook.template.blocks import decimals_where_needed, follow_text, put_heads, put_over
from scorecard.workbook.template.page import Book, Page

EXCEPTIONS = "SUMMARY_EXCEPTIONS"
CONTENTS = "SUMMARY_CONTENTS"
TITLE_BLOCK = {
    "SCORECARD_COUNCIL": ("A", "Council"),
    "SCORECARD_PERIOD": ("B", "Period"),
    "SCORECARD_DATA_AS_AT": ("G", "Data as at"),
    "SCORECARD_EDITION": ("K", "Edition"),
}
TILES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "SUMMARY_GREEN": ("B", "● Green", {"bg_color": look.GREEN_PALE, "font_color": look.GREEN}),
    "SUMMARY_AMBER": ("C", "▲ Amber", {"bg_color": look.AMBER, "font_color": look.INK}),
    "SUMMARY_RED": ("D", "■ Red", {"bg_color": look.RED, "font_color": look.WHITE}),
    "SUMMARY_NO_TARGET": ("E", "○ No target", {"bg_color": look.PALE, "font_color": look.SOFT}),
}
DIRECTIONS = {
    "SUMMARY_IMPROVED": ("G", "↑ Improved"),
    "SUMMARY_SAME": ("I", "→ Same"),
    "SUMMARY_WORSENED": ("J", "↓ Worsened"),
}
BACK_SHEETS = {"Definitions": "DEFINITIONS_TITLE", "Data quality": "QUALITY_TITLE", "Data": "DATA_TITLE"}
CONTENTS_HEADS = {"A": "Contents", "B": "Page", "C": "● Green", "D": "▲ Amber", "E": "■ Red", "F": "↓ Worsened"}
KEY = (
    ("G ●", "On target"),
    ("A ▲", "Within tolerance of the target"),
    ("R ■", "Outside tolerance"),
    ("○", "No target, so no judgement"),
    ("≥  ≤", "Target: at least, at most; 20–25 is a range"),
    ("↑ → ↓", "Improved, same, worsened: by what is good, not by size"),
    ("Higher", "A volume moved; neither good nor bad"),
    ("—", "No data: not collected, or an empty denominator"),
    ("[x]", "Not available: the source has no such figure"),
    ("[c]", "Hidden, as a child could be known by it"),
    ("pp", "Percentage points"),
)


def exception_name(number: int) -> str:
    """The defined name of a row of the exceptions, whose label changes with the figures."""
    return f"EXCEPTION_{number:02}"


def write_summary(book: Book, cells: CellMap) -> None:
    """The summary; its exceptions stand on the grid of the indicators."""
    page = Page(book, "Summary")
    _title(page, cells.summary.summary)
    _at_a_glance(page)
    page.next(6)
    _exceptions(page, cells)
    page.next(6)
    _contents_and_key(page, cells)
    page.finish()


def _title(page: Page, title: str) -> None:
    row = page.next(40)
    page.fill(row, look.LETTERS, **look.TITLE_RULE)
    page.put(row, "A", title, font_size=22, bold=True, **look.TITLE_RULE)
    labels, values = page.next(18), page.next(18)
    for name, (letter, label) in TITLE_BLOCK.items():
        page.put(labels, letter, label, **look.NOTE, valign="bottom")
        page.put(values, letter, "…", font_size=10, bold=True)
        page.cell_name(name, values, letter)
    page.next(6)


def _at_a_glance(page: Page) -> None:
    heads, numbers, words = page.next(17), page.next(36), page.next(16)
    small = {**look.NOTE, "valign": "bottom"}
    page.heading(heads, "A", "At a glance")
    page.put(numbers, "A", "Indicators, sections, targets", text_wrap=True)
    page.cell_name("SUMMARY_SCOPE", numbers, "A")
    page.put(heads, "B", "Judged against target", **small)
    page.put(heads, "G", "Direction since the previous period", **small)
    page.cell_name("SUMMARY_SINCE", heads, "G")
    for name, (letter, word, colours) in TILES.items():
        page.put(numbers, letter, None, font_size=20, bold=True, align="center", **colours)
        page.put(words, letter, word, font_size=8, bold=True, align="center", valign="top", **colours)
        page.cell_name(name, numbers, letter)
    for name, (letter, word) in DIRECTIONS.items():
        bold = word.startswith("↓")
        page.put(numbers, letter, None, font_size=20, bold=bold, align="left")
        page.put(words, letter, word, font_size=8, bold=bold, align="left", valign="top")
        page.cell_name(name, numbers, letter)
    page.put(heads, "L", "On target, 13 months", **small, indent=1)
    page.sparkline(numbers, "L", SeriesKey(ON_TARGET, Kind.MONTH))
    page.put(words, "L", "Now and a year ago", **{**look.NOTE, "valign": "top"}, indent=1)
    page.cell_name("SUMMARY_ON_TARGET", words, "L")


def _exceptions(page: Page, cells: CellMap) -> None:
    columns = cells.usual_columns
    put_over(page, OVER, EXCEPTIONS)
    top = put_heads(page, "Exceptions", columns, 32, "L")
    for number in range(1, cells.summary.exceptions + 1):
        # Bare cells: a row that is filled takes its look from the indicator's own, one that is not stays white.
        row = page.next(17)
        page.put(row, "A", f"Exception {number}")
        page.cell_name(exception_name(number), row, "A")
        page.sparkline(row, "L", exception_key(number))
        good_is = f"Data!$D${page.book.data_row[exception_key(number)]}"
        decimals_where_needed(page, row, "G", Polarity.HIGH_IS_GOOD, f'{good_is}="high"')
        decimals_where_needed(page, row, "G", Polarity.LOW_IS_GOOD, f'{good_is}="low"')
    page.book.name(EXCEPTIONS, page.area(top, "A", page.row, "L"))
    follow_text(page, columns, top + 1, page.row)


def _contents_and_key(page: Page, cells: CellMap) -> None:
    top = page.next(22)
    for letter, head in CONTENTS_HEADS.items():
        words = look.HEADING if letter == "A" else {**look.NOTE, "align": "right", "valign": "bottom"}
        page.put(top, letter, head, **words, **look.HEAD_RULE)
    for number, sheet in enumerate(cells.sheets, start=2):
        _contents_row(page, sheet.sheet, f"{sheet.names}_TITLE", number)
    page.book.name(CONTENTS, page.area(top, "A", page.row, "F"))
    quiet = {"type": "cell", "criteria": "==", "value": 0, "format": page.book.rule_format({"font_color": look.SOFT})}
    page.sheet.conditional_format(top, 2, page.row - 1, 5, quiet)
    _back_row(page)
    while page.row < top + len(KEY) + 3:
        page.next(16)
    page.heading(top, "H", "How to read this scorecard")
    for row, (sign, text) in enumerate(KEY, start=top + 1):
        page.put(row, "H", sign, align="center")
        page.put(row, "I", text, indent=1)
    page.rules(page.area(top + 1, "H", top + 3, "H"), look.RAG_LOOKS)
    foot = top + len(KEY) + 2
    page.put(foot, "H", "Comparators", **look.NOTE)
    page.cell_name("SUMMARY_COMPARATORS", foot, "H")
    page.put(foot + 1, "H", "Every figure stands as plain text and numbers on the sheet Data.", **look.NOTE)


def _back_row(page: Page) -> None:
    """The sheets at the end in one row: they have no page number, as the ones before them grow."""
    row = page.next(16)
    for letter, (name, place) in zip("ACE", BACK_SHEETS.items(), strict=True):
        page.link(row, letter, place, name, f"Go to {name}, at the end", font_color=look.NAVY, underline=1)


def _contents_row(page: Page, name: str, place: str, number: int) -> None:
    row = page.next(16)
    page.link(row, "A", place, name, f"Go to {name}", font_color=look.NAVY, underline=1, **look.RULE)
    page.put(row, "B", number, align="right", **look.RULE)
    for letter in "CDEF":
        bold = {"bold": True} if letter == "E" else {}
        page.put(row, letter, None, num_format=look.ZERO_AS_DOT, align="right", **bold, **look.RULE)

