"""What a row shows in a column: figures of the right period, added up where a row stands for several categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scorecard.definitions.cellmap_blocks import Column, IndicatorRow, Show, What, When
from scorecard.periods import Kind, Period, ending, month_end
from scorecard.values import Benchmark, Direction, IndicatorFacts, IndicatorValue, Polarity, Status, Unit, Values
from scorecard.workbook import look, wording
from scorecard.workbook.cells import Cell
from scorecard.workbook.series import MONTHS, NUMERATOR, DataRow

REGION = "region"
UNJUDGED: dict[Show, Cell] = {Show.TARGET: look.NO_DATA, Show.RAG: look.NO_TARGET}
"""What stands where a row is not judged."""
HIDDEN_WITH_IT = (Show.SHARE, Show.DIRECTION, Show.CHANGE, Show.RAG)
"""What a row cannot say of a figure that is hidden from the audience."""


class Amount(NamedTuple):
    """A figure to be shown: a value, or why there is none, and its part of the whole."""

    value: float | None
    status: Status
    share: float | None = None

    @property
    def cell(self) -> Cell:
        return cell_of(self.value, self.status)


class Figures:
    """The values of a run as the scorecard asks for them."""

    def __init__(self, values: Values, region: str) -> None:
        self.values, self.region = values, region
        self.end = values.run.period.end
        self._periods: dict[tuple[Kind, When, int], Period] = {}
        self._series: dict[Kind, list[Period]] = {}

    def facts(self, code: str) -> IndicatorFacts | None:
        return self.values.indicators.get(code)

    def unit(self, code: str) -> Unit:
        facts = self.facts(code)
        return facts.unit if facts else Unit.NUMBER

    def polarity(self, code: str) -> Polarity:
        facts = self.facts(code)
        return facts.polarity if facts else Polarity.NO_JUDGEMENT

    def period(self, basis: Kind, when: When = When.THIS, back: int = 1) -> Period:
        """The period of a kind that a column is about: the latest that is complete, or one before it."""
        known = self._periods.get((basis, when, back))
        if known is None:
            known = latest(basis, self.values.run.period)
            if when == When.YEAR_END:
                known = known.financial_year
            for _ in range(back if when != When.THIS else 0):
                known = known.last_year if when == When.LAST_YEAR else known.previous
            self._periods[basis, when, back] = known
        return known

    def of(self, code: str, period: Period, where: str = "") -> IndicatorValue | None:
        """The total, or the category of `breakdown=category`."""
        breakdown, _, category = where.partition("=")
        return self.values.get(code, period.label, breakdown, category)

    def total(self, code: str, period: Period, where: str = "") -> Amount:
        figure = self.of(code, period, where)
        return Amount(figure.value, figure.status, figure.share) if figure else Amount(None, Status.NOT_AVAILABLE)

    def counted(self, code: str, period: Period, what: What) -> Amount:
        """The value, the count above the line or the target, as a row shows it."""
        figure = self.of(code, period)
        if figure is None or what == What.VALUE:
            return self.total(code, period)
        number = figure.target if what == What.TARGET else figure.numerator
        return Amount(number, Status.NO_DATA if figure.value is not None or what == What.TARGET else figure.status)

    def part(self, code: str, period: Period, breakdown: str, categories: Sequence[str]) -> Amount:
        """Categories of a breakdown added up; one without rows in a period that was counted is 0."""
        found = [self.values.get(code, period.label, breakdown, category) for category in categories]
        missing = [figure.status for figure in found if figure and figure.value is None]
        if missing or (not any(found) and not self._was_counted(code, period)):
            return Amount(None, missing[0] if missing else Status.NOT_AVAILABLE)
        value = self._together(code, [figure for figure in found if figure])
        if value is None:
            return Amount(None, Status.NO_DATA)
        base = self.base(code, period, breakdown)
        return Amount(value, Status.COMPUTED, value / base if base else None)

    def _together(self, code: str, found: Sequence[IndicatorValue]) -> float | None:
        """Counts added up; percentages pooled, where each is its numerator over its denominator."""
        if self.unit(code) == Unit.NUMBER:
            return sum(figure.value or 0 for figure in found)
        if len(found) < 2:
            return found[0].value if found else None
        parts = [(each.value or 0, each.numerator or 0, each.denominator or 0) for each in found]
        whole = sum(below for _, _, below in parts)
        if not whole or any(not below or abs(value - above / below) > 1e-9 for value, above, below in parts):
            return None
        return sum(above for _, above, _ in parts) / whole

    def all_but(self, code: str, period: Period, breakdown: str, categories: Sequence[str]) -> Amount:
        others = [category for category in self.categories(code, breakdown) if category not in categories]
        return self.part(code, period, breakdown, others)

    def base(self, code: str, period: Period, breakdown: str) -> float | None:
        """What a breakdown is a breakdown of: its denominator, or its categories added up."""
        figures = [self.values.get(code, period.label, breakdown, each) for each in self.categories(code, breakdown)]
        known = [figure for figure in figures if figure]
        base = next((figure.denominator for figure in known if figure.denominator is not None), None)
        if base is not None or not known or any(figure.value is None for figure in known):
            return base
        return sum(figure.value or 0 for figure in known)

    def categories(self, code: str, breakdown: str) -> list[str]:
        return self.values.breakdowns.get((code, breakdown), [])

    def series(self, row: DataRow) -> list[Amount]:
        """Thirteen months of a row of Data, oldest first."""
        return [self.amount(row, period) for period in self.periods(row.key.basis)]

    def amount(self, row: DataRow, period: Period) -> Amount:
        if row.key.category == NUMERATOR:
            return self.counted(row.key.code, period, What.NUMERATOR)
        if row.all_but:
            return self.all_but(row.key.code, period, row.breakdown, row.all_but)
        if row.breakdown:
            return self.part(row.key.code, period, row.breakdown, row.categories)
        return self.total(row.key.code, period)

    def periods(self, basis: Kind) -> list[Period]:
        """The periods of a kind that end in the 13 months up to the reporting period, or are the latest by then."""
        if basis not in self._series:
            months = [ending(Kind.MONTH, month_end(self.end, -back)) for back in range(MONTHS - 1, -1, -1)]
            self._series[basis] = [latest(basis, month) for month in months]
        return self._series[basis]

    def benchmark(self, code: str, comparator: str, period: Period) -> Benchmark | None:
        name = self.region if comparator == REGION else comparator
        return self.values.benchmark(code, name, period)

    def shown(self, row: IndicatorRow, column: Column) -> Cell:
        """What an indicator's row shows in a column."""
        if row.what != What.VALUE:
            return self._beside(row, column)
        if not row.judged and column.show in UNJUDGED:
            return UNJUDGED[column.show]
        code, basis = row.indicator, row.basis
        period = self.period(basis)
        figure = self.of(code, period, row.where)
        if figure and figure.status == Status.SUPPRESSED and column.show in HIDDEN_WITH_IT:
            unjudged = column.show == Show.RAG and figure.target is None
            return look.NO_TARGET if unjudged else look.SUPPRESSED
        match column.show:
            case Show.VALUE:
                return self.total(code, self.period(basis, column.when, column.back), row.where).cell
            case Show.SHARE:
                share = self.total(code, self.period(basis, column.when, column.back), row.where).share
                return look.NO_DATA if share is None else share
            case Show.DIRECTION:
                return wording.DIRECTIONS[_direction(figure, column.when)] if figure else look.NO_DATA
            case Show.CHANGE:
                change = _change(figure, column.when) if figure else None
                return look.NO_DATA if change is None else in_points(change, self.unit(code))
            case Show.TARGET:
                return wording.target(figure, self.polarity(code))
            case Show.RAG:
                return wording.RAGS[figure.rag] if figure else look.NO_TARGET
            case Show.COMPARATOR if not row.where:
                benchmark = self.benchmark(code, column.comparator, period)
                return benchmark.value if benchmark else look.NO_DATA
            case Show.COMPARATOR:
                return look.NO_DATA
        return None

    def _beside(self, row: IndicatorRow, column: Column) -> Cell:
        """A row beside that of an indicator: its count moves and is not judged, its target stands still."""
        if column.show == Show.VALUE:
            return self.counted(row.indicator, self.period(row.basis, column.when, column.back), row.what).cell
        if row.what == What.TARGET:
            return None
        if column.show == Show.DIRECTION:
            back = When.LAST_YEAR if column.when == When.LAST_YEAR else When.PREVIOUS
            periods = (self.period(row.basis), self.period(row.basis, back))
            now, then = (self.counted(row.indicator, period, row.what).value for period in periods)
            return wording.moved(now, then)
        return UNJUDGED.get(column.show, look.NO_DATA)

    def _was_counted(self, code: str, period: Period) -> bool:
        figure = self.of(code, period)
        return figure is not None and figure.value is not None


def latest(kind: Kind, by: Period) -> Period:
    """The period of a kind that is complete by the end of another: quarters end with a quarter, years in March."""
    end = by.end
    step = {Kind.QUARTER: 3, Kind.FINANCIAL_YEAR: 12, Kind.THREE_YEARS: 12}.get(kind, 1)
    return ending(kind, month_end(end, -((end.month - 3) % step)))


def cell_of(value: float | None, status: Status) -> Cell:
    """A number for its cell, or the shorthand for why there is none."""
    if value is None:
        return wording.MISSING.get(status, look.NO_DATA)
    return int(value) if float(value).is_integer() else value


def in_points(change: float, unit: Unit) -> float:
    """A change as its cell has it: that of a percentage in percentage points."""
    return change * 100 if unit == Unit.PERCENT else change


def _direction(figure: IndicatorValue, when: When) -> Direction:
    return figure.direction_last_year if when == When.LAST_YEAR else figure.direction


def _change(figure: IndicatorValue, when: When) -> float | None:
    return figure.change_last_year if when == When.LAST_YEAR else figure.change
