"""Every figure of looked after children of the demo council, worked out a second time in another way.

As in test_audit: nothing is shared with the engine, its views or its calendar. Children are taken one by one, their
episodes in order, and looked at on each day and in each period by the words of the definitions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

BEGIN, LAST = pd.Timestamp(2014, 4, 1), pd.Timestamp(2016, 3, 31)
BANK_HOLIDAYS = """2014-01-01 2014-04-18 2014-04-21 2014-05-05 2014-05-26 2014-08-25 2014-12-25 2014-12-26 2015-01-01
    2015-04-03 2015-04-06 2015-05-04 2015-05-25 2015-08-31 2015-12-25 2015-12-28 2016-01-01 2016-03-25
    2016-03-28"""

FLOWS = ["LAC_STARTED", "LAC_STARTS", "LAC_REENTRY", "LAC_REENTRY_12M", "LAC_CEASED", "LAC_REVIEW_TIMELINESS",
         "LAC_REVIEW_PARTICIPATION", "LAC_REVIEW_ATTENDANCE", "LAC_REVIEW_RAG"]
STOCKS = ["LAC", "LAC_DUAL_REGISTERED", "LAC_RESIDENTIAL", "PLACEMENT_STABILITY", "PLACEMENT_STABILITY_LONG_TERM",
          "LAC_REVIEWED_IN_TIME"]
RATES = {"LAC_STARTED_RATE": "LAC_STARTED", "LAC_RATE": "LAC"}
PERCENTAGES = {"LAC_REENTRY", "LAC_REENTRY_12M", "LAC_REVIEW_TIMELINESS", "LAC_REVIEW_PARTICIPATION",
               "LAC_REVIEW_ATTENDANCE", *STOCKS} - {"LAC", "LAC_DUAL_REGISTERED"}
TEMPORARY, ADOPTION = ("T0", "T1", "T2", "T3", "T4"), ("A3", "A4", "A5", "A6")
RESIDENTIAL_GROUPS = ("Residential (External) - Children's Homes", "Residential (External) - Supported Accommodation",
                      "Residential (External) - Children's Homes (Secure Accommodation)", "Residential (Internal)")
DAY = pd.Timedelta(days=1)


def periods():
    """Label, first day, last day and the year in which it ends of every period that ends in the extracts."""
    for last in pd.date_range(BEGIN, LAST, freq="ME"):
        year, number = last.year - (last.month < 4), (last.month - 4) % 12 + 1
        label = f"{year}-{year - 1999}"
        found = [(f"{last:%Y-%m}", 1), (f"YTD {last:%Y-%m}", number), (f"R12 {last:%Y-%m}", 12)]
        found += [(f"{label} Q{number // 3}", 3)] if number % 3 == 0 else []
        found += [(label, 12), (f"{year - 2}-{year - 1999}", 36)] if number == 12 else []
        yield from ((name, last + DAY - pd.DateOffset(months=months), last, year) for name, months in found)


@dataclass
class Care:
    """A period of care with its episodes."""

    episodes: list
    reviews: list = field(default_factory=list)
    first_due: pd.Timestamp | None = None

    @property
    def started(self):
        return self.episodes[0].started

    @property
    def ended(self):
        return self.episodes[-1].ended

    def is_open(self, day):
        return self.started <= day and not self.ended <= day


@dataclass
class Person:
    born: pd.Timestamp
    cares: list[Care]
    plans: list
    reviews: list


def read(folder, name, *days):
    table = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return table.assign(**{day: pd.to_datetime(table[day]) for day in days})


def cares_of(episodes):
    cares = []
    for episode in sorted(episodes, key=lambda each: each.started):
        if not cares or episode.reason_new == "S" or cares[-1].episodes[-1].reason_ended not in ("X1", ""):
            cares.append(Care([]))
        cares[-1].episodes.append(episode)
    return cares


@pytest.fixture(scope="module")
def people(demo_workspace):
    folder = demo_workspace.extracts
    born = read(folder, "children", "date_of_birth").set_index("child_id").date_of_birth
    episodes, plans, reviews = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in read(folder, "care_episodes", "started", "ended").itertuples():
        if row.legal_status not in ("V3", "V4"):
            episodes[row.child_id].append(row)
    for row in read(folder, "cp_plans", "started", "ended").itertuples():
        plans[row.child_id].append(row)
    for row in read(folder, "care_reviews", "due", "held").itertuples():
        reviews[row.child_id].append(row)
    made = [Person(born[child], cares_of(rows), plans[child], reviews[child]) for child, rows in episodes.items()]
    for person in made:
        for care in person.cares:
            held = sorted({each.held for each in person.reviews})
            care.reviews = [day for day in held if care.started <= day and not care.ended < day]
            start = np.datetime64(f"{care.started:%Y-%m-%d}")
            care.first_due = pd.Timestamp(np.busday_offset(start, 20, roll="backward", holidays=BANK_HOLIDAYS.split()))
    return made


def age(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(years):
    return "0-3" if years < 4 else "4-11" if years < 12 else "12-16" if years < 17 else "17+"


def months_before(day, months):
    """The end of the month that lies so many months before; the days that are looked at are ends of months."""
    return day - pd.offsets.MonthEnd(months)


# ---------------------------------------------------------------- placements on a day


def placements_on(person, day):
    """First day, end, placement, provider and number of the period of care of each placement up to a day."""
    found = []
    for number, care in enumerate(person.cares):
        after_temporary, last = False, None
        for each in care.episodes:
            if each.started > day:
                break
            where = (each.placement, each.provider, each.urn)
            if each.placement in TEMPORARY:
                after_temporary = True
                continue
            is_back = after_temporary and where == last
            if last and (is_back or each.placement in ("A3", "A5") or each.reason_new in ("L", "T", "U")):
                found[-1][1:4] = [each.ended, *where[:2]]
            else:
                found.append([each.started, each.ended, *where[:2], number])
            after_temporary, last = False, where
    return found


def group_of(placement, provider):
    own, code = provider == "PR1", placement[0]
    if placement in ADOPTION:
        return "Placed For Adoption"
    if placement in ("P1", "P2"):
        return {"P1": "Placed With Parents", "P2": "Independent Living"}[placement]
    if code in "PZ":
        return "Other"
    if code == "U":
        kind = "Family & Friends" if placement in ("U1", "U2", "U3") else "Mainstream"
        return f"Fostering (Internal) - {kind}" if own else "Fostering (External)"
    if own:
        return "Residential (Internal)"
    kinds = {"K2": "Children's Homes", "K1": "Children's Homes (Secure Accommodation)", "H5": "Supported Accommodation",
             "S1": "Residential School"}
    return f"Residential (External) - {kinds.get(placement, 'Other')}"


def on_day(people, day):
    """What can be said of everyone who is looked after on a day."""
    since, long_ago, two_years = months_before(day, 12), months_before(day, 30), months_before(day, 24)
    for person in people:
        number = next((n for n, care in enumerate(person.cares) if care.is_open(day)), None)
        if number is None:
            continue
        care, placed = person.cares[number], placements_on(person, day)
        now = placed[-1] if placed and placed[-1][4] == number else None
        in_year = sum(started <= day and not ended <= since for started, ended, *_ in placed[:-1]) + 1 if now else 0
        with_before = placed[-2] if now and now[2] in ADOPTION and len(placed) > 1 else now
        settled = now and min(now[0], with_before[0]) <= two_years
        yield {
            "care": care, "group": group_of(*now[2:4]) if now else None,
            "in_year": {0: None, 1: "1 Placement", 2: "2 Placements"}.get(in_year, "3 or more Placements"),
            "age_group": age_band(age(person.born, day)),
            "legal_status": next(each.legal_status for each in reversed(care.episodes) if each.started <= day),
            "dual": any(plan.started <= day and not plan.ended <= day for plan in person.plans),
            "in_base": age(person.born, day) < 16 and care.started <= long_ago, "settled": bool(settled),
        }


def all_in_time(care, start, end):
    """Whether all reviews that fell due in a period were in time; None where none fell due."""
    due, answers = care.first_due, []
    for place, held in enumerate([*care.reviews, None]):
        if start <= due <= end:
            answers.append(held is not None and held <= due)
        if held is not None:
            due = held + (91 if place == 0 else 183) * DAY
    return all(answers) if answers else None


# ---------------------------------------------------------------- figures


def stock_figures(people, known, start, end):
    if end not in known:
        known[end] = list(on_day(people, end))
    rows = known[end]
    with_place = [row for row in rows if row["group"]]
    base = [row for row in rows if row["in_base"]]
    reviewed = [answer for row in rows if (answer := all_in_time(row["care"], start, end)) is not None]
    homes = sum(row["group"] in RESIDENTIAL_GROUPS for row in with_place)
    return {
        "LAC": (len(rows), None),
        "LAC_DUAL_REGISTERED": (sum(row["dual"] for row in rows), None),
        "LAC_RESIDENTIAL": (homes, len(with_place)),
        "PLACEMENT_STABILITY": (sum(row["in_year"] == "3 or more Placements" for row in rows), len(rows)),
        "PLACEMENT_STABILITY_LONG_TERM": (sum(row["settled"] for row in base), len(base)),
        "LAC_REVIEWED_IN_TIME": (sum(reviewed), len(reviewed)),
        ("LAC", "placement_type"): Counter(row["group"] for row in with_place),
        ("LAC", "placements_in_year"): Counter(row["in_year"] for row in with_place),
        ("LAC", "age_group"): Counter(row["age_group"] for row in rows),
        ("LAC", "legal_status"): Counter(row["legal_status"] for row in rows),
    }


def flow_figures(people, start, end):
    first, starts, ceased, reviews = [], [], 0, []
    for person in people:
        here = [n for n, care in enumerate(person.cares) if start <= care.started <= end
                and care.episodes[0].reason_new == "S"]
        told = [(person, n) for n in here]
        starts += told
        first += told[:1]
        ceased += any(start <= care.ended <= end for care in person.cares)
        reviews += [each for each in person.reviews if start <= each.held <= end]
    coded = [each for each in reviews if each.participation not in ("", "PN0")]
    attended = [each for each in coded if each.participation in ("PN1", "PN2", "PN3", "PN4")]

    def back_within(person, n):
        care = person.cares[n]
        return n > 0 and person.cares[n - 1].ended >= care.started - pd.DateOffset(months=12)

    def by(rows, of):
        return Counter(of(person, person.cares[n]) for person, n in rows)

    return {
        "LAC_STARTED": (len(first), None), "LAC_STARTS": (len(starts), None), "LAC_CEASED": (ceased, None),
        "LAC_REENTRY": (sum(n > 0 for _, n in first), len(first)),
        "LAC_REENTRY_12M": (sum(back_within(*each) for each in first), len(first)),
        "LAC_REVIEW_TIMELINESS": (sum(each.held <= each.due for each in reviews), len(reviews)),
        "LAC_REVIEW_PARTICIPATION": (sum(each.participation != "PN7" for each in coded), len(coded)),
        "LAC_REVIEW_ATTENDANCE": (len(attended), len(coded)),
        "LAC_REVIEW_RAG": (len(reviews), None),
        ("LAC_STARTED", "legal_status"): by(first, lambda _, care: care.episodes[0].legal_status),
        ("LAC_STARTS", "legal_status"): by(starts, lambda _, care: care.episodes[0].legal_status),
        ("LAC_STARTED", "age_group"): by(first, lambda person, care: age_band(age(person.born, care.started))),
        ("LAC_STARTS", "age_group"): by(starts, lambda person, care: age_band(age(person.born, care.started))),
        ("LAC_STARTED", "history"): Counter("Looked after before" if n else "First time" for _, n in first),
        ("LAC_REVIEW_RAG", "rating"): Counter(each.rating for each in reviews),
    }


@pytest.fixture(scope="module")
def worked_out(people):
    """{(code, period): (numerator, denominator)}, {(code, period, breakdown): counts}, and the periods' years."""
    totals, parts, years, known = {}, {}, {}, {}
    for label, start, end, year in periods():
        found = stock_figures(people, known, start, end)
        if start >= BEGIN:
            found |= flow_figures(people, start, end)
        else:
            del found["LAC_REVIEWED_IN_TIME"]  # it depends on where the period began
        years[label] = year
        for name, value in found.items():
            if isinstance(name, tuple):
                parts[name[0], label, name[1]] = value
            else:
                totals[name, label] = value
    return totals, parts, years


