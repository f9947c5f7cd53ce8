"""What is written on a section's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, Table, When
from scorecard.issues import BlockTooSmall
from scorecard.periods import Kind
from scorecard.values import Unit
from scorecard.workbook import look, wording
from scorecard.workbook.cells import Area, Cell
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Amount, Figures
from scorecard.workbook.template.blocks import comparators_name, template_text


class Role(NamedTuple):
    """What a column shows, wherever it stands."""

    show: Show
    when: When
    back: int
    comparator: str


Shown = dict[tuple[str, Kind], dict[Role, Place]]
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
    return shown


def _indicators(
    draft: Draft, sheet: Sheet, block: IndicatorBlock, cells: CellMap, figures: Figures, shown: Shown
) -> None:
    area = draft.area(block.block, sheet.sheet)
    if area is None:
        return
    columns = cells.columns(block)
    places = put_heads(draft, area, columns, figures, block.rows[0].basis, block.block)
    rows = draft.rows(area, (row.label for row in block.rows), block.block)
    for row in block.rows:
        if row.label not in rows:
            continue
        for letter, column in places.items():
            place = Place(area.sheet, rows[row.label], column)
            shown.setdefault((row.indicator, row.basis), {})[role(columns[letter])] = place
            if columns[letter].show != Show.SPARKLINE:
                draft.put(place, figures.shown(row.indicator, row.basis, columns[letter]))
    if any("{year}" in text for text in cells.over(block).values()):
        text = comparators_words(figures, block.rows, columns.values())
        draft.put_named(comparators_name(block.block), text, sheet.sheet)


def put_heads(
    draft: Draft, area: Area, columns: Mapping[str, Column], figures: Figures, basis: Kind, name: str
) -> dict[str, int]:
    """Find the columns of a block by their heads, and fill in periods and region."""
    places = draft.columns(area, {letter: template_text(column.head) for letter, column in columns.items()}, name)
    for letter, number in places.items():
        head = columns[letter].head
        if "{" in head:
            column = columns[letter]
            period = wording.short(figures.period(basis, column.when, column.back))
            text = head.replace("{period}", period).replace("{region}", wording.region(figures.region))
            draft.put(Place(area.sheet, area.top, number), text)
    return places


def comparators_words(figures: Figures, rows: Iterable[IndicatorRow], columns: Iterable[Column]) -> str:
    """The year of the comparators that a block shows."""
    names = [column.comparator for column in columns if column.show == Show.COMPARATOR]
    found = (
        figures.benchmark(row.indicator, name, figures.period(row.basis)) for row in rows for name in names
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
    amount = _amount(table, label, figures, column.when, column.back)
    match column.show:
        case Show.VALUE:
            return amount.cell
        case Show.SHARE:
            return amount.share if amount.share is not None else amount.cell if amount.value is None else look.NO_DATA
        case Show.CHANGE if then != this:
            now = _amount(table, label, figures, When.THIS, 1)
            lacking = next((each for each in (now, amount) if each.value is None), None)
            return lacking.cell if lacking else _difference(now, amount, figures.unit(table.indicator))
    return look.NO_DATA


def _difference(now: Amount, then: Amount, unit: Unit) -> Cell:
    change = (now.value or 0) - (then.value or 0)
    return change * 100 if unit == Unit.PERCENT else int(change) if float(change).is_integer() else change


def _amount(table: Table, label: str, figures: Figures, when: When, back: int) -> Amount:
    period = figures.period(table.basis, when, back)
    if label in table.rows:
        return figures.part(table.indicator, period, table.breakdown, table.rows[label])
    base = figures.base(table.indicator, period, table.breakdown)
    if base is None:
        return figures.part(table.indicator, period, table.breakdown, [])
    return Amount(base, figures.total(table.indicator, period).status, 1.0 if base else None)


def _left_out(table: Table, area: Area, figures: Figures) -> Iterable[BlockTooSmall]:
    """Categories with figures that the block has no row for."""
    known = {category for categories in table.rows.values() for category in categories}
    periods = [figures.period(table.basis), figures.period(table.basis, When.LAST_YEAR)]
    for category in figures.categories(table.indicator, table.breakdown):
        if category in known:
            continue
        values = [figures.values.get(table.indicator, p.label, table.breakdown, category) for p in periods]
        if any(value and value.value != 0 for value in values):
            yield BlockTooSmall(
                sheet=area.sheet, found=f'"{category}" of {table.indicator}, {table.breakdown}',
                expected=f"a row in {table.block} ({table.file}, line {table.line('rows')})",
            )
