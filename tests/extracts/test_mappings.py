"""The mappings that are shipped, and what is said of mistakes in mappings of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.definitions.extract import CodeList, Extract, Type, load_extracts
from scorecard.definitions.workspace import shipped
from scorecard.extracts.headings import known_headings
from scorecard.issues import Issues, MappingIssue

TABLES = {
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
    "care_leavers": "young_person_id as_at status became date_of_birth gender ethnicity disability pathway_plan "
                    "pathway_plan_due activity accommodation in_touch",
    "missing_episodes": "episode_id child_id missing_from returned looked_after interview_offered interview_held",
    "exploitation_risks": "child_id gender level identified level_from level_to",
    "caseloads": "as_at team role worker_id fte cases",
    "fostering_capacity": "as_at household_id approved_places filled on_hold vacant household_on_hold",
    "fostering_households": "household_id approved places deregistered places_lost reason",
    "fostering_enquiries": "enquiry_id enquired stage_one_started stage_two_started approved active_from",
    "adoptions": "child_id entered_care decision placement_order matched moved_in adopted decision_reversed "
                 "foster_carer_adoption",
    "adopters": "adopter_id family_id enquired stage_one_started stage_one_ended stage_two_started stage_two_ended "
                "approved matched placed left reason_left",
    "population": "year under_18",
    "published": "code period breakdown category numerator denominator value source",
    "benchmarks": "code period comparator value source release provisional",
    "targets": "code period target green_from amber_from range_from range_to",
}

Shipped = tuple[dict[str, Extract], dict[str, CodeList]]


@pytest.fixture(scope="module")
def mappings() -> Shipped:
    issues = Issues()
    folder = shipped() / "mappings" / "extracts"
    loaded = load_extracts([(path, path.name) for path in sorted(folder.glob("*.yaml"))], issues)
    assert list(issues) == []
    return loaded


def load(folder: Path, text: str) -> list[MappingIssue]:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    issues = Issues()
    load_extracts([(path, "mappings/extracts/own.yaml")], issues)
    return [issue for issue in issues if isinstance(issue, MappingIssue)]


def test_every_canonical_table_is_mapped_column_by_column(mappings: Shipped) -> None:
    assert {name: " ".join(extract.columns) for name, extract in mappings[0].items()} == TABLES


def test_reference_tables_are_the_ones_a_council_maintains_by_hand(mappings: Shipped) -> None:
    assert {name for name, extract in mappings[0].items() if extract.reference} == {
        "population", "published", "benchmarks", "targets"}


def test_only_dates_that_are_planned_may_lie_in_the_future(mappings: Shipped) -> None:
    future = {f"{name}.{column}" for name, extract in mappings[0].items()
              for column, each in extract.columns.items() if each.future}
    assert future == {"children.expected_date_of_birth", "conferences.due", "care_reviews.due",
                      "care_leavers.pathway_plan_due"}


def test_every_list_of_codes_is_used(mappings: Shipped) -> None:
    used = {column.codes for extract in mappings[0].values() for column in extract.columns.values() if column.codes}
    assert used == set(mappings[1])


@pytest.mark.parametrize(("listed", "written", "code"), [
    ("abuse_category", "Emotional abuse", "EMO"),
    ("referral_source", "q) 6: Police", "6"),
    ("referral_source", "1A", "1A"),
    ("legal_status", "C1: ICO", "C1"),
    ("legal_status", "C1 - Interim Care Order", "C1"),
    ("placement", "k3", "K3"),
    ("gender", "b) Female", "Female"),
    ("ethnicity", "White British", "WBRI"),
    ("participation", "PN3", "PN3"),
    ("care_leaver_in_touch", "Yes", "YES"),
    ("contact_outcome", "no further action", "NFA"),
    ("comparator", "Statistical neighbours", "Statistical neighbours"),
])
def test_codes_are_known_as_systems_write_them(mappings: Shipped, listed: str, written: str, code: str) -> None:
    from scorecard.definitions.extract import spelling

    assert mappings[1][listed].spellings()[spelling(written)] == code


def test_a_label_that_several_codes_share_stands_for_none_of_them(mappings: Shipped) -> None:
    assert "otherplacement" in {"".join(each.label.split(" - ")[1].lower().split())
                                for each in mappings[1]["placement"].values.values()}
    assert "otherplacement" not in mappings[1]["placement"].spellings()


@pytest.mark.parametrize(("extract", "heading", "column"), [
    ("care_episodes", "decom", "started"), ("care_episodes", "placeprovider", "provider"),
    ("contacts", "dateofcontact", "received"), ("cp_plans", "childprotectionplanenddate", "ended"),
    ("referrals", "referralnfa", "nfa"), ("children", "childuniqueid", "child_id"),
])
def test_headings_of_the_standard_returns_are_known(
    mappings: Shipped, extract: str, heading: str, column: str
) -> None:
    assert known_headings(mappings[0][extract])[heading] == column


def test_the_comparators_are_in_the_order_in_which_they_are_shown(mappings: Shipped) -> None:
    listed = list(mappings[1]["comparator"].values)
    assert (listed[0], listed[-1]) == ("England", "Statistical neighbours")
    assert list(mappings[1]["abuse_category"].values) == ["EMO", "NEG", "PHY", "SAB", "MUL"]


def test_what_an_event_is_dated_by_is_a_date(mappings: Shipped) -> None:
    for extract in mappings[0].values():
        assert {extract.columns[name].type for name in extract.reaches} <= {Type.DATE, Type.DATETIME}


OWN = """\
- extract: visits
  title: Visits
  key: [visit]
  in_order: [[held, team]]
  reaches: [seen]
  columns:
    held: {type: date, aliases: [Date, Team]}
    team: {type: text, future: true}
    kind: {type: code, codes: kinds}
- codes: sizes
  values:
    S: {label: Small, aliases: [Little]}
    L: {label: Large, aliases: [little]}
- extract: visits
  title: Visits again
  columns:
    held: {type: date}
"""


def test_every_mistake_in_a_mapping_is_told_with_its_line(tmp_path: Path) -> None:
    assert sorted((issue.line, issue.code) for issue in load(tmp_path, OWN)) == [
        (3, "unknown-column-in-mapping"), (4, "wrong-type"), (5, "unknown-column-in-mapping"),
        (7, "duplicate-definition"), (8, "wrong-type"), (9, "unknown-reference"), (13, "duplicate-definition"),
        (14, "duplicate-definition"),
    ]


def test_a_file_that_holds_something_else_is_told(tmp_path: Path) -> None:
    assert [issue.code for issue in load(tmp_path, "just text\n")] == ["wrong-value"]
    assert [issue.code for issue in load(tmp_path, "- extract: a\n  title: A\n")] == ["missing-key"]


def test_an_empty_file_defines_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "# nothing yet\n") == []
