"""How many children went which way to adoption, and when: what the rows are made to add up to.

Only the rows are made from these figures; nothing that counts rows knows them. The threshold of A3 is 18 months in
2013/14, 16 in 2014/15 and 14 since; the three years 2013/16 are judged by 14.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Span = tuple[dt.date, dt.date]
Days = tuple[int, int]


def span(first: str, last: str) -> Span:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


class Adopted(NamedTuple):
    """Children whose date of moving in is known: how many days they waited for it, and how long adoption took then."""

    year: int
    children: int
    waited: Days
    moved_in: Span
    adopted_after: Days
    decided: Span
    """When the decision may have been made at the earliest and at the latest."""


LONG_AGO, NOT_YET = dt.date(2000, 1, 1), dt.date(2016, 3, 31)
BY_2014, IN_2014 = (LONG_AGO, dt.date(2014, 3, 28)), span("2014-04-01", "2015-03-27")
SOON, LATER = (110, 140), (110, 200)
ADOPTED = (
    # Adopted in 2013/14: 24 of 52 within 18 months, 14 within 14.
    Adopted(2013, 14, (250, 415), span("2012-12-20", "2013-11-10"), SOON, BY_2014),
    Adopted(2013, 10, (434, 540), span("2012-12-20", "2013-11-10"), SOON, BY_2014),
    Adopted(2013, 28, (560, 1100), span("2012-12-20", "2013-11-10"), SOON, BY_2014),
    # Adopted in 2014/15, placed by March 2014: 27 of 40 within 16 months.
    Adopted(2014, 20, (260, 415), span("2013-12-15", "2014-03-25"), LATER, BY_2014),
    Adopted(2014, 7, (434, 480), span("2013-12-15", "2014-03-25"), LATER, BY_2014),
    Adopted(2014, 3, (494, 540), span("2013-12-15", "2014-03-25"), LATER, BY_2014),
    Adopted(2014, 10, (560, 1200), span("2013-12-15", "2014-03-25"), LATER, BY_2014),
    # Adopted in 2014/15, with a decision and not yet placed in March 2014: 15 of 26 within 16 months.
    Adopted(2014, 10, (280, 415), span("2014-04-05", "2014-07-31"), LATER, BY_2014),
    Adopted(2014, 5, (440, 478), span("2014-06-02", "2014-08-20"), SOON, BY_2014),
    Adopted(2014, 5, (560, 600), span("2014-06-02", "2014-07-08"), SOON, BY_2014),
    Adopted(2014, 6, (760, 1200), span("2014-04-05", "2014-08-20"), SOON, BY_2014),
    # Adopted in 2014/15, the decision made in the year.
    Adopted(2014, 4, (300, 400), span("2014-08-01", "2014-10-31"), SOON, IN_2014),
    # Adopted in April to December 2015, with a decision by March 2014; the last is the oldest of the legacy cases.
    Adopted(2015, 9, (382, 418), span("2014-09-15", "2014-12-10"), (205, 300), BY_2014),
    Adopted(2015, 2, (470, 482), span("2014-04-05", "2014-04-20"), (366, 430), BY_2014),
    Adopted(2015, 1, (1200, 1900), span("2015-05-10", "2015-05-20"), (100, 200), BY_2014),
    # Adopted in April to December 2015, the decision made in 2014/15: 11 of 19 within 14 months.
    Adopted(2015, 11, (382, 418), span("2014-12-20", "2015-03-25"), LATER, IN_2014),
    Adopted(2015, 3, (440, 480), span("2015-01-05", "2015-03-25"), LATER, IN_2014),
    Adopted(2015, 5, (485, 525), span("2015-07-20", "2015-09-10"), (100, 110), IN_2014),
)
WAITED = {2013: 610, 2014: 525, 2015: 467}
"""Days from entering care to moving in, on average (A1)."""
ORDER_TO_MATCH = {2013: (40, 193), 2014: (70, 170), 2015: (31, 146)}
"""Children with a placement order, and the days from it to their match, on average (A2)."""
MATCHED_BEFORE_ORDER = 3
"""Children of a year who were matched before the court's authority."""
ADOPTED_BY_FOSTER_CARER = 0.08
"""Of the children adopted in 2013/14, whose episodes of care lie before the extract."""
ADOPTED_BY_CARER = {2014: 6, 2015: 1}
"""Children whom both the register and the episodes of care know."""


class Waiting(NamedTuple):
    """Children who entered care in a span and were decided for adoption so many days later, and what became of them."""

    children: int
    entered: Span
    decided_after: Days
    adopted: Span | None = None
    """Adopted; the dates on the way there are not validated yet, so they are blank."""
    reversed: Span | None = None
    moved_in_after: Days | None = None
    """Placed so many days after entering care, and not adopted yet."""
    decided_from: dt.date = LONG_AGO


IN_2015 = dt.date(2015, 4, 1)
WAITING = (
    # With a decision in March 2014 that was reversed in 2014/15.
    Waiting(34, span("2013-02-15", "2013-11-20"), (95, 125), reversed=span("2014-04-10", "2015-03-20")),
    Waiting(5, span("2012-10-15", "2013-01-20"), (120, 240), reversed=span("2014-04-10", "2015-03-20")),
    # With a decision in 2014/15: adopted in January to March 2016, still waiting, reversed.
    Waiting(15, span("2014-04-10", "2014-11-10"), (100, 135), adopted=span("2016-01-05", "2016-03-31")),
    Waiting(2, span("2014-03-10", "2014-06-20"), (110, 160)),
    Waiting(2, span("2014-04-10", "2014-11-10"), (100, 135), reversed=span("2015-06-10", "2015-12-10")),
    # With a decision in 2015/16: adopted in its last weeks, placed, waiting.
    Waiting(8, span("2015-01-05", "2015-02-20"), (100, 130), adopted=span("2016-02-10", "2016-03-31")),
    Waiting(30, span("2015-01-10", "2015-05-20"), (100, 130), moved_in_after=(230, 310), decided_from=IN_2015),
    Waiting(1, span("2014-11-05", "2014-12-10"), (150, 180), moved_in_after=(440, 470), decided_from=IN_2015),
    Waiting(40, span("2015-02-10", "2015-11-20"), (100, 130), decided_from=IN_2015),
    Waiting(1, span("2014-11-05", "2014-12-10"), (170, 200), decided_from=IN_2015),
)
ORDER_WHEN_WAITING, ORDER_WHEN_MATCHED = 0.08, 0.85
"""Children not adopted yet, or only lately, who have a placement order."""

# Adopters.
FAMILIES = {2013: 14, 2014: 34, 2015: 28}
"""Families who began stage one in a year."""
ASKED_ONLY = {2013: 29, 2014: 62, 2015: 58}
"""Families who enquired in a year and did not apply."""
COUPLES = 0.8
STAGE_ONE_IN_TIME = {2013: 0.55, 2014: 0.60, 2015: 0.71}
STAGE_TWO_IN_TIME = {2013: 0.50, 2014: 0.56, 2015: 0.68}
LEFT_IN_STAGE_ONE, LEFT_IN_STAGE_TWO = 0.22, 0.12
REASONS_LEFT = {"Change of circumstances": 0.5, "Not suitable": 0.2, "Another agency": 0.3}
