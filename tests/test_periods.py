"""Periods as people write them and as the scorecard prints them."""

import datetime as dt

import pytest

from scorecard.errors import UsageError
from scorecard.periods import Kind, ending, parse, reported


@pytest.mark.parametrize(
    ("written", "label", "start", "end"),
    [
        ("2016-03", "2016-03", "2016-03-01", "2016-03-31"),
        ("Mar 2016", "2016-03", "2016-03-01", "2016-03-31"),
        ("march 2016", "2016-03", "2016-03-01", "2016-03-31"),
        ("Sept 2015", "2015-09", "2015-09-01", "2015-09-30"),
        ("29/02/2016", "2016-02", "2016-02-01", "2016-02-29"),
        ("2016-02-29", "2016-02", "2016-02-01", "2016-02-29"),
        ("2015/16", "2015-16", "2015-04-01", "2016-03-31"),
        ("2015-16", "2015-16", "2015-04-01", "2016-03-31"),
        ("2015/2016", "2015-16", "2015-04-01", "2016-03-31"),
        ("2015-16 Q4", "2015-16 Q4", "2016-01-01", "2016-03-31"),
        ("Q4 2015/16", "2015-16 Q4", "2016-01-01", "2016-03-31"),
        ("q1 2015/16", "2015-16 Q1", "2015-04-01", "2015-06-30"),
        ("YTD 2016-02", "YTD 2016-02", "2015-04-01", "2016-02-29"),
        ("ytd apr 2015", "YTD 2015-04", "2015-04-01", "2015-04-30"),
        ("R12 2016-03", "R12 2016-03", "2015-04-01", "2016-03-31"),
        ("R12 2016-01", "R12 2016-01", "2015-02-01", "2016-01-31"),
        ("2013-16", "2013-16", "2013-04-01", "2016-03-31"),
        ("2013/16", "2013-16", "2013-04-01", "2016-03-31"),
        ("2011-12", "2011-12", "2011-04-01", "2012-03-31"),
        ("1999-00", "1999-00", "1999-04-01", "2000-03-31"),
    ],
)
def test_a_period_is_read_as_people_write_it(written, label, start, end):
    period = parse(written)
    assert (label, start, end) == (period.label, period.start.isoformat(), period.end.isoformat())


def test_a_date_means_its_month():
    assert parse("2016-03") == parse(dt.date(2016, 3, 9))


@pytest.mark.parametrize("written", ["", "2016", "2016-13", "Q5 2015/16", "2015-17", "last week", "00/00/2016"])
def test_anything_else_is_refused_with_what_to_write(written):
    with pytest.raises(UsageError) as error:
        parse(written)
    assert f'"{written}" is not a period.' == error.value.message
    assert "2016-03" in error.value.way_out


@pytest.mark.parametrize(
    ("label", "previous", "last_year"),
    [
        ("2016-03", "2016-02", "2015-03"),
        ("2016-01", "2015-12", "2015-01"),
        ("2015-16 Q1", "2014-15 Q4", "2014-15 Q1"),
        ("YTD 2016-03", "YTD 2016-02", "YTD 2015-03"),
        ("YTD 2015-04", "YTD 2015-03", "YTD 2014-04"),
        ("2015-16", "2014-15", "2014-15"),
        ("R12 2016-03", "R12 2016-02", "R12 2015-03"),
        ("2013-16", "2012-15", "2012-15"),
    ],
)
def test_each_kind_has_a_period_before_and_one_a_year_ago(label, previous, last_year):
    period = parse(label)
    assert (previous, last_year) == (period.previous.label, period.last_year.label)


def test_every_label_is_read_back_as_the_same_period():
    for period in reported(parse("2016-03"), 3):
        assert period == parse(period.label)


def test_a_run_reports_every_kind_of_period_that_ends_in_its_months():
    periods = reported(parse("2016-02"), 1)
    assert ["2015-04", "YTD 2015-04", "R12 2015-04"] == [period.label for period in periods[:3]]
    assert ["2015-06", "2015-16 Q1", "YTD 2015-06", "R12 2015-06"] == [period.label for period in periods[6:10]]
    assert [] == [period.label for period in periods if period.kind == Kind.FINANCIAL_YEAR]


def test_a_stocks_financial_year_ends_on_the_31st_of_march():
    assert ending(Kind.FINANCIAL_YEAR, dt.date(2016, 3, 1)) == parse("2015-16")
