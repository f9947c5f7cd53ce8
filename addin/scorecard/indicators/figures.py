"""Counts -> figures: zeros where nothing happened, "no data" where nothing can be said, rates, published figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scorecard.definitions.expressions import PERIOD_START
from scorecard.definitions.indicator import Indicator, Measure
from scorecard.definitions.library import Counted, Definitions
from scorecard.definitions.workspace import Settings
from scorecard.indicators.availability import available_categories
from scorecard.indicators.counting import Cell, Counts, Parts
from scorecard.indicators.queries import BASE, NOT_RECORDED
from scorecard.indicators.reference import Row
from scorecard.periods import Period, financial_year_of, month_end
from scorecard.tables import Tables
from scorecard.values import IndicatorValue, Key, Status

Figures = dict[Key, IndicatorValue]

ZERO_WHEN_EMPTY = (Measure.COUNT, Measure.DISTINCT, Measure.SUM)
"""Measures of which nothing is nothing: their figure is 0. The others say "no data"."""


@dataclass
class Sheet:
    """The figures of a run as they come together."""

    periods: Sequence[Period]
    figures: Figures = field(default_factory=dict)
    breakdowns: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    published_periods: dict[str, Period] = field(default_factory=dict)

    def add(self, value: IndicatorValue) -> None:
        self.figures[value.key] = value


def counted_figures(sheet: Sheet, definitions: Definitions, counts: Counts, tables: Tables, settings: Settings) -> None:
    """The figures of all indicators that are counted from rows."""
    for counted in definitions.counted.values():
        indicator = counted.indicator
        extract = definitions.extract_of(counted.relation)
        begins, first = settings.begins(extract), tables.first(extract)
        reach = [period for period in sheet.periods if _is_reached(indicator, period, begins, first)]
        if counted.code in counts.unavailable:
            for period in reach:
                sheet.add(_none(counted.code, period, Status.NOT_AVAILABLE))
            continue
        parts = counts.parts.get(counted.code, {})
        view = definitions.views.get(counted.relation)
        if view and view.snapshot:
            pictured = [period for period in reach if (period.label, "", "") in parts]
            for period in reach:
                sheet.add(_none(counted.code, period, Status.NO_DATA))
            reach = pictured
        for period in reach:
            sheet.add(_figure(counted, period, "", "", parts.get((period.label, "", ""), {})))
        for name in available_categories(counted, definitions, tables):
            _breakdown(sheet, counted, name, parts, reach)


def _is_reached(indicator: Indicator, period: Period, begins: dt.date | None, first: dt.date | None) -> bool:
    """Whether rows can be there for a period.

    Where the council says from when the extract is complete, a flow needs all of its period after that day, with rows
    for the history that it looks back on, and a stock its end, or all of its period where it reads the start too.
    Where the council does not say, figures begin with the month of the first event.
    """
    if period.kind not in indicator.periods:
        return False
    if not begins:
        return first is None or period.end >= first.replace(day=1)
    if indicator.is_stock and not _reads_the_start(indicator):
        return period.end >= begins
    return period.start >= begins and _has_history(indicator, period, first)


def _reads_the_start(indicator: Indicator) -> bool:
    """Whether a stock also counts what happened in the period, so that all of it must be covered."""
    return any(PERIOD_START in text for text in (indicator.where, indicator.numerator, indicator.of))


def _has_history(indicator: Indicator, period: Period, first: dt.date | None) -> bool:
    if not indicator.history_months or first is None:
        return True
    return month_end(period.start, -indicator.history_months) >= first


def _breakdown(sheet: Sheet, counted: Counted, name: str, parts: dict[Cell, Parts], reach: Sequence[Period]) -> None:
    category = next(each for each in counted.categories if each.name == name)
    seen = {
        found
        for (_, breakdown, found), counted_parts in parts.items()
        if breakdown == name and any(counted_parts.values())
    }
    keys = _ordered(seen, category.labels, list(category.codes))
    sheet.breakdowns[counted.code, name] = [category.codes.get(key, key) for key in keys]
    base_name = name + BASE if category.where else ""
    for period in reach:
        base = parts.get((period.label, base_name, ""), {}).get("numerator") or 0
        for key in keys:
            label = category.codes.get(key, key)
            cell = parts.get((period.label, name, key), {})
            sheet.add(_figure(counted, period, name, label, cell, base))


def _ordered(seen: set[str], labels: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Declared bands always; codes that were seen, in the order of their list; others by name; not recorded last."""
    order = [*labels, *(code for code in codes if code in seen)]
    others = sorted(seen - set(order) - {NOT_RECORDED})
    return [*order, *others, *([NOT_RECORDED] if NOT_RECORDED in seen else [])]


