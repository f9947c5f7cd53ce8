"""The contents and the key of the first page of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scorecard.definitions.cellmap import Sheet
from scorecard.workbook import look
from scorecard.workbook.template.page import Page

CONTENTS = "SUMMARY_CONTENTS"
SIGNS = "SUMMARY_SIGNS"
BACK_LINKS = {"Definitions": "DEFINITIONS_TITLE", "Data quality": "QUALITY_TITLE", "Data": "DATA_TITLE"}
BACK_PLACES = {"Definitions": "G", "Data": "J", "Data quality": "K"}
"""Where the sheets at the end are named, after the last section of the contents: each under a head."""
PAGE, STANDING = "Page", "Judged against target; ↓ worsened"
"""Heads of the contents, which stands in two halves beside each other."""
HALVES = (("A", "B", "C", "F"), ("G", "J", "K", "L"))
"""The columns of a half: the tab, the page, how the section stands, and the last one."""
JUDGEMENTS = (
    ("G ●", "On target"), ("A ▲", "Within tolerance"), ("R ■", "Outside tolerance"), ("○", "No target to judge by"),
)  # fmt: skip
MEANINGS = (
    ("↑ → ↓", "Judged by what is good, not by size"),
    ("Higher", "A volume moved: neither good nor bad"),
    ("≥  ≤", "Target at least, at most; 20–25 a range"),
    ("pp", "Percentage points"),
)
SMALL = {**look.NOTE, "valign": "bottom"}
LINK = {"font_color": look.NAVY, "underline": 1}


def put_contents(page: Page, sheets: Sequence[Sheet], back_sheets: Sequence[str]) -> None:
    """The sections in two halves, and the sheets at the end, which have no page number as the ones before them grow."""
    half = (len(sheets) + 2) // 2
    top = page.next(18)
    halves = [part for part in (sheets[:half], sheets[half:]) if part]
    for number, (_, letters) in enumerate(zip(halves, HALVES, strict=False)):
        _contents_heads(page, top, letters, "Contents, continued" if number else "Contents")
    for n in range(half):
        row = page.next(16)
        for part, letters in zip(halves, HALVES, strict=False):
            if n < len(part):
                _contents_row(page, row, part[n], letters)
    back = top + 1 + len(sheets) - half
    for name in back_sheets:
        page.link(back, BACK_PLACES[name], BACK_LINKS[name], name, f"Go to {name}, at the end", **LINK)
    page.book.name(CONTENTS, page.area(top, "A", page.row, "L"))


def _contents_heads(page: Page, row: int, letters: tuple[str, ...], heading: str) -> None:
    first, number, standing, last = letters
    page.fill(row, look.LETTERS[look.LETTERS.index(first) : look.LETTERS.index(last) + 1], **look.HEAD_RULE)
    page.put(row, first, heading, **look.HEADING, **look.HEAD_RULE)
    page.put(row, number, PAGE, align="right", **SMALL, **look.HEAD_RULE)
    page.put(row, standing, STANDING, indent=1, **SMALL, **look.HEAD_RULE)


def _contents_row(page: Page, row: int, sheet: Sheet, letters: tuple[str, ...]) -> None:
    first, number, standing, last = letters
    page.link(row, first, f"{sheet.names}_TITLE", sheet.sheet, f"Go to {sheet.sheet}", **LINK)
    page.put(row, number, None, align="right")
    page.put(row, standing, None, font_size=8, indent=1)
    # A section that an edition leaves out leaves its row white.
    filled = f"${first}${row}"
    begins = page.book.rule_format({"bold": True, "font_color": look.INK, **look.RULE})
    column = page.column(standing) - 1
    red = {"type": "text", "criteria": "begins with", "value": "■", "format": begins}
    page.sheet.conditional_format(row - 1, column, row - 1, column, red)
    between = look.LETTERS[page.column(first)]
    when_filled(page, row, first, filled, {"font_color": look.NAVY, **look.RULE})
    when_filled(page, row, standing, filled, {"font_color": look.INK, **look.RULE})
    after = look.LETTERS[page.column(standing)]
    for others in (between + look.LETTERS[column - 1], after + last):
        when_filled(page, row, others, filled, {"font_color": look.INK, **look.RULE})


def put_key(page: Page) -> None:
    """The signs in three columns; at the left what the table of exceptions goes by."""
    small: dict[str, Any] = {"font_size": 8}
    top = page.row + 1
    for (judgement, what), (sign, meaning) in zip(JUDGEMENTS, MEANINGS, strict=True):
        row = page.next(15)
        for letter, text in (("B", judgement), ("E", sign), ("I", None)):
            page.put(row, letter, text, align="center", **small)
        for letter, text in (("C", what), ("F", meaning), ("J", None)):
            page.put(row, letter, text, indent=1, **small)
    page.rules(page.area(top, "B", top + 2, "B"), look.RAG_LOOKS)
    page.book.name(SIGNS, page.area(top, "I", page.row, "J"))
    page.heading(top, "A", "How to read this page")
    for row, name in enumerate(("SUMMARY_COMPARATORS", "SUMMARY_NEIGHBOURS"), start=top + 1):
        page.put(row, "A", "Comparators", **look.NOTE)
        page.cell_name(name, row, "A")
    page.put(top + 3, "A", "Worst first: red, worsening, far from target", **look.NOTE)


def when_filled(page: Page, row: int, letters: str, cell: str, options: Mapping[str, Any]) -> None:
    """A look of a row's cells while another cell holds something."""
    first, last = page.column(letters[0]) - 1, page.column(letters[-1]) - 1
    rule = {"type": "formula", "criteria": f'={cell}<>""', "format": page.book.rule_format(options)}
    page.sheet.conditional_format(row - 1, first, row - 1, last, rule)
