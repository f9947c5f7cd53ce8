"""Bank holidays of England and Wales.

They are listed in `bank_holidays.txt`, made with the `holidays` package by `python -m tests.docs`, because loading that
package takes longer than all the rest of the calendar; years that are not listed are worked out by it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

LISTED = range(1990, 2036)
FILE = Path(__file__).with_suffix(".txt")


def bank_holidays(years: range) -> frozenset[dt.date]:
    """All bank holidays of some years, those at weekends included."""
    days = {dt.date.fromisoformat(line) for line in FILE.read_text(encoding="ascii").split()}
    listed = {day for day in days if day.year in years}
    return frozenset(listed | worked_out([year for year in years if year not in LISTED]))


def worked_out(years: list[int] | range) -> set[dt.date]:
    """Bank holidays as the `holidays` package knows them."""
    if not years:
        return set()
    import holidays

    return set(holidays.country_holidays("GB", subdiv="ENG", years=years))
