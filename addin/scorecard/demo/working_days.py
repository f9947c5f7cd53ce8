"""Working days: Monday to Friday less the bank holidays of England."""

from __future__ import annotations

import datetime as dt

from scorecard.bank_holidays import bank_holidays
from scorecard.periods import Period

FIRST, LAST = dt.date(2012, 1, 1), dt.date(2016, 12, 31)


class WorkingDays:
    """The working days of the demo's years by number, so that counting them is a subtraction."""

    def __init__(self) -> None:
        closed = bank_holidays(range(FIRST.year, LAST.year + 1))
        self._days: list[dt.date] = []
        self._passed: dict[dt.date, int] = {}
        for place in range((LAST - FIRST).days + 1):
            day = FIRST + dt.timedelta(place)
            if day.weekday() < 5 and day not in closed:
                self._days.append(day)
            self._passed[day] = len(self._days)

    def __contains__(self, day: dt.date) -> bool:
        return self._days[self._passed[day] - 1] == day

    def elapsed(self, start: dt.date, end: dt.date) -> int:
        """Working days in (start, end]: the same day is 0, Friday to Monday is 1."""
        return self._passed[end] - self._passed[start]

    def after(self, day: dt.date, count: int) -> dt.date:
        """The day on which so many working days have elapsed; a negative count looks back."""
        return self._days[self._passed[day] + count - 1]

    def on_or_before(self, day: dt.date) -> dt.date:
        return self._days[self._passed[day] - 1]

    def of(self, period: Period) -> list[dt.date]:
        return self.within(period.start, period.end)

    def within(self, start: dt.date, end: dt.date) -> list[dt.date]:
        """The working days from `start` to `end`, both included."""
        return self._days[self._passed[start - dt.timedelta(1)] : self._passed[end]]
