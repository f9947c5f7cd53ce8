"""Working days: Monday to Friday less the bank holidays of England and Wales."""

from __future__ import annotations

import datetime as dt

from scorecard.bank_holidays import bank_holidays

FIRST_YEAR = 1990
"""Dates before it have no working-day number, and so no elapsed working days."""


def working_day_numbers(last_year: int) -> list[tuple[dt.date, int]]:
    """Every day from 1990 with how many working days there were up to it, itself included.

    Elapsed working days from one day to another are the difference of their numbers: the working days in (start, end].
    """
    closed = bank_holidays(range(FIRST_YEAR, last_year + 1))
    day, number, numbered = dt.date(FIRST_YEAR, 1, 1), 0, []
    while day.year <= last_year:
        number += day.weekday() < 5 and day not in closed
        numbered.append((day, number))
        day += dt.timedelta(days=1)
    return numbered
