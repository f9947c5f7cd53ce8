"""Hidden figures that someone typed into a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scorecard.values import IndicatorValue, Key, Status, Unit, Values

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(
    r"(?<![\w.,£/-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<percent>\s?%|\s+per ?cent\b)?(?![\w/]|[.,]\d)"
    rf"|\b(?P<word>{'|'.join(WORDS[1:])})\b",
    re.IGNORECASE,
)


class TypedHidden(NamedTuple):
    """A number of a text that is a hidden figure: where it begins, as it is written, and the figure."""

    start: int
    text: str
    key: Key


def typed_hidden(text: str, before: Values, after: Values, codes: Iterable[str]) -> Iterator[TypedHidden]:
    """The numbers of a text that equal a hidden figure of its page, each with one figure that it equals.

    `before` are all values, `after` those of the audience, `codes` the indicators of the section. Counts are found in
    digits and, to twelve, in words; percentages at the precision that they are written with. Give it the text with its
    tokens rendered from `after`. A date or the name of a form may hold a small number by chance: so show the place.
    """
    wanted = set(codes)
    secrets = [before.figures[key] for key, figure in after.figures.items()
               if key.code in wanted and figure.status == Status.SUPPRESSED and key in before.figures]
    counts = {number: each.key for each in secrets for number in _counts(each, before)}
    percentages = [(each.value * 100, each.key) for each in secrets
                   if each.value is not None and before.indicators[each.code].unit == Unit.PERCENT]
    for found in _NUMBER.finditer(text):
        key = _equal(found, counts, percentages)
        if key:
            yield TypedHidden(found.start(), found[0], key)


def _equal(
    found: re.Match[str], counts: dict[float, Key], percentages: list[tuple[float, Key]]
) -> Key | None:
    if found["word"]:
        return counts.get(WORDS.index(found["word"].lower()))
    digits = found["digits"].replace(",", "")
    if not found["percent"]:
        return counts.get(float(digits))
    half = 0.5 * 10.0 ** -len(digits.partition(".")[2]) + 1e-9
    return next((key for percentage, key in percentages if abs(percentage - float(digits)) <= half), None)


def _counts(figure: IndicatorValue, values: Values) -> Iterator[float]:
    """The numbers of a hidden figure that are no percentages; 0 tells of nobody."""
    own = figure.value if values.indicators[figure.code].unit != Unit.PERCENT else None
    yield from (number for number in (own, figure.numerator) if number)
