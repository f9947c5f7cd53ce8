"""The rows of the sheet Data: every figure that the scorecard shows, as a series of 13 months.

A row is known by its code, its basis and its category. Template and plan go by the same list, so that a sparkline or
a chart of the template reads the row which the plan fills.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Chart, IndicatorBlock, IndicatorRow, Series, Table, What
from scorecard.definitions.cellmap_tables import IndicatorTable, Line
from scorecard.periods import Kind

SHEET = "Data"
BLOCK = "DATA_ROWS"
MONTHS = 13

TEXT_HEADS = ["Section", "Indicator", "Unit", "Good is", "Basis"]
MONTH_HEADS = [f"Month −{back}" for back in range(MONTHS - 1, 0, -1)] + ["Month"]
JUDGEMENT_HEADS = ["Target", "Judgement", "Since previous", "Since year ago"]
KEY_HEADS = ["Code", "Category"]

SPARE_ROWS = 2
"""Rows that a block of indicators keeps free where it may grow."""
INITIALS, ON_TARGET, EXCEPTION = "MONTH_INITIALS", "ON_TARGET", "EXCEPTION"
TARGET, RANGE = "target", "range"
"""The target or where its range begins, and how wide the range is."""
NUMERATOR = What.NUMERATOR.value
"""The count above the line of a percentage."""
BASIS_WORDS = {
    Kind.MONTH: "month",
    Kind.QUARTER: "quarter",
    Kind.YEAR_TO_DATE: "year to date",
    Kind.FINANCIAL_YEAR: "year",
    Kind.ROLLING_YEAR: "12 months",
    Kind.THREE_YEARS: "three years",
}


class SeriesKey(NamedTuple):
    """What a row of Data is known by."""

    code: str
    basis: Kind
    category: str = ""


@dataclass(frozen=True)
class DataRow:
    """A row of Data: a total, some categories added up, a target or range, or one of the scorecard's own."""

    key: SeriesKey
    section: str
    title: str
    breakdown: str = ""
    categories: tuple[str, ...] = ()
    all_but: tuple[str, ...] = ()
    limit: str = ""
    """TARGET or RANGE where the row holds what a figure is judged against."""
    waits: bool = False
    """Whether the row is kept for a category that has not appeared."""


def data_rows(cells: CellMap) -> list[DataRow]:
    """All rows of Data in their order, each once."""
    rows: dict[SeriesKey, DataRow] = {}
    for sheet in cells.sheets:
        for row in _rows_of(sheet):
            rows.setdefault(row.key, row)
    for row in _own(cells):
        rows[row.key] = row
    return list(rows.values())


def exception_key(number: int) -> SeriesKey:
    return SeriesKey(f"{EXCEPTION}_{number:02}", Kind.MONTH)


def row_key(row: IndicatorRow) -> SeriesKey:
    breakdown, categories = part_of(row)
    return SeriesKey(row.indicator, row.basis, _category(breakdown, categories) or _words(row.what))


def line_key(table: IndicatorTable, line: Line) -> SeriesKey:
    return SeriesKey(line.indicator, table.basis, _words(line.what))


def _words(what: What) -> str:
    return "" if what == What.VALUE else what.value


def part_of(row: IndicatorRow) -> tuple[str, tuple[str, ...]]:
    """The breakdown and the one category that a row shows; nothing where it shows the total."""
    breakdown, _, category = row.where.partition("=")
    return breakdown, (category,) if breakdown else ()


def spare_rows(block: IndicatorBlock) -> list[SeriesKey]:
    """The rows of Data for categories that appear later, which the sparklines of the block's free rows read."""
    if not block.grows:
        return []
    breakdown, _ = part_of(block.grows)
    numbers = range(1, SPARE_ROWS + 1)
    return [SeriesKey(block.grows.indicator, block.grows.basis, f"{breakdown}: new {n}") for n in numbers]