def figures_in(demo_run, code, breakdown=""):
    return {
        (each.period, each.category): each for each in demo_run.values.figures.values()
        if each.code == code and each.breakdown == breakdown and each.period != "2013-14"
    }


@pytest.mark.parametrize("code", [*FLOWS, *STOCKS])
def test_a_second_way_gives_the_same_total(code, worked_out, demo_run):
    expected = {period: parts for (name, period), parts in worked_out[0].items() if name == code}
    actual = {period: (each.numerator, each.denominator) for (period, _), each in figures_in(demo_run, code).items()}
    assert expected == actual
    for each in figures_in(demo_run, code).values():
        value = each.numerator / each.denominator if code in PERCENTAGES else each.numerator
        assert each.value == pytest.approx(value)


@pytest.mark.parametrize("code", RATES)
def test_a_second_way_gives_the_same_rate(code, worked_out, demo_run, demo_workspace):
    population = pd.read_csv(demo_workspace.extracts / "population.csv", index_col=0, encoding="utf-8-sig").under_18
    kinds = ("R12 ", "20") if code == "LAC_STARTED_RATE" else ("",)
    expected = {
        period: count / population[worked_out[2][period]] * 10_000
        for (name, period), (count, _) in worked_out[0].items()
        if name == RATES[code] and period.startswith(kinds)
        and (code == "LAC_RATE" or period.startswith("R12") or period in ("2014-15", "2015-16"))
    }
    assert expected == pytest.approx({period: each.value for (period, _), each in figures_in(demo_run, code).items()})


BREAKDOWNS = [("LAC", "placement_type"), ("LAC", "placements_in_year"), ("LAC", "age_group"), ("LAC", "legal_status"),
              ("LAC_STARTED", "legal_status"), ("LAC_STARTED", "age_group"), ("LAC_STARTED", "history"),
              ("LAC_STARTS", "legal_status"), ("LAC_STARTS", "age_group"), ("LAC_REVIEW_RAG", "rating")]


@pytest.mark.parametrize(("code", "breakdown"), BREAKDOWNS)
def test_a_second_way_gives_the_same_parts(code, breakdown, worked_out, demo_run):
    figures = figures_in(demo_run, code, breakdown)
    short = (lambda label: label[:2]) if breakdown == "legal_status" else (lambda label: label)
    for (name, period, by), counts in worked_out[1].items():
        if (name, by) == (code, breakdown):
            actual = {short(category): each for (label, category), each in figures.items() if label == period}
            assert counts == {category: each.value for category, each in actual.items() if each.value}
            assert {sum(counts.values())} == {each.denominator for each in actual.values()}
