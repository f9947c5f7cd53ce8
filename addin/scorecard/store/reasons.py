"""Why a figure is missing, in words that an analyst can act on."""

from __future__ import annotations

from scorecard.periods import Kind, Period
from scorecard.store.lookup import (
    NOT_OF_ROWS,
    OF_BENCHMARK,
    OF_EARLIER,
    SUPPRESSED,
    Answer,
    Asked,
    Lookup,
    field_of,
    indicator,
)
from scorecard.values import IndicatorFacts, IndicatorValue, Status, Unit

COUNTS = ("count", "distinct", "sum")
"""Measures of which nothing is 0, so that a missing one is a list that was not taken."""

LIKE_THE_VALUE = ("value", "previous", "last_year", "target", "share", *OF_BENCHMARK)
"""Fields in the unit of the indicator."""


def why(asked: Lookup, code: str, period: Asked = "", field: str = "value", where: str = "") -> str:
    """Why an answer is missing; where it is there, that it is, and what it is.

    Raises UsageError for an unknown code and for a wrong period, field or category, with what was probably meant.
    """
    name, facts = field_of(field), indicator(asked.values, code)
    found = asked.answer(code, period, field, where)
    span = asked.period(facts.code, period)
    if found == SUPPRESSED and name not in NOT_OF_ROWS:
        return f"The figure of {facts.code} for {span} may not be shown: it is suppressed."
    if found is not None:
        return _present(asked, facts, span, name, where, found)
    if name in OF_BENCHMARK:
        whose = asked.comparator(name) or "a region, which the workspace does not name,"
        return f"There is no benchmark of {whose} for {facts.code} in {span.financial_year} or a year before it."
    span = OF_EARLIER[name](span) if name in OF_EARLIER else span
    figure = asked.figure(facts.code, span, where)
    if figure is None:
        return _no_figure(asked, facts, span, where)
    if figure.value is None and name not in NOT_OF_ROWS:
        return _no_value(facts, span, figure)
    return _no_field(asked, facts, span, name, where, figure)


def _present(asked: Lookup, facts: IndicatorFacts, span: Period, name: str, where: str, found: Answer) -> str:
    is_share = name == "share" or (facts.unit == Unit.PERCENT and name in LIKE_THE_VALUE)
    shown = found if isinstance(found, str) or found is None else f"{found:.1%}" if is_share else f"{found:,.6g}"
    figure = asked.figure(facts.code, span, where) if name == "value" else None
    origin = f" ({_origin(figure)})" if figure else ""
    return f"Nothing is missing: the {name.replace('_', ' ')} of {facts.code} for {span} is {shown}{origin}."


def _origin(figure: IndicatorValue) -> str:
    if figure.numerator is None or not figure.denominator:
        return str(figure.status)
    return f"{figure.status}, {figure.numerator:,.6g} of {figure.denominator:,.6g}"


# ---------------------------------------------------------------- no figure at all


def _no_figure(asked: Lookup, facts: IndicatorFacts, span: Period, where: str) -> str:
    run = asked.values.run
    if span.end > run.period.end:
        return f"The figures reach to {run.period}; {span} ends later."
    given = _given(asked, facts.code, where)
    if not given:
        because = f": {facts.unavailable}" if facts.unavailable else ""
        return f"{facts.code} has no figures{_of(where)}{because}."
    alike = [period for period in given if period.kind == span.kind]
    if not alike:
        kinds = ", ".join(dict.fromkeys(words(period.kind) for period in given))
        return f"{facts.code} is not given by {words(span.kind)}; it is given by {kinds}."
    if span.end < alike[0].end:
        return f"The figures of {facts.code} by {words(span.kind)} begin with {alike[0]}.{_begins(asked, facts)}"
    return f"There is no figure of {facts.code} for {span}; the nearest before it is {_before(alike, span)}."


def _of(where: str) -> str:
    return f" of {where.strip()}" if where.strip() else ""


def _given(asked: Lookup, code: str, where: str) -> list[Period]:
    """The periods that an indicator, or a category of it, has a figure for, in order."""
    held = [period for period in asked.values.periods.values() if asked.figure(code, period, where)]
    return sorted(held, key=lambda period: period.end)


def _begins(asked: Lookup, facts: IndicatorFacts) -> str:
    names = facts.extract.split(", ")
    firsts = [(each.first, each.name) for each in asked.values.extracts if each.name in names and each.first]
    if not firsts:
        return ""
    day, name = max(firsts)
    return f" The extract {name} begins on {day.day} {day:%B %Y}."


def _before(alike: list[Period], span: Period) -> Period:
    return [period for period in alike if period.end < span.end][-1]


def words(kind: Kind) -> str:
    return kind.value.replace("_", " ")


# ---------------------------------------------------------------- a figure without a value, or without the field


def _no_value(facts: IndicatorFacts, span: Period, figure: IndicatorValue) -> str:
    match figure.status:
        case Status.NOT_AVAILABLE if facts.unavailable:
            return f"{facts.code} is not available: {facts.unavailable}."
        case Status.NOT_AVAILABLE:
            behind = f"{facts.numerator} and {facts.denominator}"
            return f"{facts.code} is worked out from {behind}; one of them is missing for {span}."
        case Status.NO_DATA if facts.measure in COUNTS:
            return f"There is no list in the extract {facts.extract} for {span}, so nothing can be counted."
        case Status.NO_DATA:
            return f"There is nothing to divide by: {facts.code} has no cases in {span}, which is not the same as 0."
    return f"The figure of {facts.code} for {span} is {figure.status} without a number."


def _no_field(
    asked: Lookup, facts: IndicatorFacts, span: Period, name: str, where: str, figure: IndicatorValue
) -> str:
    if name in ("target", "rag") and figure.target is None:
        return f"No target is set for {facts.code}{_of(where)} in {span}."
    if name == "rag":
        return f"{facts.code} is not judged against its target."
    if name in ("change", "direction"):
        return _no_change(asked, facts, span, where)
    return f"{facts.code} has no {name} for {span}: it is a {facts.measure.replace('_', ' ')}."


def _no_change(asked: Lookup, facts: IndicatorFacts, span: Period, where: str) -> str:
    before = asked.figure(facts.code, span.previous, where)
    if before and before.value is not None:
        return f"A year to date grows month by month: {span} is not compared with {span.previous}."
    return f"There is no figure for {span.previous} with which {span} could be compared."
