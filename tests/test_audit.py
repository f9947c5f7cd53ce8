"""Every figure of the demo council, worked out a second time in another way.

The doubling is on purpose: no SQL, mapping, period or calendar of the engine is used, only the CSV files and the words
of the definitions. A figure that differs, is missing or is one too many fails the test of its code.
"""

from __future__ import annotations

import functools
import itertools

import numpy as np
import pandas as pd
import pytest

BEGIN = pd.Timestamp("2014-04-01")
MONTH_ENDS = pd.date_range(BEGIN, "2016-03-31", freq="ME")
BANK_HOLIDAYS = """2013-12-25 2013-12-26 2014-01-01 2014-04-18 2014-04-21 2014-05-05 2014-05-26 2014-08-25 2014-12-25
    2014-12-26 2015-01-01 2015-04-03 2015-04-06 2015-05-04 2015-05-25 2015-08-31 2015-12-25 2015-12-28 2016-01-01
    2016-03-25 2016-03-28"""
NOT_RECORDED = "Not recorded"
CONTACT_OUTCOMES = {
    "NEW_REFERRAL": "New referral", "EXISTING_REFERRAL": "Existing referral", "CP_ENQUIRY": "Child protection enquiry",
    "EARLY_HELP": "Early help", "ADVICE": "Advice and information", "NFA": "No further action", "MISSING": "Missing",
    "OLA_CP": "Other authority's child protection plan", "PRIVATE_FOSTERING": "Private fostering",
    "NON_AGENCY_ADOPTION": "Non-agency adoption", "OTHER": "Other", "": NOT_RECORDED}
SOURCES = {
    "1": "Individual", "2A": "Schools", "2B": "Education services", "3": "Health services", "4": "Housing",
    "5": "Council services", "6": "Police", "7": "Other legal agency", "8": "Other", "9": "Anonymous", "10": "Unknown"}
ENQUIRY_OUTCOMES = {"ICPC": "ICPC", "Assessment": "Assessment", "NFA": "No further action", "Other": "Other"}
ABUSE = {"EMO": "Emotional", "NEG": "Neglect", "PHY": "Physical", "SAB": "Sexual"}
KINDS, RATINGS = {"ICPC": "Initial", "RCPC": "Review"}, ["Red", "Amber", "Green"]
REPEAT = {False: "First plan", True: "Repeat plan"}
ASSESSMENT_DAYS = {"Same day": 0, "1-10": 10, "11-20": 20, "21-30": 30, "31-40": 40, "41-45": 45, "46-50": 50,
                   "51-60": 60, "61+": np.inf}
ENQUIRY_DAYS = {"0-10": 10, "11-15": 15, "16-20": 20, "21+": np.inf}
PLAN_MONTHS = {"0-5": 5, "6-11": 11, "12-17": 17, "18-23": 23, "24+": np.inf}  # bands, each with its last number
AGES = {"Unborn": -1, "0-3": 3, "4-11": 11, "12-16": 16, "17+": np.inf}

REFERRED = ["child_id", "referred"]

