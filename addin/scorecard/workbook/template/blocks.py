"""Blocks of a template: heads, indicator rows and tables, each under its defined name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, Table
from scorecard.values import IndicatorFacts, Polarity, Unit
from scorecard.workbook import look
from scorecard.workbook.series import row_key
from scorecard.workbook.template.page import Page

NOW = {"bold": True, "bg_color": look.PALE}
"""The column that is now."""
PERIOD, REGION, YEAR = "Mmm yyyy", "Region", "yyyy/yy"
A_PERIOD = re.compile(r"(?:Q\d )?\d{4}/\d\d|[A-Z][a-z]{2} \d{4}")
"""A period in a head that was filled in: `Mar 2016`, `Q4 2015/16`, `2013/16`."""
Facts = Mapping[str, IndicatorFacts]


def template_text(text: str) -> str:
    """A head or caption as the template has it, before periods are filled in."""
    return text.replace("{period}", PERIOD).replace("{region}", REGION).replace("{year}", YEAR)


def as_in_template(text: str, regions: Collection[str]) -> str:
    """A head as the template had it, whether or not it was filled in before."""
    plain = " ".join(text.split())
    return REGION if plain in regions else A_PERIOD.sub(PERIOD, plain)


def comparators_name(block: str) -> str:
    return f"{block}_COMPARATORS"


def put_over(page: Page, over: Mapping[str, str], block: str) -> None:
    """Quiet words over the heads."""
    row = page.next(20)
    for letter, text in over.items():
        side: dict[str, Any] = {"indent": 1} if letter in "EFL" else {"align": "right"}
        page.put(row, letter, template_text(text), **look.NOTE, valign="bottom", **side)
        if "{year}" in text:
            page.cell_name(comparators_name(block), row, letter)


def put_heads(page: Page, label: str, columns: Mapping[str, Column], height: int, last: str) -> int:
    """The row of heads, with a rule below; the first cell is the block's name."""
    row = page.next(height)
    wrapped = {"text_wrap": True, "valign": "bottom", **look.HEAD_RULE}
    page.fill(row, look.LETTERS[: page.column(last)], **wrapped)
    page.put(row, "A", label, **{**wrapped, **look.HEADING})
    for letter, column in columns.items():
        page.put(row, letter, template_text(column.head), **wrapped, **_head_look(letter, column))
    return row


def _head_look(letter: str, column: Column) -> dict[str, Any]:
    quiet: dict[str, Any] = {"font_size": 8, "font_color": look.SOFT}
    match column.show:
        case Show.DIRECTION | Show.SPARKLINE:
            return {**quiet, "indent": 1}
        case Show.RAG:
            return {**quiet, "align": "center"}
        case Show.TARGET:
            return {**quiet, "align": "right", "indent": 1}
        case Show.CHANGE:
            return {"font_size": 8, "bold": True, "align": "right", "indent": 1}
    return {"font_size": 8, "align": "right", **(NOW if letter == "B" else {"font_color": look.SOFT})}


def put_indicators(page: Page, block: IndicatorBlock, cells: CellMap, facts: Facts, height: int) -> None:
    """A block of indicators: words over the heads, heads, rows."""
    columns = cells.columns(block)
    if over := cells.over(block):
        put_over(page, over, block.block)
    top = put_heads(page, block.label, columns, 32, "L")
    for row in block.rows:
        if row.group:
            put_group(page, row.group)
        put_indicator(page, row, columns, facts[row.indicator], height)
    page.book.name(block.block, page.area(top, "A", page.row, "L"))
    follow_text(page, columns, top + 1, page.row)


def put_group(page: Page, text: str) -> None:
    row = page.next(18)
    page.fill(row, look.LETTERS, **look.RULE)
    page.put(row, "A", text, font_size=8, bold=True, font_color=look.SOFT, valign="bottom", **look.RULE)
    page.put(row, "B", None, bg_color=look.PALE, **look.RULE)


def put_indicator(
    page: Page, row: IndicatorRow, columns: Mapping[str, Column], facts: IndicatorFacts, height: int
) -> None:
    """A row of an indicator; its label leads to its definition."""
    number = page.next(height)
    page.fill(number, look.LETTERS, **look.RULE)
    page.link(number, "A", f"DEF_{row.indicator}", row.label, f"Definition of {row.indicator}", **look.RULE)
    for letter, column in columns.items():
        page.put(number, letter, None, **look.RULE, **_cell_look(letter, column, facts.unit, facts.polarity))
        if column.show == Show.SPARKLINE:
            page.sparkline(number, letter, row_key(row))
        if column.show == Show.TARGET and facts.unit == Unit.PERCENT:
            decimals_where_needed(page, number, letter, facts.polarity)


def _cell_look(letter: str, column: Column, unit: Unit, polarity: Polarity) -> dict[str, Any]:
    match column.show:
        case Show.VALUE | Show.COMPARATOR:
            now = NOW if letter == "B" else {}
            return {"num_format": look.VALUE_FORMATS[unit], "align": "right", **now}
        case Show.SHARE:
            return {"num_format": look.PERCENT, "align": "right", "font_color": look.SOFT}
        case Show.CHANGE:
            return {"num_format": look.CHANGE_FORMATS[unit], "align": "right", "indent": 1}
        case Show.DIRECTION:
            return {"indent": 1}
        case Show.TARGET:
            return {"num_format": look.target_format(unit, polarity), "align": "right", "indent": 1}
        case Show.RAG:
            return {"align": "center", "font_color": look.SOFT}
    return {}


def decimals_where_needed(page: Page, row: int, letter: str, polarity: Polarity, also: str = "TRUE") -> None:
    """Show a decimal of a target that is no whole percentage, where another condition holds too."""
    column = page.column(letter) - 1
    cell = f"{letter}{row}"
    form = page.book.rule_format({"num_format": look.target_format(Unit.PERCENT, polarity, decimals=True)})
    criteria = f"=AND({also},ISNUMBER({cell}),ABS({cell}*100-ROUND({cell}*100,0))>0.001)"
    page.sheet.conditional_format(
        row - 1, column, row - 1, column, {"type": "formula", "criteria": criteria, "format": form}
    )


def follow_text(page: Page, columns: Mapping[str, Column], top: int, bottom: int) -> None:
    """Let looks follow texts: whoever fills the cells writes only text."""
    for letter, column in columns.items():
        looks: Mapping[str, Mapping[str, Any]] = look.MISSING_LOOKS
        if column.show == Show.RAG:
            looks = look.RAG_LOOKS
        elif column.show == Show.DIRECTION:
            looks = look.DIRECTION_LOOKS
        if column.show != Show.SPARKLINE:
            page.rules(page.area(top, letter, bottom, letter), looks)


def put_table(page: Page, table: Table, cells: CellMap, facts: IndicatorFacts, height: int) -> None:
    """A table of counts in columns A to F."""
    columns = cells.columns(table)
    last = max(columns)
    top = put_heads(page, table.label, columns, 22, last)
    labels = [*table.rows, *([table.total] if table.total else [])]
    for label in labels:
        total = bool(table.total) and label is labels[-1]
        number = page.next(height)
        rule = {**look.TOTAL_RULE, "bold": True} if total else look.RULE
        page.put(number, "A", label, **rule)
        for letter, column in columns.items():
            page.put(number, letter, None, **{**_cell_look(letter, column, facts.unit, facts.polarity), **rule})
    page.book.name(table.block, page.area(top, "A", page.row, last))
    follow_text(page, columns, top + 1, page.row)
