"""Tables of a template in columns A to F: counts by category, and indicators a line each."""

from __future__ import annotations

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import Table, What
from scorecard.definitions.cellmap_tables import IndicatorTable
from scorecard.values import Unit
from scorecard.workbook import look
from scorecard.workbook.template.blocks import Facts, cell_look, follow_text, put_heads
from scorecard.workbook.template.funnel import put_funnel
from scorecard.workbook.template.page import Page


def put_table(page: Page, table: Table, cells: CellMap, facts: Facts, height: int, spare: int) -> None:
    """A table of counts in columns A to F, with blank rows below for categories that appear later."""
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
            shown = facts[table.of(column)[0]]
            page.put(number, letter, None, **{**cell_look(letter, column, shown.unit, shown.polarity), **rule})
    for _ in range(spare):
        page.next(height)
    page.book.name(table.block, page.area(top, "A", page.row, last))
    follow_text(page, columns, top + 1, page.row)


def put_lines(page: Page, table: IndicatorTable, cells: CellMap, facts: Facts, height: int) -> None:
    """A table of indicators in columns A to F, a line each."""
    columns = cells.columns(table)
    last = "F" if table.funnel else max(columns)
    top = put_heads(page, table.label, columns, 22, last)
    for label, line in table.lines.items():
        number = page.next(height)
        known = facts[line.indicator]
        unit = Unit.NUMBER if line.what == What.NUMERATOR else known.unit
        page.fill(number, look.LETTERS[: page.column(last)], **look.RULE)
        page.put(number, "A", label, **look.RULE)
        for letter, column in columns.items():
            page.put(number, letter, None, **{**cell_look(letter, column, unit, known.polarity), **look.RULE})
    page.book.name(table.block, page.area(top, "A", page.row, max(columns)))
    follow_text(page, columns, top + 1, page.row)
    if table.funnel:
        put_funnel(page, table, (top + 1, page.row))
