"""Which figure a planned cell shows, so that it can be explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorecard.definitions.cellmap_blocks import Column, IndicatorRow, Show, Table, What
from scorecard.definitions.cellmap_tables import IndicatorTable, Line
from scorecard.periods import Kind
from scorecard.values import Unit
from scorecard.workbook.cells import Origin
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.series import NUMERATOR, DataRow, part_of

OF_THEN = (Show.VALUE, Show.SHARE, Show.STEP)
"""What a column shows of the period that it is about; the rest is told of the latest one."""


def of_row(row: IndicatorRow, column: Column, figures: Figures) -> Origin:
    """The figure of an indicator's row in a column."""
    return Origin(row.indicator, _period(row.basis, column, figures), *part_of(row), _field(column, row.what))


def of_table(table: Table, label: str, column: Column, figures: Figures) -> Origin:
    """The figure of a table's row in a column; the total of a count is what its categories are out of."""
    code, breakdown = table.of(column)
    categories = tuple(table.rows.get(label, ()))
    if not categories and figures.unit(code) != Unit.NUMBER:
        breakdown = ""
    return Origin(code, _period(table.basis, column, figures), breakdown, categories, _field(column))


def of_line(table: IndicatorTable, line: Line, column: Column, figures: Figures) -> Origin:
    """The figure of an indicator's line in a column."""
    return Origin(line.indicator, _period(table.basis, column, figures), field=_field(column, line.what))


def of_series(row: DataRow, figures: Figures) -> Iterator[Origin]:
    """The figures of a row of Data, oldest first."""
    field = row.limit and Show.TARGET.value
    if row.key.category == NUMERATOR:
        field = NUMERATOR
    for period in figures.periods(row.key.basis):
        yield Origin(row.key.code, period.label, row.breakdown, _categories(row, figures), field or Show.VALUE.value)


def _categories(row: DataRow, figures: Figures) -> tuple[str, ...]:
    if not row.all_but:
        return row.categories
    known: Sequence[str] = figures.categories(row.key.code, row.breakdown)
    return tuple(each for each in known if each not in row.all_but)


def _period(basis: Kind, column: Column, figures: Figures) -> str:
    if column.show in OF_THEN:
        return figures.period(basis, column.when, column.back).label
    return figures.period(basis).label


def _field(column: Column, what: What = What.VALUE) -> str:
    if column.show == Show.COMPARATOR:
        return column.comparator
    return what.value if what != What.VALUE and column.show == Show.VALUE else column.show.value
