"""The demo's files as such."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from scorecard.demo import DemoReport, write_demo
from scorecard.errors import UsageError

Extracts = dict[str, pd.DataFrame]

COLUMNS = {
    "children": "child_id date_of_birth expected_date_of_birth gender ethnicity disability",
    "early_help": "caf_id child_id opened closed lead_agency closure_reason",
    "contacts": "contact_id child_id received outcome_at outcome source domestic_violence",
    "referrals": "referral_id child_id referred source decided nfa team",
    "assessments": "assessment_id child_id started authorised outcome team",
    "strategy_discussions": "child_id held led_to_section47",
    "section47": "section47_id child_id strategy_discussion completed outcome",
    "conferences": "conference_id child_id kind strategy_discussion due held transfer_in participation rating outcome",
    "cp_plans": "plan_id child_id started ended initial_category latest_category previous_plans",
    "care_episodes": "child_id started reason_new legal_status placement provider ended reason_ended urn",
    "care_reviews": "child_id due held participation rating",
    "care_leavers": (
        "young_person_id as_at status became date_of_birth gender ethnicity disability pathway_plan pathway_plan_due "
        "activity accommodation in_touch"
    ),
    "missing_episodes": "episode_id child_id missing_from returned looked_after interview_offered interview_held",
    "exploitation_risks": "child_id gender level identified level_from level_to",
    "caseloads": "as_at team role worker_id fte cases",
    "fostering_households": "household_id approved places deregistered places_lost reason",
    "fostering_capacity": "as_at household_id approved_places filled on_hold vacant household_on_hold",
    "fostering_enquiries": "enquiry_id enquired stage_one_started stage_two_started approved active_from",
    "adoptions": (
        "child_id entered_care decision placement_order matched moved_in adopted decision_reversed "
        "foster_carer_adoption"
    ),
    "adopters": (
        "adopter_id family_id enquired stage_one_started stage_one_ended stage_two_started stage_two_ended approved "
        "matched placed left reason_left"
    ),
    "population": "year under_18",
    "published": "code period breakdown category numerator denominator value source",
    "benchmarks": "code period comparator value source",
    "targets": "code period target green_from amber_from range_from range_to",
}
EVENTS = {
    "contacts": ["received", "outcome_at"], "referrals": ["referred", "decided"],
    "assessments": ["started", "authorised"], "strategy_discussions": ["held"],
    "section47": ["strategy_discussion", "completed"], "conferences": ["strategy_discussion", "held"],
    "cp_plans": ["started", "ended"], "care_episodes": ["started", "ended"], "care_reviews": ["held"],
    "early_help": ["opened", "closed"], "missing_episodes": ["missing_from", "returned", "interview_held"],
    "exploitation_risks": ["identified", "level_from", "level_to"],
    "adoptions": [
        "entered_care", "decision", "placement_order", "matched", "moved_in", "adopted", "decision_reversed",
    ],
}
FIRST_EVENTS = {
    "contacts": "received", "referrals": "referred", "assessments": "started", "strategy_discussions": "held",
    "section47": "strategy_discussion", "cp_plans": "started", "care_episodes": "started", "care_reviews": "held",
    "early_help": "opened", "missing_episodes": "missing_from", "exploitation_risks": "level_from",
    "adoptions": "entered_care",
}
ETHNICITIES = {
    "WBRI", "WIRI", "WIRT", "WROM", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BAFR",
    "BCRB", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
}


def test_the_files_are_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    again = write_demo(tmp_path)
    assert {path.relative_to(tmp_path): path.read_bytes() for path in again.files} == {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")
    }


def test_the_report_tells_the_files_and_their_rows(written: DemoReport, as_saved: Extracts) -> None:
    assert all(path.is_file() for path in written.files)
    assert written.rows == {name: len(as_saved[name]) for name in COLUMNS}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_the_columns_of_its_extract(folder: Path, name: str) -> None:
    saved = (folder / "extracts" / f"{name}.csv").read_bytes()
    assert saved.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in saved
    assert next(csv.reader(saved.decode("utf-8-sig").splitlines())) == COLUMNS[name].split()


def test_the_settings_name_the_council_and_when_its_extracts_begin(folder: Path) -> None:
    lines = (folder / "scorecard.yaml").read_text(encoding="utf-8").splitlines()
    settings = [line for line in lines if line and not line.startswith("#")]
    assert settings[:5] == [
        "council: Ambleford City Council", "region: West Midlands",
        "contact: Performance team, performance@ambleford.example, 01632 960 123", "extracts_begin:",
        "  default: 2014-04-01",
    ]


@pytest.mark.parametrize("name", EVENTS)
def test_every_child_is_in_the_extract_of_children(as_saved: Extracts, name: str) -> None:
    assert set(as_saved[name].child_id) <= set(as_saved["children"].child_id)


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_happens_after_the_reporting_month(as_saved: Extracts, name: str) -> None:
    assert as_saved[name][EVENTS[name]].max().max() < pd.Timestamp("2016-04-01")


@pytest.mark.parametrize("name", FIRST_EVENTS)
def test_an_event_is_of_a_child_under_18(extracts: Extracts, name: str) -> None:
    events = extracts[name].merge(extracts["children"], on="child_id")
    happened = events[FIRST_EVENTS[name]].dt.normalize()
    born = events.date_of_birth.fillna(events.expected_date_of_birth)
    assert (born + pd.DateOffset(years=18) > happened).all()
    unborn = born > happened
    assert events[unborn].expected_date_of_birth.notna().all()
    assert (born - happened).max() < pd.Timedelta(days=270)


def test_children_have_codes_of_the_lists(as_saved: Extracts) -> None:
    children = as_saved["children"]
    assert not children.duplicated("child_id").any()
    assert set(children.ethnicity) <= ETHNICITIES
    assert set(children.gender) <= {"Male", "Female", "Other", "Not recorded"}
    assert set(children.disability) == {"Y", "N"}
    assert children.date_of_birth.isna().sum() == 13


def test_conferences_have_participation_and_ratings(as_saved: Extracts) -> None:
    conferences = as_saved["conferences"]
    assert set(conferences.participation) == {f"PN{number}" for number in range(8)}
    assert set(conferences.rating) == {"Red", "Amber", "Green"}


def test_the_slips_that_are_planted_are_few(as_saved: Extracts) -> None:
    referrals, contacts, assessments = (as_saved[name] for name in ("referrals", "contacts", "assessments"))
    assert (~referrals.source.str.fullmatch("[1-9][A-F]?|10")).sum() == 3
    assert contacts.duplicated("contact_id").sum() == 1
    assert (assessments.authorised < assessments.started).sum() == 1
    assert (assessments.outcome.isna() & assessments.authorised.notna()).sum() == 2
    for name, key in (("cp_plans", "plan_id"), ("conferences", "conference_id"), ("section47", "section47_id")):
        assert not as_saved[name].duplicated(key).any()


def test_comparators_and_targets_are_those_of_the_scorecard(as_saved: Extracts) -> None:
    benchmarks, targets = as_saved["benchmarks"], as_saved["targets"]
    neighbours = benchmarks[benchmarks.comparator == "Statistical neighbours"].set_index("code").value
    assert neighbours["CP_PLANS_RATE"] == 52.9
    assert set(benchmarks.comparator) == {"England", "West Midlands", "Statistical neighbours"}
    assert set(targets.period) >= {"2014-15", "2015-16"}
    assert not targets.duplicated(["code", "period"]).any()


def test_a_folder_of_somebody_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "scorecard.yaml").write_text("council: Mine\n")
    with pytest.raises(UsageError, match="is not empty"):
        write_demo(tmp_path)
    assert [tmp_path / "scorecard.yaml"] == list(tmp_path.iterdir())