ALL, OPEN = "", ""
FIGURES = {  # (table, day that puts a row into a period): the codes, each with the column that is true in its numerator
    ("contacts", "received"): {"CONTACTS": ALL, "CONTACT_CONVERSION": "referred", "CONTACTS_ADVICE_NFA": "advised"},
    ("contacts", "outcome_at"): {"CONTACT_TIMELINESS": "in_24_hours", "CONTACT_TIMELINESS_1WD": "in_1_day"},
    ("domestic_violence", "received"): {"CONTACTS_DOMESTIC_VIOLENCE": ALL},
    ("referrals", "referred"): {"REFERRALS": ALL, "REFERRALS_RATE": ALL, "REREFERRALS": "again", "REFERRAL_NFA": "nfa"},
    ("referrals", "decided"): {"REFERRAL_TIMELINESS": "in_1_day"},
    ("referrals_without_nfa", "referred"): {"REREFERRALS_EXCL_NFA": "again"},
    ("assessments", "ended"): {"ASSESSMENTS": ALL, "ASSESSMENT_TIMELINESS": "in_45_days"},
    ("assessments_after_referral", "ended"): {"ASSESSMENT_TIMELINESS_FROM_REFERRAL": "in_45_days"},
    ("assessments", OPEN): {"ASSESSMENTS_OPEN": ALL, "ASSESSMENTS_OPEN_LATE": "late"},
    ("strategy_discussions", "held"): {"STRATEGY_DISCUSSIONS": ALL},
    ("section47", "strategy_discussion"): {"S47_STARTED": ALL, "S47_RATE": ALL},
    ("section47", "completed"): {"S47_COMPLETED": ALL, "S47_TIMELINESS": "in_15_days", "S47_TO_ICPC": "to_conference"},
    ("initial_conferences", "held"): {"ICPC_HELD": ALL},
    ("own_conferences", "held"): {"ICPC_TIMELINESS": "in_15_days", "ICPC_TO_PLAN": "to_plan"},
    ("reviews", "held"): {"RCPC_TIMELINESS": "in_time"},
    ("rated_conferences", "held"): {"CONFERENCE_RAG": ALL},
    ("conferences_of_four_and_over", "held"): {"CONFERENCE_PARTICIPATION": "took_part"},
    ("plans_of_91_days", OPEN): {"CP_REVIEWED_IN_TIME": "in_time"},
    ("plans_of_3_months", OPEN): {"CP_REVIEWED_IN_TIME_MONTHS": "in_time"},
    ("cp_plans", "started"): {"CP_STARTED": ALL, "CP_STARTED_RATE": ALL, "CP_REPEAT": "again", "CP_REPEAT_2Y": "soon"},
    ("cp_plans", "ended"): {"CP_ENDED_2Y": "over_2y"},
    ("cp_plans", OPEN): {"CP_PLANS": ALL, "CP_PLANS_RATE": ALL, "CP_PLANS_18M": "over_18m", "CP_PLANS_2Y": "over_2y"},
}
WHERE = {code: (*where, numerator) for where, codes in FIGURES.items() for code, numerator in codes.items()}
COUNTS = ["ASSESSMENTS_OPEN_LATE", "CP_PLANS_18M"]  # the numerator is the value; the others with one are percentages
LOW_IS_GOOD = ["REREFERRALS", "REREFERRALS_EXCL_NFA", "CP_REPEAT", "CP_PLANS_2Y", "CP_ENDED_2Y", *COUNTS]
BREAKDOWNS = {  # a row without a category is not of the breakdown's base
    "CONTACTS": {"outcome": CONTACT_OUTCOMES.values()},
    "REFERRALS": {"source": [*SOURCES.values(), NOT_RECORDED]},
    "ASSESSMENTS": {"duration": ASSESSMENT_DAYS},
    "S47_COMPLETED": {"outcome": ENQUIRY_OUTCOMES.values(), "duration": ENQUIRY_DAYS},
    "ICPC_HELD": {"duration": ENQUIRY_DAYS},
    "CONFERENCE_PARTICIPATION": {"kind": KINDS.values()},
    "CONFERENCE_RAG": {"kind": KINDS.values()} | dict.fromkeys(["rating", "rating_initial", "rating_review"], RATINGS),
    "CP_STARTED": {"repeat": REPEAT.values()},
    "CP_PLANS": {"age_group": AGES, "duration": PLAN_MONTHS, "category": ABUSE.values()},
}


def read(folder, name, *days):
    """An extract without the later rows of an identifier and without the rows that end before they start."""
    table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table = table if name == "strategy_discussions" else table.drop_duplicates(table.columns[0])
    table = table.assign(**{day: pd.to_datetime(table[day]) for day in days})
    return table[~(table[days[-1]] < table[days[0]])].copy()


def working_days(start, end):
    """The working days in (start, end], row by row; none where a date is missing."""
    both = start.notna() & end.notna()
    after = [day[both].to_numpy().astype("datetime64[D]") + 1 for day in (start, end)]
    return pd.Series(np.busday_count(*after, holidays=BANK_HOLIDAYS.split()), start.index[both]).reindex(start.index)


def banded(numbers, bands):
    return pd.cut(numbers, [-np.inf, *bands.values()], labels=list(bands)).astype(object)


def has_earlier(table, day, earlier_day, months):
    """Whether the child has an earlier row, dated at most so many months before."""
    days = table.groupby("child_id")[earlier_day].agg(list)
    rows = zip(table.child_id, table[day] - pd.DateOffset(months=months), table[day], strict=True)
    return [any(first <= earlier < own for earlier in days[child]) for child, first, own in rows]


