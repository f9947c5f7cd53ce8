"""What a reader of a figure wants to know of its indicator: definition in words, extracts, query, version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from scorecard.definitions.indicator import Indicator, Measure
from scorecard.definitions.library import Definitions
from scorecard.indicators.queries import queries
from scorecard.values import IndicatorFacts

NOTHING_UNAVAILABLE: Mapping[str, str] = {}


def facts(
    indicator: Indicator, definitions: Definitions, unavailable: Mapping[str, str] = NOTHING_UNAVAILABLE
) -> IndicatorFacts:
    """An indicator in words, with where it is defined and a version that changes when its counting changes."""
    numerator, denominator = _in_words(indicator)
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
        extract=", ".join(_extracts(indicator, definitions)),
        file=indicator.file,
        line=indicator.line(),
        version=_version(indicator, definitions),
        unavailable=unavailable.get(indicator.code, ""),
    )


def _extracts(indicator: Indicator, definitions: Definitions) -> list[str]:
    """The extracts that a figure comes from, those behind the indicators that it is worked out from included."""
    counted = definitions.counted.get(indicator.code)
    if counted:
        return [definitions.extract_of(counted.relation)]
    behind = [definitions.indicators[name] for name in (indicator.numerator, indicator.denominator) if name]
    names = [name for each in behind for name in _extracts(each, definitions)]
    names += ["population"] if indicator.measure == Measure.RATE else []
    return list(dict.fromkeys(names))


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


def query_of(indicator: Indicator, definitions: Definitions) -> str:
    """The SQL that counts an indicator alone, or those of the indicators that it is worked out from."""
    counted = definitions.counted.get(indicator.code)
    if counted:
        return ";\n".join(each.sql for each in queries(definitions, [counted]))
    behind = [definitions.indicators[name] for name in (indicator.numerator, indicator.denominator) if name]
    return ";\n".join(query_of(each, definitions) for each in behind)
