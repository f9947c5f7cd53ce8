"""Tables and definitions -> all figures of a run, judged and compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scorecard.definitions.indicator import Indicator, Measure
from scorecard.definitions.library import Definitions
from scorecard.definitions.workspace import Settings
from scorecard.errors import UsageError
from scorecard.indicators.counting import count
from scorecard.indicators.facts import facts
from scorecard.indicators.figures import Sheet, counted_figures, derived_figures, published_figures
from scorecard.indicators.judgement import Goal, Goals, direction
from scorecard.indicators.reference import Row, sound_reference
from scorecard.issues import Issues
from scorecard.periods import Kind, Period, ending, reported
from scorecard.tables import Tables
from scorecard.values import Benchmark, IndicatorValue, Key, Polarity, Rag, Run, Values


def compute(
    definitions: Definitions,
    tables: Tables,
    settings: Settings,
    last: Period,
    version: str,
    made: dt.datetime,
    issues: Issues,
    cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Values:
    """Every figure of every indicator for the reporting month and the periods before it."""
    periods = reported(last, settings.history_years)
    counts = count(definitions, tables, periods, cache, progress)
    reference = sound_reference(counts.reference, definitions, tables, last, issues)
    sheet = Sheet(periods)
    counted_figures(sheet, definitions, counts, tables, settings)
    derived_figures(sheet, definitions, reference.population)
    published_figures(sheet, definitions, reference.published)
    known = {period.label: period for period in periods} | sheet.published_periods
    benchmarks = list(_benchmarks(reference.benchmarks, known))
    goals = Goals(definitions.indicators.values(), reference.targets)
    as_at = tables.last or last.end
    run = Run(made.strftime("%Y%m%dT%H%M%S%f"), made, version, settings.council, last, as_at, settings.region)
    return Values(
        run=run,
        periods=known,
        indicators={
            code: facts(each, definitions, counts.unavailable) for code, each in definitions.indicators.items()
        },
        figures=_judged(sheet, definitions, goals, known),
        benchmarks=benchmarks,
        breakdowns=sheet.breakdowns,
    )


class _Then(NamedTuple):
    """The labels of the period before and of the one a year ago; whether counts grow from the one to the other."""

    before: str
    year_ago: str
    grows: bool
    is_first: bool


def _then(period: Period) -> _Then:
    """A year to date grows month by month, and the first month of a year has no like before it."""
    before = period.previous
    grows = period.kind == Kind.YEAR_TO_DATE
    return _Then(before.label, period.last_year.label, grows, grows and before.start != period.start)


def _judged(
    sheet: Sheet, definitions: Definitions, goals: Goals, periods: dict[str, Period]
) -> dict[Key, IndicatorValue]:
    """Each total with its target and RAG, and every figure beside the period before and the one a year ago."""
    figures: dict[Key, IndicatorValue] = {}
    thens = {label: _then(period) for label, period in periods.items()}
    at = sheet.figures.get
    for key, figure in sheet.figures.items():
        code, period, breakdown, category = key
        indicator, then = definitions.indicators[code], thens[period]
        goal = goals.find(code, periods[period], breakdown, category)
        unlike = then.is_first or (then.grows and _adds_up(indicator))
        before = None if unlike else at(Key(code, then.before, breakdown, category))
        year_ago = at(Key(code, then.year_ago, breakdown, category))
        figures[key] = _compared(figure, before, year_ago, indicator.polarity, goal)
    return figures


def _adds_up(indicator: Indicator) -> bool:
    """Whether a year to date is the sum of its months, so that it can only grow."""
    return indicator.measure in (Measure.COUNT, Measure.DISTINCT, Measure.SUM) and not indicator.is_stock


def _compared(
    figure: IndicatorValue,
    before: IndicatorValue | None,
    year_ago: IndicatorValue | None,
    polarity: Polarity,
    goal: Goal | None,
) -> IndicatorValue:
    now = figure.value
    return IndicatorValue(
        *figure[:8],
        target=None if not goal else goal.low if goal.low is not None else goal.target,
        target_to=goal.high if goal else None,
        rag=goal.judge(now, polarity) if goal else Rag.NONE,
        change=_difference(now, before),
        direction=direction(now, before.value if before else None, polarity, goal),
        change_last_year=_difference(now, year_ago),
        direction_last_year=direction(now, year_ago.value if year_ago else None, polarity, goal),
    )


def _difference(now: float | None, then: IndicatorValue | None) -> float | None:
    if now is None or then is None or then.value is None:
        return None
    return now - then.value


def _benchmarks(rows: Iterable[Row], known: dict[str, Period]) -> Iterator[Benchmark]:
    """Comparators' figures; the periods that they are of join the known ones."""
    for row in rows:
        period: Period = row["period"]
        known.setdefault(period.label, period)
        yield Benchmark(row["code"], row["comparator"], period.label, float(row["value"]), row["source"] or "")


def reporting_period(tables: Tables) -> Period:
    """The month of the latest event in any extract. Raises UsageError when there is none."""
    if not tables.last:
        raise UsageError(
            "The extracts hold no dated rows, so there is no reporting month.",
            "Name the month: --period 2016-03.",
        )
    return ending(Kind.MONTH, tables.last)
