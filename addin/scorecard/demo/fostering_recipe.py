"""How many and when in the fostering service: what the rows are made to add up to.

Only the rows are made from these figures; nothing that counts rows knows them.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Span = tuple[dt.date, dt.date]


class Capacity(NamedTuple):
    """The fostering households and their places on a day."""

    households: int
    places: int
    filled: int
    on_hold: int
    vacant: int
    households_on_hold: int


CAPACITY = {
    # The last quarter of 2015/16 is not in the report.
    dt.date(2014, 4, 30): Capacity(143, 232, 121, 66, 45, 31),
    dt.date(2014, 6, 30): Capacity(145, 236, 124, 66, 46, 31),
    dt.date(2014, 9, 30): Capacity(147, 241, 129, 65, 47, 30),
    dt.date(2014, 12, 31): Capacity(150, 246, 133, 66, 47, 31),
    dt.date(2015, 3, 31): Capacity(153, 250, 137, 66, 47, 32),
    dt.date(2015, 6, 30): Capacity(147, 236, 136, 53, 45, 24),
    dt.date(2015, 9, 30): Capacity(151, 258, 152, 64, 42, 27),
    dt.date(2015, 12, 31): Capacity(147, 237, 151, 53, 33, 23),
    dt.date(2016, 3, 31): Capacity(149, 241, 154, 52, 35, 22),
}
"""At the ends of quarters; the months between lie between."""

OLDER_HOUSEHOLDS = 145
"""On the register when the extracts begin."""


class Register(NamedTuple):
    """Households and places that joined and left in a quarter or a year."""

    approved: int
    gained: int
    deregistered: int
    lost: int


REGISTER: dict[Span, Register] = {
    (dt.date(2014, 4, 1), dt.date(2015, 3, 31)): Register(27, 33, 17, 23),
    (dt.date(2015, 4, 1), dt.date(2015, 6, 30)): Register(2, 2, 5, 11),
    (dt.date(2015, 7, 1), dt.date(2015, 9, 30)): Register(6, 8, 2, 5),
    (dt.date(2015, 10, 1), dt.date(2015, 12, 31)): Register(10, 11, 16, 23),
    (dt.date(2016, 1, 1), dt.date(2016, 3, 31)): Register(5, 6, 3, 4),
}
REASONS = {"Retired": 0.42, "Change of circumstances": 0.30, "Adopted or guardian of the child": 0.16,
           "Moved to another service": 0.12}


class Route(NamedTuple):
    """Enquirers who went the same way: when stage one began, and how many days lie between the steps."""

    enquirers: int
    stage_one: Span
    enquired_before: tuple[int, int]
    stage_two_after: tuple[int, int] | None = None
    approved_after: tuple[int, int] | None = None
    active: int = 0


SOON, EARLIER = (15, 29), (80, 110)
IN_TIME = (150, 178)
"""Days from stage one to an approval within six months."""
ROUTES = (
    # Enquiries of 2013/14 that came to something in 2014/15.
    Route(9, (dt.date(2013, 11, 15), dt.date(2014, 2, 28)), SOON, (25, 30), IN_TIME, active=4),
    Route(12, (dt.date(2013, 8, 1), dt.date(2013, 12, 31)), SOON, (60, 85), (250, 330), active=5),
    Route(9, (dt.date(2014, 4, 1), dt.date(2014, 5, 20)), (55, 90)),
    # Enquiries of 2014/15: approved in the year, approved in the next, stage two only, stage one only.
    Route(6, (dt.date(2014, 5, 1), dt.date(2014, 8, 31)), SOON, (60, 75), IN_TIME, active=3),
    Route(9, (dt.date(2014, 9, 15), dt.date(2014, 10, 31)), SOON, (60, 148), (203, 260), active=3),
    Route(3, (dt.date(2015, 1, 10), dt.date(2015, 3, 15)), SOON, (85, 110), IN_TIME, active=1),
    Route(3, (dt.date(2014, 12, 1), dt.date(2015, 2, 28)), SOON, (125, 150), (220, 300)),
    Route(7, (dt.date(2014, 5, 1), dt.date(2014, 11, 30)), SOON, (60, 110)),
    Route(4, (dt.date(2015, 4, 10), dt.date(2015, 6, 15)), EARLIER, (60, 120)),
    Route(32, (dt.date(2014, 5, 1), dt.date(2015, 3, 31)), SOON),
    Route(12, (dt.date(2015, 4, 10), dt.date(2015, 6, 15)), EARLIER),
    # Enquiries of 2015/16.
    Route(24, (dt.date(2015, 5, 1), dt.date(2016, 3, 31)), SOON),
)
ENQUIRIES = {2014: 290, 2015: 211}
"""All enquiries of a year; those on no route came to nothing."""