@functools.cache
def read_tables(folder):
    """The extracts, with the columns that the figures need."""
    contacts = read(folder, "contacts", "received", "outcome_at")
    contacts["in_24_hours"] = contacts.outcome_at - contacts.received <= pd.Timedelta(hours=24)
    contacts = contacts.assign(**{time: contacts[time].dt.normalize() for time in ("received", "outcome_at")})
    contacts["in_1_day"] = working_days(contacts.received, contacts.outcome_at) <= 1
    advised, violence = contacts.outcome.isin(["ADVICE", "NFA"]), contacts.domestic_violence == "Y"
    contacts = contacts.assign(referred=contacts.outcome == "NEW_REFERRAL", advised=advised)
    contacts["outcome"] = contacts.outcome.map(CONTACT_OUTCOMES)
    referrals = read(folder, "referrals", "referred", "decided")
    referrals["source"] = [SOURCES.get(code) or SOURCES.get(code[:1], NOT_RECORDED) for code in referrals.source]
    referrals["in_1_day"] = working_days(referrals.referred, referrals.decided) <= 1
    referrals["nfa"] = referrals.nfa == "Y"
    without_nfa = referrals[~referrals.nfa]
    assessments = read(folder, "assessments", "started", "authorised").rename(columns={"authorised": "ended"})
    days = working_days(assessments.started, assessments.ended)
    assessments["duration"], assessments["in_45_days"] = banded(days, ASSESSMENT_DAYS), days <= 45
    after_referral = pd.merge_asof(assessments.sort_values("started"), referrals.sort_values("referred")[REFERRED],
                                   left_on="started", right_on="referred", by="child_id").dropna(subset="referred")
    after_referral["in_45_days"] = working_days(after_referral.referred, after_referral.ended) <= 45
    section47 = read(folder, "section47", "strategy_discussion", "completed")
    days = working_days(section47.strategy_discussion, section47.completed)
    section47["duration"], section47["in_15_days"] = banded(days, ENQUIRY_DAYS), days <= 15
    section47["to_conference"] = section47.outcome == "ICPC"
    section47["outcome"] = section47.outcome.map(ENQUIRY_OUTCOMES)
    conferences = read(folder, "conferences", "strategy_discussion", "due", "held")
    conferences["kind"], conferences["in_time"] = conferences.kind.map(KINDS), conferences.held <= conferences.due
    conferences["took_part"] = conferences.participation != "PN7"
    for kind in KINDS.values():
        conferences[f"rating_{kind.lower()}"] = conferences.rating.where(conferences.kind == kind)
    initial, reviews = (conferences[conferences.kind == kind] for kind in KINDS.values())
    days, own = working_days(initial.strategy_discussion, initial.held), initial.transfer_in != "Y"
    initial = initial.assign(in_15_days=days <= 15, to_plan=initial.outcome == "Plan")
    initial["duration"] = banded(days, ENQUIRY_DAYS).fillna(NOT_RECORDED).where(own)
    plans = read(folder, "cp_plans", "started", "ended")
    plans["again"], plans["soon"] = plans.previous_plans.astype(int) >= 1, has_earlier(plans, "started", "ended", 24)
    plans["over_2y"] = (plans.ended - plans.started).dt.days >= 729
    plans["repeat"], plans["category"] = plans.again.map(REPEAT), plans.latest_category.map(ABUSE)
    plans["born"] = plans.child_id.map(read(folder, "children", "date_of_birth").set_index("child_id").date_of_birth)
    tables = {
        "contacts": contacts[~violence], "domestic_violence": contacts[violence],
        "referrals": referrals.assign(again=has_earlier(referrals, "referred", "referred", 12)),
        "assessments_after_referral": after_referral,
        "referrals_without_nfa": without_nfa.assign(again=has_earlier(without_nfa, "referred", "referred", 12)),
        "assessments": assessments, "strategy_discussions": read(folder, "strategy_discussions", "held"),
        "section47": section47, "initial_conferences": initial, "own_conferences": initial[own], "cp_plans": plans,
        "reviews": reviews, "rated_conferences": conferences[conferences.rating != ""],
        "conferences_of_four_and_over": conferences[conferences.participation.between("PN1", "PN7")],
        "population": pd.read_csv(folder / "population.csv", index_col=0, encoding="utf-8-sig").under_18,
        "targets": pd.read_csv(folder / "targets.csv", index_col=[0, 1], encoding="utf-8-sig"),
    }
    held = reviews.sort_values("held").groupby("child_id").held.agg(list)
    for end in MONTH_ENDS:
        tables["assessments", end], tables["cp_plans", end] = open_at(assessments, end), open_at(plans, end)
        for name, first, later in [("plans_of_91_days", pd.Timedelta(days=91), pd.Timedelta(days=183)),
                                   ("plans_of_3_months", pd.DateOffset(months=3), pd.DateOffset(months=6))]:
            rows = tables["cp_plans", end]
            rows = rows[rows.started + first <= end]
            days = [[start, *(day for day in held.get(child, []) if start < day <= end), end]
                    for child, start in zip(rows.child_id, rows.started, strict=True)]
            tables[name, end] = rows.assign(in_time=[reviewed_in_time(each, first, later) for each in days])
    return tables


