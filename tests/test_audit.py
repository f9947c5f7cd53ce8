"""Every figure of the demo council, worked out a second time in another way.

On purpose this shares nothing with the engine: no SQL, no mapping, no calendar of the package. It reads the demo's CSV
files, filters the rows of each period one period at a time and counts them, following only the words of the definitions
and of the domain rules. A figure that differs, is missing or is one too many fails the test of its code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

BEGIN, LAST = pd.Timestamp("2014-04-01"), pd.Timestamp("2016-03-31")
BANK_HOLIDAYS = """2013-12-25 2013-12-26 2014-01-01 2014-04-18 2014-04-21 2014-05-05 2014-05-26 2014-08-25 2014-12-25
2014-12-26 2015-01-01 2015-04-03 2015-04-06 2015-05-04 2015-05-25 2015-08-31 2015-12-25 2015-12-28 2016-01-01 2016-03-25
2016-03-28""".split()
NOT_RECORDED = "Not recorded"

CONTACT_OUTCOMES = {
    "NEW_REFERRAL": "New referral",
    "EXISTING_REFERRAL": "Existing referral",
    "CP_ENQUIRY": "Child protection enquiry",
    "EARLY_HELP": "Early help",
    "ADVICE": "Advice and information",
    "NFA": "No further action",
    "MISSING": "Missing",
    "OLA_CP": "Other authority's child protection plan",
    "PRIVATE_FOSTERING": "Private fostering",
    "NON_AGENCY_ADOPTION": "Non-agency adoption",
    "OTHER": "Other",
    "": NOT_RECORDED,
}
REFERRAL_SOURCES = {
    **{code: "Individual" for code in ("1A", "1B", "1C", "1D")},
    **{"2A": "Schools", "2B": "Education services"},
    **{f"3{letter}": "Health services" for letter in "ABCDEF"},
    **{f"5{letter}": "Council services" for letter in "ABCD"},
    **{"4": "Housing", "6": "Police", "7": "Other legal agency", "8": "Other", "9": "Anonymous", "10": "Unknown"},
}
SECTION_47_OUTCOMES = {"ICPC": "ICPC", "Assessment": "Assessment", "NFA": "No further action", "Other": "Other"}
ABUSE = {"EMO": "Emotional", "NEG": "Neglect", "PHY": "Physical", "SAB": "Sexual"}
FIFTEEN_DAYS = {"0-10": 10, "11-15": 15, "16-20": 20, "21+": np.inf}  # each band's last number
ASSESSMENT_DAYS = {"Same day": 0, "1-10": 10, "11-20": 20, "21-30": 30, "31-40": 40, "41-45": 45, "46-50": 50}
ASSESSMENT_DAYS |= {"51-60": 60, "61+": np.inf}
PLAN_MONTHS = {"0-5": 5, "6-11": 11, "12-17": 17, "18-23": 23, "24+": np.inf}
AGES = {"Unborn": -1, "0-3": 3, "4-11": 11, "12-16": 16, "17+": np.inf}


@dataclass
class Recomputed:
    """How a figure is worked out: the rows of a period, those of them that are the numerator, and the breakdowns."""

    rows: Callable[[pd.Timestamp, pd.Timestamp], pd.DataFrame]
    percentage: str = ""  # the column that is true for the rows of the numerator
    breakdowns: dict[str, list[str]] = field(default_factory=dict)  # rows without a category are not of the base
    stock: bool = False
    per_10_000: bool = False


def read(folder, name, *dates, key="", start="", end=""):
    """An extract without its repeated identifiers and without rows that end before they start."""
    table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    for column in dates:
        table[column] = pd.to_datetime(table[column])
    if key:
        table = table.drop_duplicates(key)
    return table[~(table[end] < table[start])].copy() if end else table


def working_days(start, end):
    """The working days in (start, end], row by row; none where a date is missing."""
    ends = pd.Series(end, index=start.index)
    both = start.notna() & ends.notna()
    next_days = [each[both].dt.normalize().values.astype("datetime64[D]") + 1 for each in (start, ends)]
    days = pd.Series(np.nan, index=start.index)
    days[both] = np.busday_count(*next_days, holidays=BANK_HOLIDAYS)
    return days


def banded(numbers, bands):
    """The band of each number; none where there is no number."""
    return pd.cut(numbers, [-np.inf, *bands.values()], labels=list(bands)).astype(object)


def has_earlier(table, day, earlier_day, months, same_day=False):
    """Whether the child has an earlier row, its day at most so many months before."""
    earlier = table.groupby("child_id")[earlier_day].agg(list)
    since = table[day] - pd.DateOffset(months=months)
    return [
        any(first <= other < own or (same_day and other == own) for other in earlier[child])
        for child, first, own in zip(table.child_id, since, table[day], strict=True)
    ]


def recomputations(folder):
    contacts = read(folder, "contacts", "received", "outcome_at", key="contact_id", start="received", end="outcome_at")
    referrals = read(folder, "referrals", "referred", "decided", key="referral_id", start="referred", end="decided")
    assessments = read(folder, "assessments", "started", "authorised", key="assessment_id", start="started", end="authorised")
    strategy = read(folder, "strategy_discussions", "held")
    section47 = read(folder, "section47", "strategy_discussion", "completed", key="section47_id")
    conferences = read(folder, "conferences", "strategy_discussion", "held", key="conference_id")
    plans = read(folder, "cp_plans", "started", "ended", key="plan_id", start="started", end="ended")
    births = read(folder, "children", "date_of_birth").set_index("child_id").date_of_birth

    violence = contacts[contacts.domestic_violence == "Y"]
    contacts = contacts[contacts.domestic_violence != "Y"].copy()
    elapsed = contacts.outcome_at - contacts.received
    contacts["in_24_hours"] = elapsed <= pd.Timedelta(hours=24)
    contacts["in_1_day"] = working_days(contacts.received, contacts.outcome_at) <= 1
    contacts["referred"] = contacts.outcome == "NEW_REFERRAL"
    contacts["advised"] = contacts.outcome.isin(["ADVICE", "NFA"])
    contacts["outcome"] = contacts.outcome.map(CONTACT_OUTCOMES)

    referrals["source"] = referrals.source.map(REFERRAL_SOURCES).fillna(NOT_RECORDED)
    referrals["nfa"] = referrals.nfa == "Y"
    referrals["in_1_day"] = working_days(referrals.referred, referrals.decided) <= 1
    referrals["again"] = has_earlier(referrals, "referred", "referred", 12)
    assessed = referrals[~referrals.nfa].copy()
    assessed["again"] = has_earlier(assessed, "referred", "referred", 12)

    days = working_days(assessments.started, assessments.authorised)
    assessments["duration"], assessments["in_45_days"] = banded(days, ASSESSMENT_DAYS), days <= 45

    days = working_days(section47.strategy_discussion, section47.completed)
    section47["duration"], section47["in_15_days"] = banded(days, FIFTEEN_DAYS), days <= 15
    section47["conference"] = section47.outcome == "ICPC"
    section47["outcome"] = section47.outcome.map(SECTION_47_OUTCOMES)

    initial = conferences[conferences.kind == "ICPC"].copy()
    own = initial.transfer_in != "Y"
    days = working_days(initial.strategy_discussion, initial.held)
    initial["duration"] = banded(days, FIFTEEN_DAYS).fillna(NOT_RECORDED).where(own)
    initial["in_15_days"], initial["planned"] = days <= 15, initial.outcome == "Plan"

    plans["again"] = plans.previous_plans.astype(int) >= 1
    plans["repeat"] = plans.again.map({True: "Repeat plan", False: "First plan"})
    plans["again_in_2_years"] = has_earlier(plans, "started", "ended", 24, same_day=True)
    plans["two_years"] = (plans.ended - plans.started).dt.days >= 729
    plans["category"] = plans.latest_category.map(ABUSE)

    def dated(table, day):
        return lambda start, end: table[table[day].dt.normalize().between(start, end)]

    def still_open(table, end_column):
        return lambda start, end: table[(table.started <= end) & ~(table[end_column] <= end)].copy()

    def late_assessments(start, end):
        rows = still_open(assessments, "authorised")(start, end)
        return rows[working_days(rows.started, end) > 45]

    def on_a_plan(start, end):
        rows = still_open(plans, "ended")(start, end)
        born = rows.child_id.map(births)
        before_birthday = (born.dt.month > end.month) | ((born.dt.month == end.month) & (born.dt.day > end.day))
        rows["age_group"] = banded((end.year - born.dt.year - before_birthday).where(born <= end, -1), AGES)
        # `end` is a month's last day, so every calendar month begun since the start is a completed one
        rows["months"] = (end.year - rows.started.dt.year) * 12 + end.month - rows.started.dt.month
        rows["duration"] = banded(rows.months, PLAN_MONTHS)
        rows["two_years"] = (end - rows.started).dt.days >= 729
        return rows

    def drifting(start, end):
        rows = on_a_plan(start, end)
        return rows[rows.months >= 18]

    received, outcomed = dated(contacts, "received"), dated(contacts, "outcome_at")
    referred, authorised = dated(referrals, "referred"), dated(assessments, "authorised")
    completed, started = dated(section47, "completed"), dated(plans, "started")
    discussed = dated(section47, "strategy_discussion")
    sources = [*dict.fromkeys(REFERRAL_SOURCES.values()), NOT_RECORDED]
    return {
        "CONTACTS": Recomputed(received, breakdowns={"outcome": [*CONTACT_OUTCOMES.values()]}),
        "CONTACTS_DOMESTIC_VIOLENCE": Recomputed(dated(violence, "received")),
        "CONTACT_TIMELINESS": Recomputed(outcomed, "in_24_hours"),
        "CONTACT_TIMELINESS_1WD": Recomputed(outcomed, "in_1_day"),
        "CONTACT_CONVERSION": Recomputed(received, "referred"),
        "CONTACTS_ADVICE_NFA": Recomputed(received, "advised"),
        "REFERRALS": Recomputed(referred, breakdowns={"source": sources}),
        "REFERRALS_RATE": Recomputed(referred, per_10_000=True),
        "REREFERRALS": Recomputed(referred, "again"),
        "REREFERRALS_EXCL_NFA": Recomputed(dated(assessed, "referred"), "again"),
        "REFERRAL_NFA": Recomputed(referred, "nfa"),
        "REFERRAL_TIMELINESS": Recomputed(dated(referrals, "decided"), "in_1_day"),
        "ASSESSMENTS": Recomputed(authorised, breakdowns={"duration": [*ASSESSMENT_DAYS]}),
        "ASSESSMENT_TIMELINESS": Recomputed(authorised, "in_45_days"),
        "ASSESSMENTS_OPEN": Recomputed(still_open(assessments, "authorised"), stock=True),
        "ASSESSMENTS_OPEN_LATE": Recomputed(late_assessments, stock=True),
        "STRATEGY_DISCUSSIONS": Recomputed(dated(strategy, "held")),
        "S47_STARTED": Recomputed(discussed),
        "S47_RATE": Recomputed(discussed, per_10_000=True),
        "S47_COMPLETED": Recomputed(
            completed, breakdowns={"outcome": [*SECTION_47_OUTCOMES.values()], "duration": [*FIFTEEN_DAYS]}
        ),
        "S47_TIMELINESS": Recomputed(completed, "in_15_days"),
        "S47_TO_ICPC": Recomputed(completed, "conference"),
        "ICPC_HELD": Recomputed(dated(initial, "held"), breakdowns={"duration": [*FIFTEEN_DAYS, NOT_RECORDED]}),
        "ICPC_TIMELINESS": Recomputed(dated(initial[own], "held"), "in_15_days"),
        "ICPC_TO_PLAN": Recomputed(dated(initial[own], "held"), "planned"),
        "CP_STARTED": Recomputed(started, breakdowns={"repeat": ["First plan", "Repeat plan"]}),
        "CP_STARTED_RATE": Recomputed(started, per_10_000=True),
        "CP_REPEAT": Recomputed(started, "again"),
        "CP_REPEAT_2Y": Recomputed(started, "again_in_2_years"),
        "CP_PLANS": Recomputed(
            on_a_plan,
            breakdowns={"age_group": [*AGES], "duration": [*PLAN_MONTHS], "category": [*ABUSE.values()]},
            stock=True,
        ),
        "CP_PLANS_RATE": Recomputed(on_a_plan, stock=True, per_10_000=True),
        "CP_PLANS_18M": Recomputed(drifting, stock=True),
        "CP_PLANS_2Y": Recomputed(on_a_plan, "two_years", stock=True),
        "CP_ENDED_2Y": Recomputed(dated(plans, "ended"), "two_years"),
    }
