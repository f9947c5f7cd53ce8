"""Answers of more than one cell: a series of periods, the categories of a breakdown, the list of indicators."""

from __future__ import annotations

from scorecard.errors import UsageError
from scorecard.periods import Period
from scorecard.store.lookup import Asked, Lookup, breakdown_of, breakdowns
from scorecard.xl.answers.arguments import Rows, shown

TABLE_HEADS = ["Category", "Value", "Share"]
LIST_HEADS = ["Code", "Title", "Section", "Unit", "Latest period", "Breakdowns"]


def series(lookup: Lookup, code: str, start: Asked, until: Asked, field: str, where: str) -> Rows:
    """Period and figure, oldest first, of the kind of period that `start` has, else `until`.

    Without a start the first figure begins it. A period without a figure stays in its place as #N/A. An unknown code,
    or no period at all, has no rows.
    """
    facts = lookup.indicator(code)
    if facts is None:
        return []
    last = lookup.period(facts.code, until)
    first = lookup.period(facts.code, start) if start else None
    found = [(span, lookup.answer(code, span, field, where)) for span in _spans(lookup, first, last)]
    begins = 0 if first else next((place for place, (_, answer) in enumerate(found) if answer is not None), len(found))
    return [[span.label, shown(answer)] for span, answer in found[begins:]]


def _spans(lookup: Lookup, first: Period | None, last: Period) -> list[Period]:
    kind = first.kind if first else last.kind
    known = [span for span in lookup.values.periods.values() if span.kind == kind and span.end <= last.end]
    return sorted((span for span in known if not first or span.end >= first.end), key=lambda span: span.end)


def table(lookup: Lookup, code: str, breakdown: str, period: Asked) -> Rows:
    """The categories of a breakdown with value and share, under heads. No rows where none has a figure.

    Raises UsageError for a breakdown that the indicator does not have.
    """
    facts = lookup.indicator(code)
    if facts is None:
        return []
    own = breakdown_of(lookup.values, facts.code, breakdown)
    span = lookup.period(facts.code, period)
    places = [(each, f"{own}={each}") for each in lookup.values.breakdowns[facts.code, own]]
    if not any(lookup.figure(facts.code, span, place) for _, place in places):
        return []
    answers = [[each, *(shown(lookup.answer(code, span, name, place)) for name in ("value", "share"))]
               for each, place in places]  # fmt: skip
    return [TABLE_HEADS, *answers]


def listing(lookup: Lookup, section: str) -> Rows:
    """The indicators, or those of a section, with their units, latest periods and breakdowns, under heads."""
    wanted = section.lower().replace(" ", "_")
    known = lookup.values.indicators.values()
    if wanted and wanted not in {each.section for each in known}:
        raise UsageError(f'There is no section "{section}".', "KPI_LIST() lists every indicator with its section.")
    return [
        LIST_HEADS,
        *(
            [
                each.code,
                each.title,
                each.section,
                each.unit.value,
                lookup.period(each.code).label,
                ", ".join(breakdowns(lookup.values, each.code)),
            ]
            for each in known
            if wanted in ("", each.section)
        ),
    ]
