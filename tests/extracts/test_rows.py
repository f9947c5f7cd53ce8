"""Rows: which are set aside and why; nothing is dropped silently."""

from __future__ import annotations

import datetime as dt

import pytest

from extracts.folders import CHILDREN, PLANS, Council


def test_a_row_without_a_required_value_is_set_aside(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,", "P2,,2024-04-01,", ",C3,2024-04-01,", "P4,C4,,")
    outcome = council.read()
    assert outcome.places == [("missing-value", 3, "child_id"), ("missing-value", 4, "plan_id"),
                              ("missing-value", 5, "started")]
    assert outcome.numbers() == [2]


def test_a_row_with_two_faults_is_set_aside_once(council: Council) -> None:
    council.plans("P1,,31/02/2024,", "P2,C2,2024-04-01,")
    outcome = council.read()
    assert outcome.places == [("missing-value", 2, "child_id"), ("not-a-date", 2, "started")]
    assert (outcome.table.rows_read, outcome.table.rows_used, outcome.table.rows_set_aside) == (2, 1, 1)


def test_an_end_before_the_start_sets_its_row_aside(council: Council) -> None:
    council.plans("P1,C1,2024-04-02,2024-04-01", "P2,C2,2024-04-02,2024-04-02")
    outcome = council.read()
    assert outcome.places == [("end-before-start", 2, "ended")]
    assert outcome.numbers() == [3]


def test_a_day_without_a_time_does_not_lie_before_a_time_of_the_same_day(council: Council) -> None:
    council.extracts = [PLANS | {"in_order": [["seen_at", "left_at"], ["started", "seen_at"]], "columns": {
        **PLANS["columns"], "left_at": {"type": "datetime"}}}]
    headings = "plan_id,child_id,started,ended,seen_at,left_at"
    council.plans("P1,C1,2024-04-01,,2024-04-01 14:00,2024-04-01",
                  "P2,C1,2024-04-01,,2024-04-01 14:00,2024-04-01 13:00",
                  "P3,C1,2024-04-02,,2024-04-01 14:00,", headings=headings)
    assert council.read().places == [("end-before-start", 3, "left_at"), ("end-before-start", 4, "seen_at")]


def test_the_first_of_two_rows_with_one_identifier_is_used(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,", "P2,C2,2024-04-01,", "P1,C3,2024-05-01,", "P1,C4,2024-05-01,")
    outcome = council.read()
    assert outcome.places == [("duplicate-key", 4, "plan_id"), ("duplicate-key", 5, "plan_id")]
    assert outcome.column("child_id") == ["C1", "C2"]


def test_a_row_that_was_set_aside_does_not_make_the_next_one_a_duplicate(council: Council) -> None:
    council.plans("P1,C1,31/02/2024,", "P1,C2,2024-04-01,")
    outcome = council.read()
    assert outcome.places == [("not-a-date", 2, "started")]
    assert outcome.numbers() == [3]


def test_identifiers_of_several_columns_are_compared_together_and_blanks_are_alike(council: Council) -> None:
    council.extracts = [PLANS | {"key": ["child_id", "ended"]}]
    council.plans("P1,C1,2024-04-01,", "P2,C1,2024-04-01,2024-05-01", "P3,C1,2024-04-01,", "P4,C2,2024-04-01,")
    assert council.read().places == [("duplicate-key", 4, "child_id")]


def test_all_rows_are_used_or_set_aside_whatever_is_wrong_with_them(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,", "", "P2,,2024-04-01,", "P3,C3,2024-04-02,2024-04-01", "P1,C4,2024-04-01,",
                  "P5,C5,2024-04-01,,more", "P6,C6,2024-04-01,2031-04-01", "P7,C7,#N/A,", "P8,C8,2024-04-01,soon",
                  ",,,")
    outcome = council.read()
    assert outcome.places == [
        ("date-in-future", 8, "ended"), ("duplicate-key", 6, "plan_id"), ("end-before-start", 5, "ended"),
        ("error-cell", 9, "started"), ("missing-value", 4, "child_id"), ("not-a-date", 10, "ended"),
        ("wrong-number-of-cells", 7, ""),
    ]
    assert (outcome.table.rows_read, outcome.table.rows_used, outcome.table.rows_set_aside) == (8, 3, 5)
    assert outcome.numbers() == [2, 8, 10]


def test_the_quick_way_and_the_careful_way_lead_to_the_same_table(council: Council) -> None:
    council.extracts = [PLANS]
    headings = "plan_id,child_id,started,ended,review_due,category,previous,hours,transferred,seen_at,team"
    rows = [
        f"P{number},C{number % 700},{dt.date(2020, 1, 1) + dt.timedelta(number % 1500):%d/%m/%Y},"
        f"{'' if number % 3 else '31/05/2024'},30/06/2025,{['NEG', 'PHY', ''][number % 3]},{number % 4},{number / 8},"
        f"{'YN'[number % 2]},01/06/2024 09:{number % 60:02},Team {number % 9}"
        for number in range(3_000)
    ]
    council.plans(*rows, headings=headings)
    quick = council.read()
    council.plans(*rows, "PX,CX,yesterday,,,,,,,,", headings=headings)
    careful = council.read()
    assert (quick.table.first_row, careful.table.first_row) == (2, None)
    assert quick.codes == []
    assert careful.places == [("not-a-date", 3002, "started")]
    assert quick.rows() == careful.rows()
    assert quick.numbers() == careful.numbers()
    assert (quick.table.first, quick.table.last) == (careful.table.first, careful.table.last)


@pytest.mark.parametrize("repeated", [[], ["P0,C1,2024-04-01,,"]])
def test_rows_stay_in_the_order_of_the_file(council: Council, repeated: list[str]) -> None:
    headings = "plan_id,child_id,started,ended,category"
    rows = [f"P{number},C1,2024-04-01,,{['Neglect', 'Physical', '?'][number % 3]}" for number in range(500_000)]
    council.plans(*rows, *repeated, headings=headings)
    outcome = council.read()
    assert outcome.column("plan_id") == [f"P{number}" for number in range(500_000)]
    assert outcome.numbers() == list(range(2, 500_002))


def test_the_reach_is_that_of_the_events_in_the_rows_in_use(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,2024-06-01", "P2,C2,2023-12-24,", ",C3,2020-01-01,")
    table = council.read().table
    assert (table.first, table.last) == (dt.date(2023, 12, 24), dt.date(2024, 6, 1))


@pytest.mark.parametrize("rows", [["P1,C1,2024-04-01,", "P2,C9,2024-04-01,"],
                                  ["P1,C1,2024-04-01,", "P2,C9,2024-04-01,", "P3,C1,31/02/2024,"]])
def test_a_child_who_is_not_among_the_children_is_an_issue_and_costs_nothing(council: Council, rows: list[str]) -> None:
    council.extracts = [PLANS, CHILDREN]
    council.write("child_id,date_of_birth\nC1,01/02/2012\n", "children.csv")
    council.plans(*rows)
    outcome = council.read()
    assert ("child-unknown", 3, "child_id") in outcome.places
    assert outcome.table.rows_used == 2


def test_without_the_extract_of_children_no_child_is_called_unknown(council: Council) -> None:
    council.extracts = [PLANS, CHILDREN]
    council.plans("P1,C1,2024-04-01,")
    assert council.read().codes == ["missing-extract"]
