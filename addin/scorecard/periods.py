"""Reporting periods: months, quarters, years to date, financial years, rolling twelve months, three years.

A financial year runs from 1 April to 31 March (domain rules, "Time").
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from scorecard.errors import UsageError


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR_TO_DATE = "year_to_date"
    FINANCIAL_YEAR = "financial_year"
    ROLLING_YEAR = "rolling_year"
    THREE_YEARS = "three_years"


CENTURIES = range(1900, 2200)
"""Years of periods; a date in another one is a slip."""

MONTH_NAMES = [name.lower() for name in calendar.month_abbr]


@dataclass(frozen=True)
class Period:
    """A span of whole months that figures are given for; `start` and `end` both belong to it."""

    kind: Kind
    start: dt.date
    end: dt.date

    @cached_property
    def label(self) -> str:
        """The period as the scorecard prints it: `2016-03`, `2015-16 Q4`, `YTD 2016-02`, `2015-16`, ..."""
        year = financial_year_of(self.end)
        match self.kind:
            case Kind.MONTH:
                return f"{self.end:%Y-%m}"
            case Kind.QUARTER:
                return f"{_years(year, 1)} Q{(self.end.month - 4) % 12 // 3 + 1}"
            case Kind.YEAR_TO_DATE:
                return f"YTD {self.end:%Y-%m}"
            case Kind.FINANCIAL_YEAR:
                return _years(year, 1)
            case Kind.ROLLING_YEAR:
                return f"R12 {self.end:%Y-%m}"
            case Kind.THREE_YEARS:
                return _years(year - 2, 3)

    @property
    def previous(self) -> Period:
        """The period before: the month before, the quarter before, the year before, the year to date a month ago."""
        step = {Kind.QUARTER: 3, Kind.FINANCIAL_YEAR: 12, Kind.THREE_YEARS: 12}.get(self.kind, 1)
        return ending(self.kind, month_end(self.end, -step))

    @property
    def last_year(self) -> Period:
        """The same period a year earlier."""
        return ending(self.kind, month_end(self.end, -12))

    @property
    def financial_year(self) -> Period:
        """The financial year in which the period ends."""
        return financial_year(financial_year_of(self.end))

    def __contains__(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return self.label


def _years(first: int, count: int) -> str:
    return f"{first}-{(first + count) % 100:02}"


def month_end(day: dt.date, months: int = 0) -> dt.date:
    """The last day of the month that lies so many months after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def financial_year_of(day: dt.date) -> int:
    """The calendar year in which the financial year of a day began."""
    return day.year - (day.month < 4)


def ending(kind: Kind, day: dt.date) -> Period:
    """The period of a kind whose last month is the month of `day`; a quarter or a year must end there."""
    end = month_end(day)
    months = {
        Kind.MONTH: 1,
        Kind.QUARTER: 3,
        Kind.YEAR_TO_DATE: (end.month - 4) % 12 + 1,
        Kind.FINANCIAL_YEAR: 12,
        Kind.ROLLING_YEAR: 12,
        Kind.THREE_YEARS: 36,
    }[kind]
    return Period(kind, month_end(end, -months) + dt.timedelta(days=1), end)


def month(year: int, number: int) -> Period:
    return ending(Kind.MONTH, dt.date(year, number, 1))


def financial_year(first: int) -> Period:
    return ending(Kind.FINANCIAL_YEAR, dt.date(first + 1, 3, 31))


def parse(text: str | dt.date) -> Period:
    """Read a period as people write it: a label, `Mar 2016`, `2015/16`, `Q4 2015/16`, or any date in its month.

    Two-digit endings that follow one or three years after the first are years: `2011-12` is the financial year.
    Raises UsageError for anything else.
    """
    if isinstance(text, dt.date) and text.year in CENTURIES:
        return month(text.year, text.month)
    cleaned = " ".join(str(text).strip().lower().replace("–", "-").split())
    for prefix, kind in (("ytd ", Kind.YEAR_TO_DATE), ("r12 ", Kind.ROLLING_YEAR)):
        if cleaned.startswith(prefix) and (found := _month(cleaned.removeprefix(prefix))):
            return ending(kind, found)
    if quarter := _quarter(cleaned):
        return quarter
    if years := _span(cleaned):
        return years
    if found := _month(cleaned):
        return month(found.year, found.month)
    raise UsageError(
        f'"{text}" is not a period.',
        "Write a month (2016-03, Mar 2016), a quarter (2015-16 Q4), a year (2015-16), YTD 2016-02, R12 2016-03, "
        "three years (2013-16) or a date.",
    )


def _span(text: str) -> Period | None:
    """`2015-16`, `2015/16`, `2015/2016` or three years, `2013-16`."""
    found = re.fullmatch(r"((?:19|20)\d\d)\s*[-/]\s*(?:20)?(\d\d)", text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    match (last - first) % 100:
        case 1:
            return financial_year(first)
        case 3:
            return ending(Kind.THREE_YEARS, dt.date(first + 3, 3, 31))
    return None


def _quarter(text: str) -> Period | None:
    found = re.fullmatch(r"(?:q([1-4])\s+(.+)|(.+)\s+q([1-4]))", text)
    year = _span(found[2] or found[3]) if found else None
    if not found or not year or year.kind != Kind.FINANCIAL_YEAR:
        return None
    return ending(Kind.QUARTER, month_end(year.start, int(found[1] or found[4]) * 3 - 1))


def _month(text: str) -> dt.date | None:
    patterns = (
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})(?:[-/]\d{1,2})?(?:[ t]\d.*)?",
        r"\d{1,2}/(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?:\d{1,2} )?(?P<month>[a-z]{3,9})\.?[ -](?P<year>\d{4})",
    )
    for pattern in patterns:
        if found := re.fullmatch(pattern, text):
            name = found["month"]
            number = int(name) if name.isdigit() else _month_number(name)
            if 1 <= number <= 12 and int(found["year"]) in CENTURIES:
                return dt.date(int(found["year"]), number, 1)
    return None


def _month_number(name: str) -> int:
    full = [each.lower() for each in calendar.month_name]
    return next((n for n in range(1, 13) if name in (full[n], MONTH_NAMES[n]) or (name == "sept" and n == 9)), 0)


def reported(last: Period, years: int) -> list[Period]:
    """Every period that a run computes: those that end in the reporting month or in one of the months before it,
    back to the April that lies `years` financial years back (the current one counts), in order of their ends.
    """
    first = dt.date(financial_year_of(last.end) - years + 1, 4, 1)
    ends = []
    end = last.end
    while end > first:
        ends.append(end)
        end = month_end(end, -1)
    return [period for end in reversed(ends) for period in _ending_in(end)]


def _ending_in(end: dt.date) -> Iterable[Period]:
    yield ending(Kind.MONTH, end)
    if end.month % 3 == 0:
        yield ending(Kind.QUARTER, end)
    yield ending(Kind.YEAR_TO_DATE, end)
    yield ending(Kind.ROLLING_YEAR, end)
    if end.month == 3:
        yield ending(Kind.FINANCIAL_YEAR, end)
        yield ending(Kind.THREE_YEARS, end)
