"""What is written on a section's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, Table, When
from scorecard.issues import BlockTooSmall
from scorecard.periods import Period
from scorecard.values import Unit
from scorecard.workbook import look, wording
from scorecard.workbook.cells import Area, Cell
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Amount, Figures
from scorecard.workbook.plan.heads import put_heads
from scorecard.workbook.plan.lines import plan_lines
from scorecard.workbook.series import SeriesKey, row_key
from scorecard.workbook.template.blocks import comparators_name


class Role(NamedTuple):
    """What a column shows, wherever it stands."""

    show: Show
    when: When
    back: int
    comparator: str


Shown = dict[SeriesKey, dict[Role, Place]]
"""Where an indicator's figures stand on its section's page."""


def role(column: Column) -> Role:
    return Role(column.show, column.when, column.back, column.comparator)


def plan_section(draft: Draft, sheet: Sheet, cells: CellMap, figures: Figures) -> Shown:
    """All blocks of a page; answers where its indicators are shown."""
    shown: Shown = {}
    for block in sheet.indicators:
        _indicators(draft, sheet, block, cells, figures, shown)
    for table in sheet.tables:
        _table(draft, sheet, table, cells, figures)
    for lines in sheet.indicator_tables:
        plan_lines(draft, sheet, lines, cells, figures)
    return shown


def _indicators(
    draft: Draft, sheet: Sheet, block: IndicatorBlock, cells: CellMap, figures: Figures, shown: Shown
) -> None:
    area = draft.area(block.block, sheet.sheet)
    if area is None:
        return
    columns = cells.columns(block)
    years = _comparator_years(figures, block.rows, columns)
    places = put_heads(draft, area, columns, figures, block.rows[0].basis, block.block, years)
    rows = draft.rows(area, (row.label for row in block.rows), block.block)
    for row in block.rows:
        if row.label not in rows:
            continue
        for letter, column in places.items():
            place = Place(area.sheet, rows[row.label], column)
            shown.setdefault(row_key(row), {})[role(columns[letter])] = place
            if columns[letter].show != Show.SPARKLINE:
                draft.put(place, figures.shown(row, columns[letter]))
    if any("{year}" in text for text in cells.over(block).values()):
        text = comparators_words(figures, block.rows, columns.values())
        draft.put_named(comparators_name(block.block), text, sheet.sheet)


def _comparator_years(figures: Figures, rows: Sequence[IndicatorRow], columns: Mapping[str, Column]) -> dict[str, str]:
    """The latest period of which each comparator has a figure for the rows; without one, that of the others."""
    shown = [(row, figures.period(row.basis)) for row in rows if not row.where]
    latest: dict[str, Period] = {}
    for letter, column in columns.items():
        found = (figures.benchmark(row.indicator, column.comparator, period) for row, period in shown)
        periods = [figures.values.periods[each.period] for each in found if each]
        if periods:
            latest[letter] = max(periods, key=lambda each: each.end)
    usual = max(latest.values(), key=lambda each: each.end, default=figures.period(rows[0].basis))
    return {letter: wording.short(latest.get(letter, usual)) for letter in columns}


def comparators_words(figures: Figures, rows: Iterable[IndicatorRow], columns: Iterable[Column]) -> str:
    """The year of the comparators that a block shows."""
    names = [column.comparator for column in columns if column.show == Show.COMPARATOR]
    found = (
        figures.benchmark(row.indicator, name, figures.period(row.basis))
        for row in rows if not row.where for name in names
    )
    years = {benchmark.period.replace("-", "/") for benchmark in found if benchmark}
    if len(years) > 1:
        return "Comparators, latest year"
    return f"Comparators, {years.pop()}" if years else "Comparators"


def _table(draft: Draft, sheet: Sheet, table: Table, cells: CellMap, figures: Figures) -> None:
    area = draft.area(table.block, sheet.sheet)
    if area is None:
        return
    columns = cells.columns(table)
    places = put_heads(draft, area, columns, figures, table.basis, table.block)
    labels = [*table.rows, *([table.total] if table.total else [])]
    rows = draft.rows(area, labels, table.block)
    for label, row in rows.items():
        for letter, number in places.items():
            draft.put(Place(area.sheet, row, number), _table_cell(table, label, columns[letter], figures))
    draft.issues += list(_left_out(table, area, figures))


def _table_cell(table: Table, label: str, column: Column, figures: Figures) -> Cell:
    this = figures.period(table.basis)
    then = figures.period(table.basis, column.when, column.back)
    code, _ = part = table.of(column)
    amount = _amount(table, part, label, figures, then)
    match column.show:
        case Show.VALUE:
            return amount.cell
        case Show.SHARE:
            return amount.share if amount.share is not None else amount.cell if amount.value is None else look.NO_DATA
        case Show.CHANGE if then != this:
            now = _amount(table, part, label, figures, this)
            lacking = next((each for each in (now, amount) if each.value is None), None)
            return lacking.cell if lacking else _difference(now, amount, figures.unit(code))
    return look.NO_DATA


def _difference(now: Amount, then: Amount, unit: Unit) -> Cell:
    change = (now.value or 0) - (then.value or 0)
    return change * 100 if unit == Unit.PERCENT else int(change) if float(change).is_integer() else change


def _amount(table: Table, part: tuple[str, str], label: str, figures: Figures, period: Period) -> Amount:
    code, breakdown = part
    if label in table.rows:
        return figures.part(code, period, breakdown, table.rows[label])
    if figures.unit(code) != Unit.NUMBER:
        return figures.total(code, period)
    base = figures.base(code, period, breakdown)
    if base is None:
        return figures.part(code, period, breakdown, [])
    return Amount(base, figures.total(code, period).status, 1.0 if base else None)


def _left_out(table: Table, area: Area, figures: Figures) -> Iterable[BlockTooSmall]:
    """Categories with figures that the block has no row for."""
    known = {category for categories in table.rows.values() for category in categories}
    periods = [figures.period(table.basis), figures.period(table.basis, When.LAST_YEAR)]
    left_out = [(*part, each) for part in table.parts for each in figures.categories(*part) if each not in known]
    for code, breakdown, category in left_out:
        values = [figures.values.get(code, p.label, breakdown, category) for p in periods]
        if any(value and value.value != 0 for value in values):
            yield BlockTooSmall(
                sheet=area.sheet, found=f'"{category}" of {code}, {breakdown}',
                expected=f"a row in {table.block} ({table.file}, line {table.line('rows')})",
            )
