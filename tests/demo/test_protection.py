"""Child protection figures, counted from the demo's files by other means than the scorecard's own."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Extracts = dict[str, pd.DataFrame]
During = Callable[[pd.DataFrame, str, str], pd.DataFrame]
WorkingDays = Callable[[pd.Series, pd.Series], pd.Series]

LAST_MARCH, THIS_MARCH = pd.Timestamp("2015-03-31"), pd.Timestamp("2016-03-31")
MONTH_ENDS = pd.date_range("2015-03-31", "2016-03-31", freq="ME")


def percent(share: float) -> str:
    return f"{share * 100:.1f}%"


def open_at(plans: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return plans[(plans.started <= day) & ~(plans.ended <= day)]


def completed_months(start: pd.Timestamp, day: pd.Timestamp) -> int:
    """31 August to 28 February is six months."""
    months = 0
    while start + pd.DateOffset(months=months + 1) <= day:
        months += 1
    return months


def age(born: pd.Timestamp, day: pd.Timestamp) -> int:
    return int(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


@pytest.fixture(scope="module")
def plans(extracts: Extracts) -> pd.DataFrame:
    return extracts["cp_plans"].merge(extracts["children"], on="child_id", validate="many_to_one")


@pytest.fixture(scope="module")
def initial_conferences(extracts: Extracts) -> pd.DataFrame:
    """Without transfers from other councils."""
    table = extracts["conferences"]
    return table[(table.kind == "ICPC") & (table.transfer_in == "N")]


@pytest.mark.parametrize(("year", "expected"), [("2014-15", 2260), ("2015-16", 1799)])
def test_strategy_discussions_fall(extracts: Extracts, during: During, year: str, expected: int) -> None:
    assert len(during(extracts["strategy_discussions"], "held", year)) == expected


@pytest.mark.parametrize(("year", "expected"), [("2014-15", 1452), ("2015-16", 1249)])
def test_section_47_enquiries_fall(extracts: Extracts, during: During, year: str, expected: int) -> None:
    assert len(during(extracts["section47"], "strategy_discussion", year)) == expected


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "70.2%"), ("2015-16", "84.6%")])
def test_section_47_enquiries_take_15_working_days_at_most_more_often(
    extracts: Extracts, during: During, working_days: WorkingDays, year: str, expected: str
) -> None:
    done = during(extracts["section47"], "completed", year)
    days = working_days(done.strategy_discussion, done.completed)
    assert percent((days <= 15).mean()) == expected
    assert (days <= 10).mean() > 0.5


def test_more_section_47_enquiries_end_in_an_assessment_and_fewer_in_no_further_action(
    extracts: Extracts, during: During
) -> None:
    before = during(extracts["section47"], "completed", "2014-15").outcome.value_counts()
    now = during(extracts["section47"], "completed", "2015-16").outcome.value_counts()
    assert now["Assessment"] > before["Assessment"]
    assert now["NFA"] < before["NFA"]
    assert set(now.index) == {"ICPC", "Assessment", "NFA", "Other"}


def test_every_section_47_enquiry_leads_back_to_a_strategy_discussion(extracts: Extracts) -> None:
    discussions, enquiries = extracts["strategy_discussions"], extracts["section47"]
    led_on = discussions[discussions.led_to_section47 == "Y"]
    assert set(zip(enquiries.child_id, enquiries.strategy_discussion, strict=True)) == set(
        zip(led_on.child_id, led_on.held, strict=True)
    )
    assert not discussions.duplicated(["child_id", "held"]).any()


def test_every_initial_conference_follows_a_section_47_enquiry_that_ended_in_one(
    extracts: Extracts, initial_conferences: pd.DataFrame
) -> None:
    table = extracts["section47"]
    enquiries = table[table.outcome == "ICPC"]
    both = initial_conferences.merge(enquiries, on=["child_id", "strategy_discussion"], how="left")
    assert (both.completed <= both.held).all()


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "61.8%"), ("2015-16", "85.2%")])
def test_initial_conferences_follow_in_15_working_days_as_often_as_reported(
    initial_conferences: pd.DataFrame, during: During, working_days: WorkingDays, year: str, expected: str
) -> None:
    held = during(initial_conferences, "held", year)
    assert percent((working_days(held.strategy_discussion, held.held) <= 15).mean()) == expected


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "87.1%"), ("2015-16", "84.6%")])
def test_initial_conferences_lead_to_a_plan_as_often_as_reported(
    initial_conferences: pd.DataFrame, during: During, year: str, expected: str
) -> None:
    assert percent((during(initial_conferences, "held", year).outcome == "Plan").mean()) == expected


def test_transfers_from_other_councils_have_no_strategy_discussion(extracts: Extracts, during: During) -> None:
    table = extracts["conferences"]
    transfers = table[table.transfer_in == "Y"]
    assert transfers.strategy_discussion.isna().all()
    assert all(12 <= len(during(transfers, "held", year)) <= 20 for year in ("2014-15", "2015-16"))


def test_every_new_plan_begins_on_the_day_of_its_conference(extracts: Extracts, plans: pd.DataFrame) -> None:
    table = extracts["conferences"]
    to_plan = table[(table.kind == "ICPC") & (table.outcome == "Plan")]
    begun = plans[plans.started >= "2014-04-01"]
    assert sorted(zip(to_plan.held, to_plan.child_id, strict=True)) == sorted(
        zip(begun.started, begun.child_id, strict=True)
    )


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "97.1%"), ("2015-16", "99.5%")])
def test_review_conferences_are_held_by_their_due_date_as_often_as_reported(
    extracts: Extracts, during: During, year: str, expected: str
) -> None:
    table = extracts["conferences"]
    held = during(table[table.kind == "RCPC"], "held", year)
    assert percent((held.held <= held.due).mean()) == expected


def test_reviews_come_after_three_months_and_then_every_six_nearly_always(
    extracts: Extracts, plans: pd.DataFrame
) -> None:
    table = extracts["conferences"]
    reviews = table[table.kind == "RCPC"].merge(plans[["child_id", "started", "ended"]], on="child_id")
    reviews = reviews[(reviews.held > reviews.started) & ~(reviews.held > reviews.ended)].sort_values("held")
    before = reviews.groupby(["child_id", "started"]).held.shift()
    days = (reviews.held - before.fillna(reviews.started)).dt.days
    assert len(reviews) == (table.kind == "RCPC").sum()
    assert 0.97 < (days <= before.isna().map({True: 91, False: 183})).mean() < 1


@pytest.mark.parametrize(("day", "expected"), [(LAST_MARCH, 697), (THIS_MARCH, 488)])
def test_as_many_children_are_on_a_plan_as_reported(plans: pd.DataFrame, day: pd.Timestamp, expected: int) -> None:
    assert len(open_at(plans, day)) == open_at(plans, day).child_id.nunique() == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LAST_MARCH, {"Unborn": 31, "0 to 3": 210, "4 to 11": 329, "12 to 16": 122, "17+": 5}),
        (THIS_MARCH, {"Unborn": 13, "0 to 3": 148, "4 to 11": 235, "12 to 16": 88, "17+": 4}),
    ],
)
def test_plans_by_age_are_as_reported(plans: pd.DataFrame, day: pd.Timestamp, expected: dict[str, int]) -> None:
    def group(born: pd.Timestamp, due: pd.Timestamp) -> str:
        if pd.isna(born) or born > day:
            assert due > day
            return "Unborn"
        years = age(born, day)
        assert years < 18
        return "0 to 3" if years < 4 else "4 to 11" if years < 12 else "12 to 16" if years < 17 else "17+"

    found = open_at(plans, day)
    groups = pd.Series(map(group, found.date_of_birth, found.expected_date_of_birth))
    assert groups.value_counts().to_dict() == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(LAST_MARCH, [342, 201, 119, 27, 8]), (THIS_MARCH, [229, 127, 77, 25, 30])]
)
def test_plans_by_months_are_as_reported(plans: pd.DataFrame, day: pd.Timestamp, expected: list[int]) -> None:
    found = open_at(plans, day)
    months = found.started.map(lambda start: completed_months(start, day))
    bands = pd.cut(months, [0, 6, 12, 18, 24, 999], right=False)
    assert bands.value_counts(sort=False).to_list() == expected
    assert ((day - found.started).dt.days >= 729).sum() == expected[-1]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LAST_MARCH, {"EMO": 395, "NEG": 225, "PHY": 37, "SAB": 40}),
        (THIS_MARCH, {"EMO": 241, "NEG": 200, "PHY": 21, "SAB": 26}),
    ],
)
def test_plans_by_latest_category_are_as_reported(
    plans: pd.DataFrame, day: pd.Timestamp, expected: dict[str, int]
) -> None:
    found = open_at(plans, day)
    assert found.latest_category.value_counts().to_dict() == expected
    assert (found.latest_category != found.initial_category).any()


@pytest.mark.parametrize(("day", "year", "expected"), [(LAST_MARCH, 2014, "92.9"), (THIS_MARCH, 2015, "64.6")])
def test_plans_per_10_000_children_are_as_reported(
    extracts: Extracts, plans: pd.DataFrame, day: pd.Timestamp, year: int, expected: str
) -> None:
    population = extracts["population"].set_index("year").under_18
    assert f"{len(open_at(plans, day)) / population[year] * 10_000:.1f}" == expected


def test_plans_fall_month_by_month(plans: pd.DataFrame) -> None:
    expected = [697, 678, 664, 648, 630, 612, 595, 577, 558, 541, 522, 501, 488]
    assert [len(open_at(plans, day)) for day in MONTH_ENDS] == expected


def test_new_plans_fall_from_71_in_a_month_to_34(plans: pd.DataFrame, during: During) -> None:
    expected = {"2014-15": 778, "2015-16": 531, "2015-03": 71, "2016-03": 34}
    assert {period: len(during(plans, "started", period)) for period in expected} == expected


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "19.4%"), ("2015-16", "27.3%")])
def test_second_or_subsequent_plans_are_as_many_as_reported(
    plans: pd.DataFrame, during: During, year: str, expected: str
) -> None:
    assert percent((during(plans, "started", year).previous_plans >= 1).mean()) == expected


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "6.0%"), ("2015-16", "10.0%")])
def test_plans_within_two_years_of_another_rise(
    plans: pd.DataFrame, during: During, year: str, expected: str
) -> None:
    begun = during(plans, "started", year)
    pairs = begun.merge(plans[["child_id", "ended"]], on="child_id", suffixes=("", "_before"))
    before = pairs[(pairs.ended_before <= pairs.started)
                   & (pairs.ended_before >= pairs.started - pd.DateOffset(months=24))]
    assert percent(before.plan_id.nunique() / len(begun)) == expected


def test_previous_plans_are_at_least_those_in_the_extract(plans: pd.DataFrame) -> None:
    ordered = plans.sort_values("started")
    assert (ordered.previous_plans >= ordered.groupby("child_id").cumcount()).all()


def test_a_child_has_one_plan_at_a_time(plans: pd.DataFrame) -> None:
    ordered = plans.sort_values(["child_id", "started"])
    assert not (ordered.groupby("child_id").ended.shift() > ordered.started).any()
    assert not (plans.ended <= plans.started).any()


def test_few_plans_that_end_lasted_two_years(plans: pd.DataFrame, during: During) -> None:
    for year in ("2014-15", "2015-16"):
        ended = during(plans, "ended", year)
        assert ((ended.ended - ended.started).dt.days >= 729).mean() < 0.05
