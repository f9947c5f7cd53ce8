"""One figure by code, period, field and category, as a formula or a command asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from scorecard.errors import UsageError
from scorecard.periods import Kind, Period, ending, parse
from scorecard.values import Benchmark, IndicatorFacts, IndicatorValue, Status, Values

Answer = float | str | None

SUPPRESSED = "c"
"""What stands in the place of a figure that may not be shown."""

NOT_AVAILABLE = "#N/A"
"""What stands in the place of a figure that is not there."""

Asked = str | dt.date | Period
"""A period as it is asked for: a label or a word, any day in a month, or the period itself."""

BY_DEFAULT = (Kind.MONTH, Kind.YEAR_TO_DATE, Kind.ROLLING_YEAR, Kind.QUARTER, Kind.FINANCIAL_YEAR, Kind.THREE_YEARS)
"""Without a period, the first of these that an indicator has at the reporting month."""

OF_VALUE: dict[str, Callable[[IndicatorValue], Answer]] = {
    "value": lambda value: value.value,
    "numerator": lambda value: value.numerator,
    "denominator": lambda value: value.denominator,
    "share": lambda value: value.share,
    "target": lambda value: value.target if value.target_to is None else f"{value.target:g}–{value.target_to:g}",
    "rag": lambda value: value.rag.value or None,
    "direction": lambda value: value.direction.value or None,
    "change": lambda value: value.change,
    "status": lambda value: value.status.value,
}
NOT_OF_ROWS = ("target", "status")
"""These say nothing of a figure that may not be shown."""

OF_INDICATOR: dict[str, Callable[[IndicatorFacts], Answer]] = {
    "title": lambda facts: facts.title,
    "unit": lambda facts: facts.unit.value,
    "definition": lambda facts: facts.definition or None,
}
COMPARATORS = {"england": "England", "neighbours": "Statistical neighbours"}
OF_BENCHMARK = ("england", "region", "neighbours")
WORDS: dict[str, Callable[[Period], Period]] = {
    "": lambda last: last,
    "latest": lambda last: last,
    "previous": lambda last: last.previous,
    "last year": lambda last: last.last_year,
}
"""Periods by what they are to the reporting month."""

OF_EARLIER: dict[str, Callable[[Period], Period]] = {
    "previous": lambda period: period.previous,
    "last_year": lambda period: period.last_year,
}
FIELDS = (*OF_VALUE, *OF_INDICATOR, *OF_EARLIER, "region", *COMPARATORS)

_SUPPRESSED = Status.SUPPRESSED

TOTAL = ("", "")
ALL_OF_IT = ("", "total")
"""These ask for no category; the word also where a workbook names one for all its formulas."""


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


def field_of(text: str) -> str:
    """A field by its name in any case, with spaces or without; nothing is the value. Raises UsageError."""
    name = text.strip().lower().replace(" ", "_") or "value"
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, 1)
        raise UsageError(f'There is no field "{text}".', f"Did you mean {near[0]}?" if near else ", ".join(FIELDS))
    return name


def period_of(values: Values, code: str, asked: Asked) -> Period:
    """The period that is meant: a label, any date in a month, `latest`, `previous`, `last year`; nothing is the latest.

    The words mean the reporting month, or the kind of period that the indicator is given for there.
    """
    if isinstance(asked, Period):
        return asked
    words = " ".join(str(asked).strip().lower().replace("_", " ").split())
    if words not in WORDS:
        return _parsed(asked)
    last = WORDS[words](values.run.period)
    end = last.end
    for kind in BY_DEFAULT:
        if kind in (Kind.QUARTER, Kind.FINANCIAL_YEAR, Kind.THREE_YEARS) and end.month % 3:
            continue
        period = ending(kind, end)
        if values.get(code, period.label):
            return period
    return last


_parsed = lru_cache(maxsize=4096)(parse)


def category_of(values: Values, code: str, where: str) -> tuple[str, str]:
    """`breakdown=category`, in any case, as they are called in the figures; nothing and `total` are no category."""
    if where.strip().lower() in ALL_OF_IT:
        return TOTAL
    name, equals, asked = (part.strip() for part in where.partition("="))
    if not equals:
        raise UsageError(f'"{where}" is not a category of {code}.', _ways_out(values, code))
    breakdown = breakdown_of(values, code, name)
    categories = {each.lower(): each for each in values.breakdowns[code, breakdown]}
    if asked.lower() not in categories:
        raise UsageError(
            f'{code} has no category "{asked}" of {breakdown}.', f"It has {', '.join(categories.values())}."
        )
    return breakdown, categories[asked.lower()]


def breakdown_of(values: Values, code: str, name: str) -> str:
    """A breakdown of an indicator by its name in any case. Raises UsageError that lists them."""
    for own in breakdowns(values, code):
        if own.lower() == name.strip().lower():
            return own
    raise UsageError(f'{code} has no breakdown "{name}".', _ways_out(values, code))


def breakdowns(values: Values, code: str) -> list[str]:
    return [name for own, name in values.breakdowns if own == code]


def _ways_out(values: Values, code: str) -> str:
    return f"Write breakdown=category; {code} has {', '.join(sorted(breakdowns(values, code))) or 'no breakdowns'}."


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Remembered(dict[K, V]):
    """What was worked out for a key, worked out once."""

    def __init__(self, work: Callable[[K], V]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, key: K) -> V:
        found = self[key] = self._work(key)
        return found


class Lookup:
    """The figures of a run, as worksheet functions and the command line ask for them.

    What a spelling means is worked out once, so that a column of formulas costs little more than finding its figures.
    """

    def __init__(self, values: Values) -> None:
        self.values = values
        self._fields: _Remembered[str, str] = _Remembered(field_of)
        self._facts: _Remembered[str, IndicatorFacts | None] = _Remembered(self._find)
        self._periods: _Remembered[tuple[str, Asked], Period] = _Remembered(lambda asked: period_of(values, *asked))
        self._series: _Remembered[tuple[str, str], Mapping[str, IndicatorValue]] = _Remembered(self._gather)
        self._benchmarks: _Remembered[tuple[str, str, Period], Benchmark | None] = _Remembered(
            lambda asked: values.benchmark(*asked)
        )

    def answer(self, code: str, period: Asked = "", field: str = "value", where: str = "") -> Answer:
        """What a field says, or None where there is nothing to say: `reasons.why` has the words for that.

        Percentages are fractions; a figure that may not be shown is "c". A comparator's figure is that of the total.
        Raises UsageError for a period, field or category that cannot be; an unknown code has no figure.
        """
        name, facts = self._fields[field], self._facts[code]
        if facts is None:
            return None
        if name in OF_INDICATOR:
            return OF_INDICATOR[name](facts)
        asked = self._periods[facts.code, period]
        if name not in OF_VALUE:
            return self._compared(facts.code, asked, name, where)
        figure = self._series[facts.code, where].get(asked.label)
        if figure is None:
            return None
        if figure.status is _SUPPRESSED and name not in NOT_OF_ROWS:
            return SUPPRESSED
        return OF_VALUE[name](figure)

    def _compared(self, code: str, asked: Period, name: str, where: str) -> Answer:
        """What stands beside a figure: an earlier one of its own, or that of a comparator."""
        if name in OF_EARLIER:
            return self.answer(code, OF_EARLIER[name](asked), where=where)
        found = self._benchmarks[code, self.comparator(name), asked]
        return found.value if found else None

    def indicator(self, code: str) -> IndicatorFacts | None:
        """An indicator by its code in any case."""
        return self._facts[code]

    def figure(self, code: str, period: Period, where: str = "") -> IndicatorValue | None:
        """The figure behind an answer, of an indicator by its code as it is written in the mappings."""
        return self._series[code, where].get(period.label)

    def period(self, code: str, asked: Asked = "") -> Period:
        """The period that is meant, as `period_of` says it."""
        return self._periods[code, asked]

    def comparator(self, field: str) -> str:
        """Whose figures a field shows; the region is the one that the snapshot was made with."""
        return COMPARATORS.get(field, self.values.run.region)

    def _find(self, code: str) -> IndicatorFacts | None:
        return self.values.indicators.get(code.strip().upper())

    def _gather(self, asked: tuple[str, str]) -> Mapping[str, IndicatorValue]:
        """The figures of an indicator, or of one of its categories, by the label of their period."""
        code, where = asked
        breakdown, category = category_of(self.values, code, where)
        found = ((label, self.values.get(code, label, breakdown, category)) for label in self.values.periods)
        return {label: figure for label, figure in found if figure}