def series_key(series: Series) -> SeriesKey:
    category = _category(series.breakdown, series.categories, series.all_but)
    return SeriesKey(series.indicator, series.basis, category)


def table_key(table: Table, part: tuple[str, str], categories: Sequence[str]) -> SeriesKey:
    code, breakdown = part
    return SeriesKey(code, table.basis, _category(breakdown, categories))


def _category(breakdown: str, categories: Sequence[str], all_but: Sequence[str] = ()) -> str:
    """What is added up, in words: the same figures have the same key, whatever a table or chart calls them."""
    if not breakdown:
        return ""
    return f"{breakdown}: all but {' + '.join(all_but)}" if all_but else f"{breakdown}: {' + '.join(categories)}"


def limit_key(series: Series, limit: str = TARGET) -> SeriesKey:
    category = series_key(series).category
    return SeriesKey(series.indicator, series.basis, f"{category}, {limit}" if category else limit)


def _rows_of(sheet: Sheet) -> Iterator[DataRow]:
    titles = {row.indicator: row.label for row in sheet.rows if not row.where and row.what == What.VALUE}
    for row in sheet.rows:
        limit = TARGET if row.what == What.TARGET else ""
        yield DataRow(row_key(row), sheet.sheet, row.label, *part_of(row), limit=limit)
    for block in sheet.indicators:
        for number, key in enumerate(spare_rows(block), 1):
            label = block.grows.label if block.grows else ""
            yield DataRow(key, sheet.sheet, f"{label.format(category=f'new {number}')}: none", waits=True)
    for table in sheet.tables:
        yield from _of_table(sheet, table, titles)
    for lines in sheet.indicator_tables:
        for label, line in lines.lines.items():
            yield DataRow(line_key(lines, line), sheet.sheet, f"{lines.label}: {label}")
    for chart in sheet.charts:
        yield from _of_chart(sheet, chart, titles)


def _of_table(sheet: Sheet, table: Table, titles: Mapping[str, str]) -> Iterator[DataRow]:
    what = table.label.partition(",")[0].lower()
    for code, breakdown in table.parts:
        title = titles.get(code, table.label)
        of = f" ({breakdown.replace('_', ' ')})" if breakdown != table.breakdown else ""
        for label, categories in table.rows.items():
            key = table_key(table, (code, breakdown), categories)
            yield DataRow(key, sheet.sheet, f"{title}, {what}{of}: {label}", breakdown, tuple(categories))


def _of_chart(sheet: Sheet, chart: Chart, titles: Mapping[str, str]) -> Iterator[DataRow]:
    yield from chart_rows(sheet, chart)
    limits = [TARGET] if chart.target else [TARGET, RANGE] if chart.range else []
    series = chart.series[0]
    title = series.label if series.breakdown else titles.get(series.indicator, series.label)
    for limit in limits:
        yield DataRow(limit_key(series, limit), sheet.sheet, f"{title}, {limit}", series.breakdown,
                      tuple(series.categories), limit=limit)


def chart_rows(sheet: Sheet, chart: Chart) -> Iterator[DataRow]:
    """What a chart draws, without its targets."""
    for series in chart.series:
        title = f"{chart.heading}: {series.label}" if series.breakdown or len(chart.series) > 1 else series.label
        yield DataRow(series_key(series), sheet.sheet, title, series.breakdown, tuple(series.categories),
                      tuple(series.all_but))


def _own(cells: CellMap) -> Iterator[DataRow]:
    """Rows of the scorecard itself: what the summary's sparklines and all charts read."""
    yield DataRow(SeriesKey(ON_TARGET, Kind.MONTH), "Summary", "Indicators on target")
    for number in range(1, cells.summary.exceptions + 1):
        yield DataRow(exception_key(number), "Summary", f"Exception {number}")
    yield DataRow(SeriesKey(INITIALS, Kind.MONTH), "Charts", "Months, initials")
