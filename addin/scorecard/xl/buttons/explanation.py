"""How the figure behind a cell came to be, in as many words as a message box has room for."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.periods import Period
from scorecard.showing import explained
from scorecard.store import lookup
from scorecard.values import IndicatorValue, Status, Unit, Values
from scorecard.workbook import wording
from scorecard.workbook.cells import Origin
from scorecard.workbook.plan.figures import Figures

LONGEST = 920
"""Characters that a message box of Excel shows, with room for a first line that names the cell."""
LONGEST_LINE = 60
OF_THEIR_OWN = ("share", "rag", "direction", "change")
"""Fields that no other line has."""
LEFT_OUT = ("Source", "Note", "Issue", "Comparator")
"""What may be missing where there is no room, the first ones first."""


def explanation(held: Values, origin: Origin) -> str:
    """The essentials of a figure, a line each: what it is, its period and value, its definition, extract and mapping.

    Raises UsageError for an indicator that the snapshot does not have.
    """
    facts = lookup.indicator(held, origin.code)
    asked = lookup.period_of(held, facts.code, origin.period)
    figure = figure_of(held, origin, asked)
    lines = [*_shown(origin, figure), *explained(held, facts.code, asked, figure)]
    return _fitted([(name, _said(name, said, facts.unit)) for name, said in lines if said not in ("", None)])


def figure_of(held: Values, origin: Origin, asked: Period) -> IndicatorValue | None:
    """The figure, or the categories added up as the scorecard adds them up; one without rows is 0 there."""
    if not origin.breakdown or len(origin.categories) == 1:
        found = held.get(origin.code, asked.label, origin.breakdown, *origin.categories)
        if found or not origin.breakdown:
            return found
    figures = Figures(held, held.run.region)
    base = figures.base(origin.code, asked, origin.breakdown)
    if not origin.categories:
        status = Status.COMPUTED if base is not None else Status.NOT_AVAILABLE
        return IndicatorValue(origin.code, asked.label, origin.breakdown, "", base, base, base, status)
    amount = figures.part(origin.code, asked, origin.breakdown, origin.categories)
    words = " + ".join(origin.categories)
    return IndicatorValue(
        origin.code, asked.label, origin.breakdown, words, amount.value, base, amount.value, amount.status
    )


def _shown(origin: Origin, figure: IndicatorValue | None) -> Iterator[tuple[str, object]]:
    """What of the figure the cell shows, with what it is where no other line says so."""
    said = lookup.OF_VALUE[origin.field](figure) if figure and origin.field in OF_THEIR_OWN else None
    if isinstance(said, float):
        said = f"{said:+.4g}" if origin.field == "change" else wording.number(said, Unit.PERCENT)
    yield "Shown", ", ".join(filter(None, [origin.field.replace("_", " "), said]))
    if origin.breakdown:
        yield "Category", f"{origin.breakdown}: {' + '.join(origin.categories) or 'all'}"


def _said(name: str, said: object, unit: Unit) -> str:
    """Numbers as the scorecard prints them, beside what they are exactly."""
    if isinstance(said, float):
        return f"{said:,.10g}"
    if name == "Value":
        value, _, status = str(said).partition(" ")
        try:
            return f"{wording.number(float(value), unit)} {status}".strip()
        except ValueError:
            return str(said)
    return str(said)


def _fitted(lines: list[tuple[str, str]]) -> str:
    """As many lines as there is room for; then the longest are cut, and never so short that they say nothing."""
    for name in ("", *LEFT_OUT):
        lines = [line for line in lines if line[0] != name]
        if len(text := _text(lines)) <= LONGEST:
            return text
    while len(text := _text(lines)) > LONGEST:
        longest = max(range(len(lines)), key=lambda number: len(lines[number][1]))
        name, said = lines[longest]
        if len(said) <= LONGEST_LINE:
            break
        cut = max(LONGEST_LINE, len(said) - (len(text) - LONGEST) - 1, len(said) * 2 // 3)
        lines[longest] = (name, said[: cut - 1].rstrip() + "…")
    return text


def _text(lines: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {said}" for name, said in lines)
