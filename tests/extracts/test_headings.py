"""Headings: how they are matched, and what a missing or unknown one costs."""

from __future__ import annotations

import datetime as dt

import pytest

from extracts.folders import Council


@pytest.mark.parametrize("headings", [
    "plan_id,child_id,started,ended",
    "PLAN ID,Child-ID,Started ,ENDED",
    "Plan_Reference,child unique id.,START DATE,Ended",
    " plan\u00a0id,ChildID,Start_Date,(ended)",
])
def test_headings_are_matched_without_regard_to_case_spaces_and_punctuation(council: Council, headings: str) -> None:
    council.plans("P1,C1,2024-04-01,", headings=headings)
    outcome = council.read()
    assert outcome.rows() == [("P1", "C1", dt.date(2024, 4, 1), None)]
    assert outcome.codes == []


def test_columns_may_stand_in_any_order(council: Council) -> None:
    council.plans(",2024-04-01,C1,P1", headings="ended,started,child_id,plan_id")
    assert council.read().rows("plan_id", "started") == [("P1", dt.date(2024, 4, 1))]


def test_a_missing_column_stops_nothing_else(council: Council) -> None:
    council.plans("P1,C1,2024-04-01", headings="plan_id,child_id,started")
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.column) == ("missing-column", "ended")
    assert outcome.table.columns == ("plan_id", "child_id", "started")
    assert outcome.table.rows_used == 1


def test_a_missing_required_column_does_not_set_every_row_aside(council: Council) -> None:
    council.plans("P1,2024-04-01,", "P2,2024-04-02,", headings="plan_id,started,ended")
    outcome = council.read()
    assert outcome.only().column == "child_id"
    assert outcome.table.rows_used == 2


def test_a_missing_key_leaves_repeats_alone(council: Council) -> None:
    council.plans("C1,2024-04-01,", "C1,2024-04-01,", headings="child_id,started,ended")
    outcome = council.read()
    assert outcome.codes == ["missing-column"]
    assert outcome.table.rows_used == 2


def test_a_column_that_a_source_may_lack_is_no_issue(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,")
    assert council.read().codes == []


def test_an_unknown_column_is_told_and_not_read(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,,secret", headings="plan_id,child_id,started,ended,Notes")
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.column) == ("unknown-column", "Notes")
    assert outcome.table.columns == ("plan_id", "child_id", "started", "ended")


def test_of_two_columns_for_one_field_the_first_is_used(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,,2024-05-01", headings="plan_id,child_id,started,ended,Start date")
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.column) == ("two-columns", "Start date")
    assert outcome.column("started") == [dt.date(2024, 4, 1)]


def test_a_file_of_which_no_heading_is_known_is_not_read(council: Council) -> None:
    council.plans("1,2", headings="alpha,beta")
    outcome = council.read()
    issue = outcome.only()
    assert issue.code == "unreadable-file"
    assert '"alpha", "beta"' in issue.found
    assert outcome.tables.found == {}
