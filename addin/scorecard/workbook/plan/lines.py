"""What is written into a table of indicators, a line each."""

from __future__ import annotations

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, Show, What
from scorecard.definitions.cellmap_tables import IndicatorTable, Line
from scorecard.periods import Period
from scorecard.values import Unit
from scorecard.workbook import look
from scorecard.workbook.cells import Cell
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Amount, Figures, in_points
from scorecard.workbook.plan.heads import put_heads
from scorecard.workbook.plan.origins import of_line


def plan_lines(draft: Draft, sheet: Sheet, table: IndicatorTable, cells: CellMap, figures: Figures) -> None:
    area = draft.area(table.block, sheet.sheet)
    if area is None:
        return
    columns = cells.columns(table)
    places = put_heads(draft, area, columns, figures, table.basis, table.block)
    rows = draft.rows(area, table.lines, table.block)
    labels = list(table.lines)
    for label, row in rows.items():
        number = labels.index(label)
        before = table.lines[labels[number - 1]] if number else None
        for letter, column in places.items():
            cell = _cell(table, table.lines[label], before, columns[letter], figures)
            origin = of_line(table, table.lines[label], columns[letter], figures)
            draft.put(Place(area.sheet, row, column), cell, origin=origin)


def _cell(table: IndicatorTable, line: Line, before: Line | None, column: Column, figures: Figures) -> Cell:
    period = figures.period(table.basis, column.when, column.back)
    amount = figures.counted(line.indicator, period, line.what)
    unit = line_unit(line, figures)
    match column.show:
        case Show.VALUE:
            return amount.cell
        case Show.SHARE:
            return _share(amount, next(iter(table.lines.values())), unit, period, figures)
        case Show.STEP:
            return _share(amount, before, unit, period, figures) if before else look.NO_DATA
        case Show.CHANGE:
            now = figures.counted(line.indicator, figures.period(table.basis), line.what)
            lacking = next((each for each in (now, amount) if each.value is None), None)
            return lacking.cell if lacking else in_points((now.value or 0) - (amount.value or 0), unit)
    return look.NO_DATA


def _share(amount: Amount, of: Line, unit: Unit, period: Period, figures: Figures) -> Cell:
    """A count's part of another line; a percentage is no part of a count."""
    if unit != Unit.NUMBER:
        return look.NO_DATA
    if amount.value is None:
        return amount.cell
    whole = figures.counted(of.indicator, period, of.what).value
    return amount.value / whole if whole else look.NO_DATA


def line_unit(line: Line, figures: Figures) -> Unit:
    return Unit.NUMBER if line.what == What.NUMERATOR else figures.unit(line.indicator)
