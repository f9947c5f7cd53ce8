"""Blocks of a template: heads, indicator rows and tables, each under its defined name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, What
from scorecard.values import IndicatorFacts, Polarity, Unit
from scorecard.workbook import look
from scorecard.workbook.series import SeriesKey, row_key, spare_rows
from scorecard.workbook.template.page import Page

NOW = {"bold": True, "bg_color": look.PALE}
"""The column that is now."""
PERIOD, REGION, YEAR = "Mmm yyyy", "Region", "yyyy/yy"
A_PERIOD = re.compile(r"(?:Q\d )?\d{4}/\d\d|[A-Z][a-z]{2} \d{4}")
"""A period in a head that was filled in: `Mar 2016`, `Q4 2015/16`, `2013/16`."""
Facts = Mapping[str, IndicatorFacts]


def template_text(text: str) -> str:
    """A head or caption as the template has it, before periods are filled in."""
    text = text.replace("{period}", PERIOD).replace("{oldest}", PERIOD)
    return text.replace("{region}", REGION).replace("{year}", YEAR)


def as_in_template(text: str, regions: Collection[str]) -> str:
    """A head as the template had it, whether or not it was filled in before."""
    plain = " ".join(text.split())
    for region in regions:
        if plain == region or plain.startswith(f"{region} "):
            plain = REGION + plain.removeprefix(region)
    return A_PERIOD.sub(PERIOD, plain).replace(YEAR, PERIOD)


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


def head_height(columns: Mapping[str, Column]) -> int:
    """Room for as many lines as the heads have; the name of a region may take two."""
    lines = max(1 + column.head.count("\n") + ("{region}" in column.head) for column in columns.values())
    return 32 if lines < 3 else 44


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
    top = put_heads(page, block.label, columns, head_height(columns), "L")
    for row in block.rows:
        if row.group:
            put_group(page, row.group)
        put_indicator(page, row, columns, facts[row.indicator], height)
        page.rows[block.block, row_key(row)] = page.row
    for key in spare_rows(block):
        put_spare(page, key, columns, facts[key.code], height)
    page.rows[block.block, None] = top
    values = [letter for letter, column in columns.items() if column.show == Show.VALUE]
    page.spans[block.block] = values[0] + values[-1] if values else ""
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
    quiet: dict[str, Any] = {"font_color": look.SOFT} if row.what == What.TARGET else {}
    label_look = {**quiet, "indent": 2} if quiet else {}
    tip = f"Definition of {row.indicator}"
    page.link(number, "A", f"DEF_{row.indicator}", row.label, tip, **label_look, **look.RULE)
    unit = Unit.NUMBER if row.what == What.NUMERATOR else facts.unit
    for letter, column in columns.items():
        page.put(number, letter, None, **{**look.RULE, **cell_look(letter, column, unit, facts.polarity), **quiet})
        if column.show == Show.SPARKLINE and row.what != What.TARGET:
            _sparkline(page, row, number, letter, column)
        if column.show == Show.TARGET and facts.unit == Unit.PERCENT:
            decimals_where_needed(page, number, letter, facts.polarity)


def put_spare(
    page: Page, key: SeriesKey, columns: Mapping[str, Column], facts: IndicatorFacts, height: int
) -> None:
    """A row that looks blank until a category appears; its sparkline and the link of its label wait."""
    number = page.next(height)
    page.link(number, "A", f"DEF_{key.code}", key.code, f"Definition of {key.code}")
    page.put(number, "A", None)
    for letter, column in columns.items():
        if column.show == Show.SPARKLINE:
            page.sparkline(number, letter, key)
        if column.show == Show.TARGET and facts.unit == Unit.PERCENT:
            decimals_where_needed(page, number, letter, facts.polarity)


def _sparkline(page: Page, row: IndicatorRow, number: int, letter: str, column: Column) -> None:
    if column.across:
        page.sparkline_across(number, letter, column.across)
    else:
        page.sparkline(number, letter, row_key(row))


def cell_look(letter: str, column: Column, unit: Unit, polarity: Polarity) -> dict[str, Any]:
    match column.show:
        case Show.VALUE | Show.COMPARATOR:
            now = NOW if letter == "B" else {}
            return {"num_format": look.VALUE_FORMATS[unit], "align": "right", **now}
        case Show.SHARE | Show.STEP:
            now = NOW if letter == "B" else {"font_color": look.SOFT}
            return {"num_format": look.PERCENT, "align": "right", **now}
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
        if column.show != Show.SPARKLINE:
            page.rules(page.area(top, letter, bottom, letter), looks_of(column))


def looks_of(column: Column) -> look.Looks:
    """The looks of a column's texts, by what they begin with."""
    return {Show.RAG: look.RAG_LOOKS, Show.DIRECTION: look.DIRECTION_LOOKS}.get(column.show, look.MISSING_LOOKS)