def reviewed_in_time(days, first, later):
    """Whether no gap is too long between the plan's start, its reviews and the end of the period."""
    return days[1] <= days[0] + first and all(day <= last + later for last, day in itertools.pairwise(days[1:]))


def open_at(table, end):
    """The rows that are open at the end of a month's last day, as they are then."""
    rows = table[(table.started <= end) & ~(table.ended <= end)].copy()
    rows["late"] = working_days(rows.started, pd.Series(end, rows.index)) > 45
    months = (end.year - rows.started.dt.year) * 12 + end.month - rows.started.dt.month  # the last one is over too
    rows["over_18m"], rows["over_2y"] = months >= 18, (end - rows.started).dt.days >= 729
    rows["duration"] = banded(months, PLAN_MONTHS)
    if "born" in rows:
        birthday_to_come = rows.born.dt.month * 100 + rows.born.dt.day > end.month * 100 + end.day
        rows["age_group"] = banded((end.year - rows.born.dt.year - birthday_to_come).where(rows.born <= end, -1), AGES)
    return rows


def periods():
    """Label, first day, last day and financial year of every period that ends in the extracts."""
    for last in MONTH_ENDS:
        year = last.year - (last.month < 4)
        label, months_of_year = f"{year}-{year - 1999}", (last.month - 4) % 12 + 1
        found = [(f"{last:%Y-%m}", 1), (f"YTD {last:%Y-%m}", months_of_year), (f"R12 {last:%Y-%m}", 12)]
        found += [(f"{label} Q{months_of_year // 3}", 3)] if months_of_year % 3 == 0 else []
        found += [(label, 12), (f"{year - 2}-{year - 1999}", 36)] if months_of_year == 12 else []
        for name, months in found:
            yield name, last + pd.Timedelta(days=1) - pd.DateOffset(months=months), last, label


def figures_of(code, tables):
    """{(period, breakdown, category): (numerator, denominator, value, status, target, rag)} of all periods."""
    (table, day, numerator), rate, figures = WHERE[code], code.endswith("_RATE"), {}
    for period, start, end, year in periods():
        if day and (start < BEGIN or (rate and (period.startswith("YTD") or (end - start).days < 364))):
            continue
        rows = tables[table][tables[table][day].between(start, end)] if day else tables[table, end]
        count = int(rows[numerator].sum()) if numerator else len(rows)
        base = len(rows) if numerator and code not in COUNTS else None
        base = tables["population"][int(year[:4])] / 10_000 if rate else base
        value, target, rag = round(count / base, 10) if base else count, None, ""
        if (code, year) in tables["targets"].index:
            target, green, amber = tables["targets"].loc[(code, year), ["target", "green_from", "amber_from"]]
            good, fair = (value <= green, value <= amber) if code in LOW_IS_GOOD else (value >= green, value >= amber)
            rag = "G" if good else "A" if fair else "R"
        figures[period, "", ""] = (count, base, value, "computed", target, rag)
        for breakdown, categories in BREAKDOWNS.get(code, {}).items():
            counts = rows[breakdown].value_counts()
            for category, part in counts.reindex([*categories], fill_value=0).items():
                part_of = int(rows[rows[breakdown] == category][numerator].sum()) if numerator else 0
                numbers = (part_of, part, round(part_of / part, 10)) if numerator else (part, counts.sum(), part)
                figures[period, breakdown, category] = (*numbers, "computed", None, "")
    return figures


@pytest.mark.parametrize("code", WHERE)
def test_a_second_way_gives_the_same_figures(code, demo_workspace, demo_run):
    actual = {
        (each.period, each.breakdown, each.category):
            (each.numerator, each.denominator, round(each.value, 10), each.status, each.target, each.rag)
        for each in demo_run.values.figures.values() if each.code == code
    }
    assert figures_of(code, read_tables(demo_workspace.extracts)) == actual


def test_every_code_of_the_front_door_and_child_protection_is_worked_out_a_second_time(demo_run):
    facts = demo_run.values.indicators
    sections = {facts[code].section for code in WHERE}
    assert set(WHERE) == {code for code, each in facts.items() if each.section in sections}