def _figure(
    counted: Counted, period: Period, breakdown: str, category: str, parts: Parts, base: float = 0
) -> IndicatorValue:
    key = (counted.code, period.label, breakdown, category)
    measure, numerator, denominator = counted.indicator.measure, parts.get("numerator") or 0, parts.get("denominator")
    if measure in ZERO_WHEN_EMPTY:
        return IndicatorValue(*key, numerator, base if breakdown else None, numerator, Status.COMPUTED)
    if not denominator:
        return _none(counted.code, period, Status.NO_DATA, breakdown, category, 0)
    if measure == Measure.MEDIAN:
        return IndicatorValue(*key, None, denominator, parts.get("value"), Status.COMPUTED)
    return IndicatorValue(*key, numerator, denominator, numerator / denominator, Status.COMPUTED)


def _none(
    code: str, period: Period, status: Status, breakdown: str = "", category: str = "", denominator: float | None = None
) -> IndicatorValue:
    numerator = 0 if denominator == 0 else None
    return IndicatorValue(code, period.label, breakdown, category, numerator, denominator, None, status)


# ---------------------------------------------------------------- from other indicators


def derived_figures(sheet: Sheet, definitions: Definitions, population: dict[int, float]) -> None:
    """Rates per 10,000 and ratios, for the periods that they are given for."""
    for indicator in definitions.derived_in_order():
        periods = [period for period in sheet.periods if period.kind in indicator.periods]
        if indicator.measure == Measure.RATE:
            for period in periods:
                children = population_of(population, period)
                _over(sheet, indicator, Key(indicator.code, period.label), children / 10_000 if children else None)
        else:
            _ratio(sheet, indicator, periods)


def _ratio(sheet: Sheet, indicator: Indicator, periods: Sequence[Period]) -> None:
    """One indicator over another, in total and in the breakdowns that both have."""
    cells = [("", "")]
    for (code, name), categories in list(sheet.breakdowns.items()):
        if code == indicator.numerator and (indicator.denominator, name) in sheet.breakdowns:
            sheet.breakdowns[indicator.code, name] = list(categories)
            cells += [(name, category) for category in categories]
    for period in periods:
        for breakdown, category in cells:
            key = Key(indicator.code, period.label, breakdown, category)
            lower = sheet.figures.get(key._replace(code=indicator.denominator))
            _over(sheet, indicator, key, lower.value if lower else None)


def _over(sheet: Sheet, indicator: Indicator, key: Key, lower: float | None) -> None:
    """The figure of the numerator's indicator over a number; none where the numerator has no figure at all."""
    upper = sheet.figures.get(key._replace(code=indicator.numerator))
    if upper is None:
        return
    if upper.value is None or lower is None:
        status = upper.status if upper.value is None else Status.NOT_AVAILABLE
        sheet.add(IndicatorValue(*key, None, None, None, status))
    elif not lower:
        sheet.add(IndicatorValue(*key, upper.value, 0, None, Status.NO_DATA))
    else:
        sheet.add(IndicatorValue(*key, upper.value, lower, upper.value / lower, Status.COMPUTED))


def population_of(population: dict[int, float], period: Period) -> float | None:
    """Of the calendar year in which the financial year began, else of the latest year before it."""
    year = financial_year_of(period.end)
    known = [each for each in population if each <= year]
    return population[max(known)] if known else None


# ---------------------------------------------------------------- published


def published_figures(sheet: Sheet, definitions: Definitions, rows: Iterable[Row]) -> None:
    """Figures published before the extracts begin; one that rows give is never replaced."""
    for row in rows:
        value, period = _published(definitions.indicators[row["code"]], row), row["period"]
        own = sheet.figures.get(value.key)
        if own is None or own.status == Status.NOT_AVAILABLE:
            sheet.add(value)
            sheet.published_periods[period.label] = period
            if value.breakdown:
                listed = sheet.breakdowns.setdefault((value.code, value.breakdown), [])
                listed += [value.category] if value.category not in listed else []


def _published(indicator: Indicator, row: Row) -> IndicatorValue:
    numerator, denominator, value = (_number(row.get(name)) for name in ("numerator", "denominator", "value"))
    if value is None and indicator.measure in ZERO_WHEN_EMPTY:
        value = numerator
    elif value is None and numerator is not None and denominator:
        value = numerator / denominator
    breakdown, category = str(row.get("breakdown") or ""), str(row.get("category") or "")
    return IndicatorValue(
        indicator.code, row["period"].label, breakdown, category, numerator, denominator, value, Status.PUBLISHED
    )


def _number(value: object) -> float | None:
    if not isinstance(value, int | float):
        return None
    return int(value) if float(value).is_integer() else float(value)
