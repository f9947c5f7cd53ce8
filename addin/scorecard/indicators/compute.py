"""Tables and definitions -> all figures of a run, judged and compared."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scorecard.definitions.indicator import Indicator, Measure
from scorecard.definitions.library import Definitions
from scorecard.definitions.workspace import Settings
from scorecard.errors import UsageError
from scorecard.indicators.counting import count
from scorecard.indicators.figures import Sheet, counted_figures, derived_figures, published_figures
from scorecard.indicators.judgement import Goal, Goals, direction
from scorecard.indicators.queries import queries
from scorecard.periods import Kind, Period, ending, parse, reported
from scorecard.tables import Tables
from scorecard.values import Benchmark, IndicatorFacts, IndicatorValue, Key, Polarity, Rag, Run, Values


def compute(
    definitions: Definitions,
    tables: Tables,
    settings: Settings,
    last: Period,
    version: str,
    made: dt.datetime,
    cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Values:
    """Every figure of every indicator for the reporting month and the periods before it."""
    periods = reported(last, settings.history_years)
    counts = count(definitions, tables, periods, cache, progress)
    reference = defaultdict(list, counts.reference)
    sheet = Sheet(periods)
    counted_figures(sheet, definitions, counts, tables, settings)
    population = {int(row["year"]): float(row["under_18"]) for row in reference["population"] if row["under_18"]}
    derived_figures(sheet, definitions, population)
    published_figures(sheet, definitions, reference["published"])
    known = {period.label: period for period in periods} | sheet.published_periods
    benchmarks = list(_benchmarks(reference["benchmarks"], known))
    goals = Goals(definitions.indicators.values(), reference["targets"])
    run = Run(made.strftime("%Y%m%dT%H%M%S"), made, version, settings.council, last, tables.last or last.end)
    return Values(
        run=run,
        periods=known,
        indicators={code: facts(each, definitions) for code, each in definitions.indicators.items()},
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
        goal = None if breakdown else goals.find(code, periods[period])
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


def _benchmarks(rows: Iterable[dict[str, Any]], known: dict[str, Period]) -> Iterator[Benchmark]:
    """Comparators' figures; the periods that they are of join the known ones."""
    for row in rows:
        try:
            period = parse(str(row["period"]))
        except UsageError:
            continue
        if row["value"] is None:
            continue
        known.setdefault(period.label, period)
        code = str(row["code"]).strip().upper()
        yield Benchmark(code, row["comparator"], period.label, float(row["value"]), row.get("source") or "")


# ---------------------------------------------------------------- what a reader of a value wants to know


def facts(indicator: Indicator, definitions: Definitions) -> IndicatorFacts:
    """An indicator in words, with where it is defined and a version that changes when its counting changes."""
    counted = definitions.counted.get(indicator.code)
    extract = definitions.extract_of(counted.relation) if counted else ""
    numerator, denominator = _in_words(indicator)
    query = ";\n".join(each.sql for each in queries(definitions, [counted])) if counted else ""
    return IndicatorFacts(
        code=indicator.code,
        title=indicator.title,
        section=indicator.section,
        unit=indicator.unit,
        polarity=indicator.polarity,
        measure=indicator.measure,
        definition=indicator.definition,
        numerator=numerator,
        denominator=denominator,
        source=indicator.source,
        notes=indicator.notes,
        extract=extract,
        file=indicator.file,
        line=indicator.line(),
        version=_version(indicator, definitions),
        query=query,
    )


def _version(indicator: Indicator, definitions: Definitions) -> str:
    """Of the definition as it counts: the title or a note may change without it."""
    parts = [indicator.model_dump_json(exclude={"title", "notes", "definition", "source", "targets", "section"})]
    counted = definitions.counted.get(indicator.code)
    if counted:
        parts += [category.by.text for category in counted.categories]
        parts.append(definitions.view_queries.get(counted.relation, ""))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _in_words(indicator: Indicator) -> tuple[str, str]:
    """What stands above and below the line, as the mapping says it."""
    where = indicator.where or "all rows"
    dated = f"{indicator.event_date} in the period" if indicator.event_date else "open at the end of the period"
    base = f"{indicator.extract}: {dated}, {where}"
    match indicator.measure:
        case Measure.RATE:
            return indicator.numerator, "population under 18, divided by 10,000"
        case Measure.RATIO:
            return indicator.numerator, indicator.denominator
        case Measure.PERCENTAGE:
            counted = f"children ({indicator.of})" if indicator.of else "rows"
            return f"{base}, and {indicator.numerator}", f"{base}; {counted} are counted"
        case Measure.DISTINCT:
            return f"{base}; each {indicator.of} once", "none"
        case Measure.COUNT:
            return base, "none"
    return f"{indicator.measure} of {indicator.of}; {base}", "rows that have a value"


def reporting_period(tables: Tables) -> Period:
    """The month of the latest event in any extract. Raises UsageError when there is none."""
    if not tables.last:
        raise UsageError(
            "The extracts hold no dated rows, so there is no reporting month.",
            "Name the month: --period 2016-03.",
        )
    return ending(Kind.MONTH, tables.last)
