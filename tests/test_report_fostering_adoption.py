"""Section 10 of the published report, fostering and adoption, out of the demo council's rows at printed precision.

Figures of the years before the extracts begin come from the table `published`. What differs from the print is listed in
EXCEPTIONS and NOT_FIGURES_OF_ROWS, each with its reason.
"""

import pytest

from scorecard.values import Status

QUARTERS = ("2015-16 Q1", "2015-16 Q2", "2015-16 Q3", "2014-15")
CAPACITY = {
    "FOSTERING_HOUSEHOLDS": (147, 151, 147, 153),
    "FOSTERING_PLACES": (236, 258, 237, 250),
}
CAPACITY_SHARES = {  # count and percentage
    "FOSTERING_FILLED": ((136, 58.1), (152, 58.9), (151, 63.7), (137, 54.8)),
    "FOSTERING_ON_HOLD": ((53, 22.7), (64, 24.8), (53, 22.4), (66, 26.4)),
    "FOSTERING_VACANT": ((45, 19.2), (42, 16.3), (33, 13.9), (47, 18.8)),
    "FOSTERING_HOUSEHOLDS_ON_HOLD": ((24, 16.3), (27, 17.8), (23, 15.7), (32, 20.9)),
}
REGISTER = {
    "FOSTERING_HOUSEHOLDS_APPROVED": (2, 6, 10, 27),
    "FOSTERING_PLACES_GAINED": (2, 8, 11, 33),
    "FOSTERING_HOUSEHOLDS_DEREGISTERED": (5, 2, 16, 17),
    "FOSTERING_PLACES_LOST": (11, 5, 23, 23),
    "FOSTERING_NET_HOUSEHOLDS": (-3, 1, -6, 10),
    "FOSTERING_NET_PLACES": (-9, 3, -12, 10),
}
YEARS = ("2014-15", "2015-16")
ACTIVITY = {
    "FOSTERING_ENQUIRIES": (290, 211),
    "FOSTERING_STAGE_ONE": (69, 40),
    "FOSTERING_STAGE_TWO": (22, 10),
}
APPROVAL_TIMELINESS = (55.6, 20.0)
CONVERSION = {
    "FOSTERING_STAGE_ONE_CONVERSION": (76, 26.2),
    "FOSTERING_STAGE_TWO_CONVERSION": (32, 11.0),
    "FOSTERING_APPROVED_CONVERSION": (21, 7.2),
    "FOSTERING_ACTIVE_CONVERSION": (7, 2.4),
}
ADOPTED = {"2011-12": 28, "2012-13": 40, "2013-14": 52, "2014-15": 70, "2015-16": 54}
DAYS = {
    "ADOPTION_A1": {"2012-13": 821, "2013-14": 610, "2014-15": 525, "2015-16": 467,
                    "2010-13": 884, "2011-14": 733, "2012-15": 625, "2013-16": 542},
    "ADOPTION_A2": {"2012-13": 402, "2013-14": 193, "2014-15": 170, "2015-16": 146,
                    "2010-13": 343, "2011-14": 280, "2012-15": 233, "2013-16": 171},
}
WAITING = {  # count, percentage, decimals
    "2012-13": (63, 46, 0), "2013-14": (124, 73.4, 1), "2014-15": (95, 79, 0), "2015-16": (90, 70, 0),
    "2010-13": (92, 29, 0), "2011-14": (165, 42, 0), "2012-15": (228, 53, 0), "2013-16": (260, 62, 0),
}
BENCHMARKS = {
    ("ADOPTION_A1", "West Midlands", "2015-16"): ("2014-15", 509),
    ("ADOPTION_A1", "West Midlands", "2013-16"): ("2012-15", 590),
    ("ADOPTION_A1", "England", "2013-16"): ("2011-14", 628),
    ("ADOPTION_A2", "West Midlands", "2015-16"): ("2014-15", 213),
    ("ADOPTION_A2", "West Midlands", "2013-16"): ("2012-15", 198),
    ("ADOPTION_A2", "England", "2013-16"): ("2011-14", 217),
    ("ADOPTION_A3", "England", "2013-16"): ("2011-14", 0.51),
}
PUBLISHED = ("2010-13", "2011-12", "2011-14", "2012-13", "2012-15")

EXCEPTIONS = {  # code and period: what comes out instead, and why
    ("FOSTERING_ON_HOLD", "2015-16 Q1"): (22.6, "53 of 234 is 22.65%, printed 22.7%"),
    ("FOSTERING_HOUSEHOLDS_ON_HOLD", "2015-16 Q2"): (17.9, "27 of 151 is 17.88%, printed 17.8%"),
    ("FOSTERING_HOUSEHOLDS_ON_HOLD", "2015-16 Q3"): (15.6, "23 of 147 is 15.65%, printed 15.7%"),
    ("FOSTERING_NET_HOUSEHOLDS", "2015-16 Q2"): (4, "6 approved less 2 deregistered, printed +1 (known error 13)"),
}
NOT_FIGURES_OF_ROWS = {
    "62 places on hold, in the text": "the table has 66, which is the 26.4% that the text gives (known error 12)",
    "A2, target for 2012/15, 121 days": "121 is that of 2013/16; for 2012/15 it was 152 (known error 15)",
    "A3, less than 20, 19, 19 and 18 months": "the counts come out with the Department's months of their time: 20, 18, "
    "16 and 14, and 14 for 2013/16; with the report's, 124, 95 and 90 in the years would be 309 in the three, not 260",
    "A3, W. Mids": "not collected, so there is no row",
    "A1 and A2, 2015/16 and 2013/16 YTD": "the report has the first three quarters, until the fourth is validated: the "
    "children adopted from January 2016 have no date of moving in and of the match yet",
    "net gain of 100 placements over 2016/18": "a target of years to come; it stands in the table of targets",
}


