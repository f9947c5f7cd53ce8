"""Working days of the demo: Monday to Friday less bank holidays."""

from __future__ import annotations

import datetime as dt

import pytest

from scorecard.demo.working_days import WorkingDays


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2015-06-05", "2015-06-05", 0),
        ("2015-06-05", "2015-06-08", 1),
        ("2015-06-06", "2015-06-08", 1),
        ("2015-04-02", "2015-04-07", 1),
        ("2016-03-24", "2016-03-29", 1),
        ("2015-12-24", "2016-01-04", 4),
    ],
)
def test_elapsed_working_days_leave_out_the_first_day_and_bank_holidays(start: str, end: str, expected: int) -> None:
    calendar = WorkingDays()
    assert calendar.elapsed(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == expected


def test_so_many_working_days_later_as_many_have_elapsed() -> None:
    calendar = WorkingDays()
    start = dt.date(2015, 12, 1)
    assert calendar.after(start, 20) == dt.date(2015, 12, 31)
    assert calendar.elapsed(start, calendar.after(start, 20)) == 20
    assert calendar.after(calendar.after(start, 20), -20) == start


def test_a_day_off_gives_way_to_the_working_day_before() -> None:
    calendar = WorkingDays()
    assert calendar.on_or_before(dt.date(2016, 3, 28)) == dt.date(2016, 3, 24)
    assert dt.date(2016, 3, 25) not in calendar
