"""Live figures in a text: a code, then in any order `|breakdown=category`, `@period` and `:field`, as in
`{{CP_PLANS|category=Neglect@2015-03:share}}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from scorecard.commentary.page import PageFigures
from scorecard.errors import UsageError
from scorecard.periods import Kind, Period, parse
from scorecard.store import lookup
from scorecard.values import Direction, IndicatorFacts, IndicatorValue, Unit
from scorecard.workbook import look, wording
from scorecard.workbook.plan.figures import latest
from scorecard.workbook.series import BASIS_WORDS

_BRACES = re.compile(r"\{\{([^{}]*)\}\}")
"""Two braces that are not closed take nothing with them: what follows is text."""
_PART = re.compile(r"([|@:])([^|@:]*)")
AS_WRITTEN = "="
"""What a text begins with that its author vouches for: `{{=250}}`."""
GAP = look.GAP

FIELDS = (
    "value", "share", "numerator", "denominator", "target", "rag", "direction", "direction_last_year", "change",
    "change_last_year", "previous", "last_year", "england", "region", "neighbours", "title", "period",
    "since year ago", "since previous", "against target",
)  # fmt: skip
WORDS = {Direction.NONE: ""} | {each: each.value for each in Direction if each}
OWN_VALUE = ("previous", "last_year")


@dataclass(frozen=True)
class Token:
    """What stands between two pairs of braces, and where."""

    text: str
    start: int
    end: int
    code: str = ""
    where: str = ""
    period: str = ""
    field: str = "value"

    @property
    def is_as_written(self) -> bool:
        return self.text.startswith(AS_WRITTEN)


@dataclass(frozen=True)
class Said:
    """A token in words, with the indicator and the figure that it is about; `lacks` says what there is not."""

    words: str
    facts: IndicatorFacts | None = None
    figure: IndicatorValue | None = None
    lacks: str = ""


def tokens(text: str) -> Iterator[Token]:
    for found in _BRACES.finditer(text):
        inside = " ".join(found[1].split())
        head = re.match(r"[^|@:]*", inside)
        parts = dict(_PART.findall(inside))
        yield Token(
            inside, found.start(), found.end(), head[0].strip().upper() if head else "", parts.get("|", "").strip(),
            parts.get("@", "").strip(), parts.get(":", "").strip().lower() or "value",
        )


def say(token: Token, page: PageFigures) -> Said:
    """A token in words. Raises UsageError for what there is not, with what was probably meant."""
    if token.is_as_written:
        return Said(token.text.removeprefix(AS_WRITTEN).strip())
    field = _field(token.field)
    values = page.figures.values
    facts = lookup.indicator(values, token.code)
    breakdown, category = lookup.category_of(values, facts.code, token.where)
    period = _period(token, facts.code, breakdown, page)
    figure = values.get(facts.code, period.label, breakdown, category)
    if field in ("title", "period"):
        return Said(facts.title if field == "title" else wording.short(period), facts, figure)
    if field in OWN_VALUE:
        before = period.previous if field == "previous" else period.last_year
        figure, field, period = values.get(facts.code, before.label, breakdown, category), "value", before
    if field in lookup.COMPARATORS or field == "region":
        name = lookup.COMPARATORS.get(field, page.figures.region)
        benchmark = page.figures.benchmark(facts.code, name, period)
        words = wording.number(benchmark.value, facts.unit) if benchmark else ""
    else:
        words = _words(field, figure, facts) if figure else ""
    if words:
        return Said(words, facts, figure)
    status = figure.status.value if figure else "no figure"
    missing = str(wording.MISSING.get(figure.status, "—")) if figure else "—"
    return Said(missing, facts, figure, f"{status} for {period.label}" if field == "value" else f"no {field}")


def _field(asked: str) -> str:
    name = asked if asked in FIELDS else asked.replace(" ", "_")
    if name not in FIELDS:
        near = get_close_matches(name, FIELDS, 1)
        raise UsageError(f'There is no field "{asked}".', f'"{near[0]}" (did you mean that?)' if near else
                         "one of " + ", ".join(FIELDS))
    return name


def _period(token: Token, code: str, breakdown: str, page: PageFigures) -> Period:
    """The period that a token names, or the one in which the page shows the figure."""
    if not token.period:
        return page.period(code, breakdown)
    run = page.figures.values.run.period
    for kind in Kind:
        if token.period.lower().replace("_", " ") in (kind.value.replace("_", " "), BASIS_WORDS[kind]):
            return latest(kind, run)
    return parse(token.period)


def _words(field: str, figure: IndicatorValue, facts: IndicatorFacts) -> str:
    """A field of a figure in words; empty where it has none."""
    match field:
        case "value":
            return "" if figure.value is None else wording.number(figure.value, facts.unit)
        case "share":
            return "" if figure.share is None else wording.number(figure.share, Unit.PERCENT)
        case "numerator" | "denominator":
            number = getattr(figure, field)
            return "" if number is None else wording.number(number, Unit.NUMBER)
        case "target":
            return _target(figure, facts.unit)
        case "rag":
            return wording.RAG_WORDS[figure.rag].lower() if figure.rag else ""
        case "direction":
            return WORDS[figure.direction]
        case "direction_last_year":
            return WORDS[figure.direction_last_year]
        case "change":
            return _signed(figure.change, facts.unit)
        case "change_last_year":
            return _signed(figure.change_last_year, facts.unit)
        case "since year ago":
            return wording.change(figure.change_last_year, facts.unit, "a year ago")
        case "since previous":
            return wording.change(figure.change, facts.unit, "the period before")
    return wording.against_target(figure, facts.unit, facts.polarity)


def _target(figure: IndicatorValue, unit: Unit) -> str:
    if figure.target is None:
        return ""
    ends = [figure.target] if figure.target_to is None else [figure.target, figure.target_to]
    return " to ".join(wording.target_number(end, unit) for end in ends)


def _signed(change: float | None, unit: Unit) -> str:
    """A change with its sign: `+7.1 points`, `−209`."""
    if change is None:
        return ""
    sign = "+" if change > 0 else "−" if change < 0 else ""
    if unit == Unit.PERCENT:
        return f"{sign}{abs(change) * 100:,.1f} points"
    return sign + wording.number(abs(change), unit)
