"""The front door's figures, counted from the demo's files by other means than the scorecard's own."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Extracts = dict[str, pd.DataFrame]
During = Callable[[pd.DataFrame, str, str], pd.DataFrame]
WorkingDays = Callable[[pd.Series, pd.Series], pd.Series]

MONTHS_OF_2015_16 = [f"2015-{month:02}" for month in range(4, 13)] + [f"2016-{month:02}" for month in range(1, 4)]
AS_AT = pd.Timestamp("2016-03-31")


def percent(share: float, decimals: int = 1) -> str:
    return f"{share * 100:.{decimals}f}%"


@pytest.fixture(scope="module")
def contacts(extracts: Extracts) -> pd.DataFrame:
    """Contacts without notifications of domestic violence."""
    table = extracts["contacts"]
    return table[table.domestic_violence == "N"]


@pytest.fixture(scope="module")
def referrals(extracts: Extracts) -> pd.DataFrame:
    return with_earlier_referral(extracts["referrals"])


def with_earlier_referral(referrals: pd.DataFrame) -> pd.DataFrame:
    """Whether the child has an earlier referral dated within the twelve calendar months before."""
    ordered = referrals.sort_values(["child_id", "referred"])
    before = ordered.groupby("child_id").referred.shift()
    return ordered.assign(again=before.notna() & (before >= ordered.referred - pd.DateOffset(years=1)))


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "74.2%"), ("2015-16", "70.5%")])
def test_contacts_have_an_outcome_in_24_hours_as_often_as_reported(
    contacts: pd.DataFrame, during: During, year: str, expected: str
) -> None:
    done = during(contacts, "outcome_at", year)
    assert percent((done.outcome_at - done.received <= pd.Timedelta(hours=24)).mean()) == expected


def test_in_one_working_day_more_contacts_have_an_outcome_than_in_24_hours(
    contacts: pd.DataFrame, during: During, working_days: WorkingDays
) -> None:
    done = during(contacts, "outcome_at", "2015-16")
    assert 0.75 < (working_days(done.received, done.outcome_at) <= 1).mean() < 0.90


def test_contacts_rise_from_15_000_to_17_500_a_year(contacts: pd.DataFrame, during: During) -> None:
    assert len(during(contacts, "received", "2014-15")) == pytest.approx(15_000, abs=100)
    assert len(during(contacts, "received", "2015-16")) == pytest.approx(17_550, abs=100)


def test_notifications_of_domestic_violence_come_on_top(extracts: Extracts, during: During) -> None:
    table = extracts["contacts"]
    notified = table[table.domestic_violence == "Y"]
    assert all(2_400 <= len(during(notified, "received", year)) <= 2_600 for year in ("2014-15", "2015-16"))


@pytest.mark.parametrize("dated", ["received", "outcome_at"])
def test_advice_and_no_further_action_are_the_reported_share_of_contacts(
    contacts: pd.DataFrame, during: During, dated: str
) -> None:
    of_year = during(contacts, dated, "2015-16")
    assert percent(of_year.outcome.isin(["ADVICE", "NFA"]).mean()) == "55.2%"


def test_advice_is_given_more_often_quarter_by_quarter(contacts: pd.DataFrame, during: During) -> None:
    monthly = [(during(contacts, "outcome_at", month).outcome == "ADVICE").mean() for month in MONTHS_OF_2015_16]
    quarters = [sum(monthly[first : first + 3]) / 3 for first in range(0, 12, 3)]
    assert quarters == sorted(quarters)
    assert quarters[3] - quarters[0] > 0.05


def test_fewer_contacts_become_referrals(contacts: pd.DataFrame, during: During) -> None:
    shares = {y: (during(contacts, "received", y).outcome == "NEW_REFERRAL").mean() for y in ("2014-15", "2015-16")}
    assert {year: percent(share, 0) for year, share in shares.items()} == {"2014-15": "27%", "2015-16": "24%"}


def test_only_contacts_of_the_last_days_wait_for_an_outcome(contacts: pd.DataFrame) -> None:
    waiting = contacts[contacts.outcome_at.isna()]
    assert 0 < len(waiting) < 20
    assert waiting.outcome.isna().all()
    assert waiting.received.min() >= AS_AT - pd.Timedelta(days=1)
    assert contacts[contacts.outcome_at.notna()].outcome.notna().all()


def test_contacts_come_at_weekends_too_though_seldom(contacts: pd.DataFrame) -> None:
    assert 0.02 < (contacts.received.dt.day_of_week >= 5).mean() < 0.10


def test_referrals_are_between_4_300_and_4_800_a_year(referrals: pd.DataFrame, during: During) -> None:
    assert all(4_300 <= len(during(referrals, "referred", year)) <= 4_800 for year in ("2014-15", "2015-16"))


def test_a_child_is_not_referred_twice_on_a_day(referrals: pd.DataFrame) -> None:
    assert not referrals.duplicated(["child_id", "referred"]).any()


def test_every_contact_that_became_a_referral_has_one_that_day(extracts: Extracts) -> None:
    contacts, referrals = extracts["contacts"], extracts["referrals"]
    led_on = contacts[contacts.outcome == "NEW_REFERRAL"]
    referred = set(zip(referrals.child_id, referrals.referred, strict=True))
    assert set(zip(led_on.child_id, led_on.outcome_at.dt.normalize(), strict=True)) <= referred


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "24%"), ("2015-16", "29%")])
def test_rereferrals_are_as_many_as_reported(
    referrals: pd.DataFrame, during: During, year: str, expected: str
) -> None:
    assert percent(during(referrals, "referred", year).again.mean(), 0) == expected


def test_rereferrals_are_as_many_when_those_without_further_action_are_left_out(
    referrals: pd.DataFrame, during: During
) -> None:
    taken_up = with_earlier_referral(referrals[referrals.nfa == "N"])
    assert percent(during(taken_up, "referred", "2015-16").again.mean(), 0) == "29%"
    assert 0.22 < during(taken_up, "referred", "2014-15").again.mean() < 0.26


def test_rereferrals_of_the_year_to_date_rise_every_month(referrals: pd.DataFrame, during: During) -> None:
    monthly = [during(referrals, "referred", month).again for month in MONTHS_OF_2015_16]
    to_date = [pd.concat(monthly[: place + 1]).mean() for place in range(12)]
    assert to_date == sorted(to_date)
    assert percent(to_date[0], 0) == "24%"


def test_referrals_without_further_action_are_about_a_tenth(referrals: pd.DataFrame, during: During) -> None:
    for year in ("2014-15", "2015-16"):
        assert 0.09 <= (during(referrals, "referred", year).nfa == "Y").mean() <= 0.12


def test_most_referrals_are_decided_in_one_working_day(
    referrals: pd.DataFrame, during: During, working_days: WorkingDays
) -> None:
    decided = during(referrals, "decided", "2015-16")
    assert (working_days(decided.referred, decided.decided) <= 1).mean() == pytest.approx(0.885, abs=0.01)


@pytest.mark.parametrize(("year", "expected"), [("2014-15", "79.3%"), ("2015-16", "88.0%")])
def test_assessments_take_45_working_days_at_most_as_often_as_reported(
    extracts: Extracts, during: During, working_days: WorkingDays, year: str, expected: str
) -> None:
    done = during(extracts["assessments"], "authorised", year)
    assert percent((working_days(done.started, done.authorised) <= 45).mean()) == expected


def test_the_majority_of_assessments_take_11_to_28_days(
    extracts: Extracts, during: During, working_days: WorkingDays
) -> None:
    done = during(extracts["assessments"], "authorised", "2015-16")
    assert working_days(done.started, done.authorised).between(11, 28).mean() > 0.5


def test_some_assessments_are_open_and_late_at_the_end(extracts: Extracts, working_days: WorkingDays) -> None:
    table = extracts["assessments"]
    still_open = table[table.authorised.isna()]
    late = working_days(still_open.started, pd.Series(AS_AT, still_open.index)) > 45
    assert 40 < late.sum() <= 50
