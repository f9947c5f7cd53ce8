"""What is written on a section's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scorecard.definitions.benchmarks import NeighboursUsed
from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, Table, When
from scorecard.periods import Period
from scorecard.values import Benchmark, Unit
from scorecard.workbook import look, wording
from scorecard.workbook.cells import Area, Cell
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Amount, Figures
from scorecard.workbook.plan.growing import grow, notices, rows_that_appeared, without_row
from scorecard.workbook.plan.heads import put_heads
from scorecard.workbook.plan.lines import plan_lines
from scorecard.workbook.plan.origins import of_row, of_table
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
                draft.put(place, figures.shown(row, columns[letter]), origin=of_row(row, columns[letter], figures))
    _appeared(draft, area, block, columns, places, rows, figures, shown)
    if any("{year}" in text for text in cells.over(block).values()):
        text = comparators_words(figures, block.rows, columns.values())
        neighbours = neighbours_words(figures, block.rows, columns.values())
        draft.put_named(comparators_name(block.block), "; ".join(filter(None, [text, neighbours])), sheet.sheet)


def _appeared(
    draft: Draft, area: Area, block: IndicatorBlock, columns: Mapping[str, Column], places: Mapping[str, int],
    rows: Mapping[str, int], figures: Figures, shown: Shown,
) -> None:
    """Rows for categories that appeared, in the block's free rows, each like the last row of their indicator."""
    if not block.grows:
        return
    added = rows_that_appeared(block, columns, figures)
    free = draft.free_rows(area, rows.values(), places.values())
    alike = (row.label for row in block.rows if row.where and row.indicator == block.grows.indicator)
    like = max((rows[label] for label in alike if label in rows), default=area.top)
    for number, row in zip(free, added, strict=False):
        draft.put(Place(area.sheet, number, area.left), row.label, Place(area.sheet, like, area.left))
        for letter, column in places.items():
            place, look_of = Place(area.sheet, number, column), Place(area.sheet, like, column)
            # An exception has the look of the row that this one looks like: its own is not in the template yet.
            shown.setdefault(row_key(row), {})[role(columns[letter])] = look_of
            draft.put(place, figures.shown(row, columns[letter]), look_of, of_row(row, columns[letter], figures))
    left = (number for number in free[len(added) :] if draft.template.text(area.sheet, number, area.left))
    _empty(draft, area, left, places)
    for row in added[len(free) :]:
        draft.notices.append(without_row(area, block, f"{row.label} ({row.indicator}, {row.where})"))


def _empty(draft: Draft, area: Area, rows: Iterable[int], places: Mapping[str, int]) -> None:
    """Empty rows that a fill before this one had taken."""
    for row in rows:
        for column in (area.left, *places.values()):
            draft.put(Place(area.sheet, row, column), None)


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
    years = {benchmark.period.replace("-", "/") for benchmark in _benchmarks(figures, rows, columns)}
    if len(years) > 1:
        return "Comparators, latest year"
    return f"Comparators, {years.pop()}" if years else "Comparators"


def neighbours_words(figures: Figures, rows: Iterable[IndicatorRow], columns: Iterable[Column]) -> str:
    """Of how many neighbours the figures were made that a block shows: `neighbours: mean of 8 to 10 of 10`."""
    found = [NeighboursUsed.said_in(each.source) for each in _benchmarks(figures, rows, columns)]
    used = [each for each in found if each]
    if not used:
        return ""
    fewest, most = min(each.used for each in used), max(each.used for each in used)
    known = max(each.known for each in used)
    methods = " or ".join(dict.fromkeys(each.method for each in used))
    counts = f"{fewest} to {most}" if fewest < most else f"{most}"
    return f"neighbours: {methods} of {counts}" + (f" of {known}" if fewest < known else "")


def _benchmarks(figures: Figures, rows: Iterable[IndicatorRow], columns: Iterable[Column]) -> Iterator[Benchmark]:
    """The comparators' figures beside some rows."""
    names = [column.comparator for column in columns if column.show == Show.COMPARATOR]
    found = (
        figures.benchmark(row.indicator, name, figures.period(row.basis))
        for row in rows if not row.where for name in names
    )
    return (each for each in found if each)


def _table(draft: Draft, sheet: Sheet, table: Table, cells: CellMap, figures: Figures) -> None:
    area = draft.area(table.block, sheet.sheet)
    if area is None:
        return
    columns = cells.columns(table)
    places = put_heads(draft, area, columns, figures, table.basis, table.block)
    labels = [*table.rows, *([table.total] if table.total else [])]
    rows = draft.rows(area, labels, table.block)
    grown = grow(draft, area, table, columns, places, rows, figures)
    for label, row in grown.rows.items():
        look = grown.looks.get(label)
        if look:
            draft.put(Place(area.sheet, row, area.left), label, Place(area.sheet, look, area.left))
        for letter, number in places.items():
            value = _table_cell(grown.table, label, columns[letter], figures)
            origin = of_table(grown.table, label, columns[letter], figures)
            look_of = Place(area.sheet, look, number) if look else None
            draft.put(Place(area.sheet, row, number), value, look_of, origin)
    _empty(draft, area, grown.emptied, places)
    draft.notices += notices(area, grown, columns, figures)


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
