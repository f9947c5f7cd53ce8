"""What stands in a text: sentences, numbers, periods, and words that say which way something went."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from scorecard.periods import Kind, Period, ending, financial_year, month_end

_MONTHS = "|".join([*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept"])
_YEARS = r"(?:19|20)\d\d\s?[-/–]\s?(?:20)?\d\d"
PERIOD = re.compile(
    rf"\bQ(?P<quarter>[1-4])\s+(?:of\s+)?(?P<of>{_YEARS})|\b(?P<years>{_YEARS})(?:\s+(?:Q|quarter )(?P<after>[1-4]))?"
    rf"|\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTHS})\.?\s+(?P<year>(?:19|20)?\d\d)\b",
    re.IGNORECASE,
)
_OTHER_DATES = re.compile(
    rf"\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:sections?|s\.?|clauses?|paragraphs?|para|parts?|regulations?|articles?|schedules?|chapters?|tables?|charts?"
    r"|stages?|levels?|tiers?|steps?|phases?|quarters?|lists?|pages?|priority|action|recommendations?)"
    r"\s?\d+(?:\.\d+)*(?:\s?(?:and|or|,|to|[-–])\s?\d+(?:\.\d+)*)*",
    re.IGNORECASE,
)
"""Numbers that are names, such as section 47."""
_OF_LIST = re.compile(r"^\s*\d{1,2}[.)](?=\s)", re.MULTILINE)
"""The numbers of a list, each at the beginning of its line."""
_NUMBER = re.compile(
    r"(?<![\w.£/])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<percent>\s?%|\s+per ?cent\b|\s+(?:percentage )?points?\b|\s+pp\b)?(?![\w/])",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:over|above|below|under|at (?:least|most)|(?:more|fewer|less|higher|lower) than|nearly|almost|about|around)"
    r"\s+$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)|\n(?!\s*\n))+[.!?]*")
_CLAUSE = re.compile(r"[;,:–—]\s|\b(?:while|whilst|but|whereas|although|though|and|yet)\b", re.IGNORECASE)


class Span(NamedTuple):
    """A piece of a text and where it stands."""

    start: int
    end: int

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.start <= place < self.end


class Number(NamedTuple):
    """A number as it is written, with the decimals that it is written with."""

    text: str
    start: int
    value: float
    decimals: int
    is_percent: bool
    is_bound: bool = False
    """Whether the text only says that a figure lies above or below it."""

    def stands_for(self, figure: float) -> bool:
        """Whether the figure is this number at the precision that it is written with."""
        return abs(figure - self.value) <= 0.5 * 10.0**-self.decimals + 1e-9


class Mention(NamedTuple):
    """A period in a text; a date with its day is `exact`."""

    text: str
    start: int
    period: Period
    exact: bool


def sentences(text: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in _SENTENCE.finditer(text) if found[0].strip())


def clauses(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for found in _CLAUSE.finditer(text, sentence.start, sentence.end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, sentence.end)


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text that are no dates, years or names."""
    for pattern in (_OF_LIST, PERIOD, _OTHER_DATES, _NAMED):
        text = pattern.sub(lambda found: "\0" * len(found[0]), text)
    for found in _NUMBER.finditer(text):
        digits = found["number"].replace(",", "")
        decimals = len(digits.partition(".")[2])
        is_bound = bool(_BOUND.search(text, 0, found.start()))
        yield Number(found[0], found.start(), float(digits), decimals, found["percent"] is not None, is_bound)


def mentions(text: str) -> Iterator[Mention]:
    """The periods that a text speaks of."""
    for found in PERIOD.finditer(text):
        if period := _period(found):
            yield Mention(found[0], found.start(), period, bool(found["day"]))


def _period(found: re.Match[str]) -> Period | None:
    if found["month"]:
        month = next(n for n in range(1, 13) if calendar.month_abbr[n].lower() == found["month"][:3].lower())
        stated = int(found["year"])
        return ending(Kind.MONTH, dt.date(stated if stated > 99 else 2000 + stated, month, 1))
    text = found["of"] or found["years"]
    first, last = int(text[:4]), int(text[-2:])
    if (last - first) % 100 == 3:
        return ending(Kind.THREE_YEARS, dt.date(first + 3, 3, 31))
    if (last - first) % 100 != 1:
        return None
    year = financial_year(first)
    quarter = found["quarter"] or found["after"]
    return ending(Kind.QUARTER, month_end(year.start, int(quarter) * 3 - 1)) if quarter else year