def _value(run, code, period):
    return run.values.get(code, period).value


def _expected(code, period, printed):
    """What comes out: as printed, but for an exception."""
    return EXCEPTIONS.get((code, period), (printed, ""))[0]


@pytest.mark.parametrize(("code", "printed"), [*CAPACITY.items(), *REGISTER.items()])
def test_fostering_counts_come_out_for_each_quarter_and_the_last_year(demo_run, code, printed):
    expected = [_expected(code, period, each) for period, each in zip(QUARTERS, printed, strict=True)]
    assert expected == [_value(demo_run, code, period) for period in QUARTERS]


@pytest.mark.parametrize("code", CAPACITY_SHARES)
def test_fostering_places_come_out_as_counts_with_percentages(demo_run, code):
    for period, (count, share) in zip(QUARTERS, CAPACITY_SHARES[code], strict=True):
        figure = demo_run.values.get(code, period)
        assert (count, _expected(code, period, share)) == (figure.numerator, round(100 * figure.value, 1))


@pytest.mark.parametrize("code", ACTIVITY)
def test_assessment_activity_comes_out_by_events(demo_run, code):
    assert ACTIVITY[code] == tuple(_value(demo_run, code, year) for year in YEARS)


def test_assessments_to_approval_within_six_months_come_out(demo_run):
    shares = (_value(demo_run, "FOSTERING_APPROVAL_TIMELINESS", year) for year in YEARS)
    assert APPROVAL_TIMELINESS == tuple(round(100 * share, 1) for share in shares)


@pytest.mark.parametrize("code", CONVERSION)
def test_conversion_comes_out_by_the_cohort_of_enquiries(demo_run, code):
    figure = demo_run.values.get(code, "2014-15")
    assert (*CONVERSION[code], 290) == (figure.numerator, round(100 * figure.value, 1), figure.denominator)


def test_children_adopted_come_out_for_five_years(demo_run):
    assert ADOPTED == {year: _value(demo_run, "ADOPTED", year) for year in ADOPTED}


@pytest.mark.parametrize("code", DAYS)
def test_average_days_come_out_over_one_and_three_years(demo_run, code):
    assert DAYS[code] == {period: round(_value(demo_run, code, period)) for period in DAYS[code]}


def test_children_waiting_less_than_the_threshold_come_out_with_their_percentages(demo_run):
    actual = {}
    for period, (_, _, decimals) in WAITING.items():
        figure = demo_run.values.get("ADOPTION_A3", period)
        actual[period] = (figure.numerator, round(100 * figure.value, decimals), decimals)
    assert WAITING == actual


def test_the_base_holds_children_who_still_wait(demo_run):
    bases = [demo_run.values.get("ADOPTION_A3", period).denominator for period in ("2014-15", "2013-16")]
    assert [120, 169 + 120 + 128] == bases


def test_children_placed_for_adoption_come_out_at_the_year_end(demo_run):
    assert 31 == _value(demo_run, "PLACED_FOR_ADOPTION", "2015-16")


def test_the_last_two_years_and_three_years_to_2016_come_from_rows(demo_run):
    codes = [*CAPACITY, *CAPACITY_SHARES, *REGISTER, *ACTIVITY, *CONVERSION, "ADOPTED", *DAYS, "ADOPTION_A3"]
    periods = [*YEARS, "2013-16"]
    figures = [demo_run.values.get(code, period) for code in codes for period in periods]
    assert {Status.COMPUTED} == {each.status for each in figures if each}


def test_years_before_the_extracts_come_from_what_was_published(demo_run):
    codes = ["ADOPTED", *DAYS, "ADOPTION_A3"]
    figures = [demo_run.values.get(code, period) for code in codes for period in PUBLISHED]
    assert {Status.PUBLISHED} == {each.status for each in figures if each}


@pytest.mark.parametrize("asked", BENCHMARKS)
def test_a_comparator_is_of_its_own_year_and_as_many_years(demo_run, asked):
    code, comparator, period = asked
    found = demo_run.values.benchmark(code, comparator, demo_run.values.periods[period])
    assert BENCHMARKS[asked] == (found.period, found.value)


THRESHOLDS = {"ADOPTION_A1": (608, 547, 487, 426), "ADOPTION_A2": (213, 182, 152, 121)}


@pytest.mark.parametrize("code", THRESHOLDS)
def test_the_thresholds_are_those_of_their_time(demo_run, code):
    periods = ("2010-13", "2011-14", "2012-15", "2013-16")
    assert THRESHOLDS[code] == tuple(demo_run.values.get(code, period).target for period in periods)
