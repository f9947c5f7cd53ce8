"""One figure by code, period, field and category, as a formula or a command asks for it."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from scorecard.errors import UsageError
from scorecard.periods import Kind, Period, ending, parse
from scorecard.values import IndicatorFacts, IndicatorValue, Values

Answer = float | str | None

BY_DEFAULT = (Kind.MONTH, Kind.YEAR_TO_DATE, Kind.ROLLING_YEAR, Kind.QUARTER, Kind.FINANCIAL_YEAR, Kind.THREE_YEARS)
"""Without a period, the first of these that an indicator has at the reporting month."""

OF_VALUE: dict[str, Callable[[IndicatorValue], Answer]] = {
    "value": lambda value: value.value,
    "numerator": lambda value: value.numerator,
    "denominator": lambda value: value.denominator,
    "share": lambda value: value.share,
    "target": lambda value: value.target if value.target_to is None else f"{value.target:g}–{value.target_to:g}",
    "rag": lambda value: value.rag.value,
    "direction": lambda value: value.direction.value,
    "change": lambda value: value.change,
    "status": lambda value: value.status.value,
}
OF_INDICATOR: dict[str, Callable[[IndicatorFacts], Answer]] = {
    "title": lambda facts: facts.title,
    "unit": lambda facts: facts.unit.value,
    "definition": lambda facts: facts.definition,
}
COMPARATORS = {"england": "England", "neighbours": "Statistical neighbours"}
OTHERS = ("previous", "last_year", "region", *COMPARATORS)
FIELDS = (*OF_VALUE, *OF_INDICATOR, *OTHERS)


def indicator(values: Values, code: str) -> IndicatorFacts:
    """An indicator by its code in any case. Raises UsageError with the nearest codes."""
    found = values.indicators.get(code.strip().upper())
    if not found:
        near = get_close_matches(code.strip().upper(), values.indicators, 3)
        raise UsageError(
            f'There is no indicator "{code}".',
            f"Did you mean {' or '.join(near)}?" if near else "`scorecard values` lists them all.",
        )
    return found


def period_of(values: Values, code: str, text: str) -> Period:
    """The period that a text means: a label or date, `latest`, `previous`, `last year`, or nothing for the latest."""
    asked = " ".join(text.strip().lower().replace("_", " ").split())
    last = values.run.period
    ends = {"": last, "latest": last, "previous": last.previous, "last year": last.last_year}
    if asked not in ends:
        return parse(text)
    end = ends[asked].end
    for kind in BY_DEFAULT:
        if kind in (Kind.QUARTER, Kind.FINANCIAL_YEAR, Kind.THREE_YEARS) and end.month % 3:
            continue
        period = ending(kind, end)
        if values.get(code, period.label):
            return period
    return ends[asked]


def category_of(values: Values, code: str, where: str) -> tuple[str, str]:
    """`breakdown=category`, in any case, as they are called in the figures."""
    if not where.strip():
        return "", ""
    name, equals, asked = (part.strip() for part in where.partition("="))
    names = {each.lower(): each for own, each in values.breakdowns if own == code}
    if not equals or name.lower() not in names:
        raise UsageError(
            f'"{where}" is not a category of {code}.',
            f"Write breakdown=category; {code} has {', '.join(sorted(names.values())) or 'no breakdowns'}.",
        )
    breakdown = names[name.lower()]
    categories = {each.lower(): each for each in values.breakdowns[code, breakdown]}
    if asked.lower() not in categories:
        raise UsageError(
            f'{code} has no category "{asked}" of {breakdown}.', f"It has {', '.join(categories.values())}."
        )
    return breakdown, categories[asked.lower()]


def answer(
    values: Values, code: str, period: str = "", field: str = "value", where: str = "", region: str = "West Midlands"
) -> Answer:
    """What a field says, or None where there is no figure. Raises UsageError for a wrong question."""
    name = field.strip().lower().replace(" ", "_") or "value"
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, 1)
        raise UsageError(f'There is no field "{field}".', f"Did you mean {near[0]}?" if near else ", ".join(FIELDS))
    facts = indicator(values, code)
    if name in OF_INDICATOR:
        return OF_INDICATOR[name](facts)
    asked = period_of(values, facts.code, period)
    if name in COMPARATORS or name == "region":
        found = values.benchmark(facts.code, COMPARATORS.get(name, region), asked)
        return found.value if found else None
    breakdown, category = category_of(values, facts.code, where)
    if name in ("previous", "last_year"):
        asked, name = (asked.previous if name == "previous" else asked.last_year), "value"
    value = values.get(facts.code, asked.label, breakdown, category)
    return OF_VALUE[name](value) if value else None
