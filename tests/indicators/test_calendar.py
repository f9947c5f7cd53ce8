"""Working days against a source of their own, and by hand."""

import datetime as dt

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from scorecard import bank_holidays
from scorecard.indicators.calendar import working_day_numbers

NUMBERS = dict(working_day_numbers(2027))


def elapsed(start, end):
    return NUMBERS[dt.date.fromisoformat(end)] - NUMBERS[dt.date.fromisoformat(start)]


def test_bank_holidays_of_2012_to_2026_agree_with_the_governments_list():
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    expected = {each["date"] for each in listed if 2012 <= each["date"].year <= 2026 and each["date"].weekday() < 5}
    day, actual = dt.date(2012, 1, 1), set()
    while day.year <= 2026:
        if day.weekday() < 5 and NUMBERS[day] == NUMBERS[day - dt.timedelta(days=1)]:
            actual.add(day)
        day += dt.timedelta(days=1)
    assert expected == actual


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2016-03-09", "2016-03-09", 0),  # the same day
        ("2016-03-11", "2016-03-14", 1),  # Friday to Monday
        ("2016-03-12", "2016-03-14", 1),  # Saturday to Monday
        ("2016-03-24", "2016-03-29", 1),  # over Easter: Good Friday and Easter Monday are bank holidays
        ("2020-05-07", "2020-05-11", 1),  # Friday 8 May 2020 instead of Monday 4 May
        ("2022-06-01", "2022-06-06", 1),  # 2 and 3 June 2022
        ("2022-09-16", "2022-09-20", 1),  # 19 September 2022
        ("2023-05-05", "2023-05-09", 1),  # 8 May 2023
    ],
)
def test_elapsed_working_days_are_those_after_the_first_day(start, end, expected):
    assert expected == elapsed(start, end)


def test_the_list_is_what_the_holidays_package_knows():
    assert bank_holidays.worked_out(bank_holidays.LISTED) == bank_holidays.bank_holidays(bank_holidays.LISTED)


def test_years_that_are_not_listed_are_worked_out():
    assert dt.date(2040, 12, 25) in bank_holidays.bank_holidays(range(2034, 2041))
