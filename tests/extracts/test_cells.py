"""Cells: what each type takes, and what is said of a cell that it does not take."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extracts.folders import Council

HEADINGS = "plan_id,child_id,started,ended,review_due,category,previous,hours,transferred,seen_at,team"
PLACES = HEADINGS.split(",")


def row(number: int = 1, **cells: str) -> str:
    values = {"plan_id": f"P{number}", "child_id": f"C{number}", "started": "2024-04-01", **cells}
    return ",".join(f'"{values.get(column, "")}"' for column in PLACES)


def read_one(council: Council, column: str, cell: str) -> tuple[Any, list[str]]:
    """The value of a cell and the issues, in a file with an ordinary row above."""
    council.plans(row(1), row(2, **{column: cell}), headings=HEADINGS)
    outcome = council.read()
    values: dict[str, Any] = dict(outcome.rows("plan_id", column))
    return values.get("P2", "set aside"), outcome.codes


@pytest.mark.parametrize(("cell", "day"), [
    ("2024-02-29", (2024, 2, 29)),
    ("29/02/2024", (2024, 2, 29)),
    ("3/4/2024", (2024, 4, 3)),
    ("03/04/2024", (2024, 4, 3)),
    ("2024-4-3", (2024, 4, 3)),
    ("45352", (2024, 3, 1)),
    ("45352.75", (2024, 3, 1)),
    ("2024-03-01 00:00:00", (2024, 3, 1)),
    ("01/03/2024 00:00", (2024, 3, 1)),
    ("2024-03-01T00:00:00", (2024, 3, 1)),
    (" 01/03/2024\u00a0", (2024, 3, 1)),
])
def test_dates_are_read_day_first_or_as_iso_or_as_serials(
    council: Council, cell: str, day: tuple[int, int, int]
) -> None:
    assert read_one(council, "review_due", cell) == (dt.date(*day), [])


@pytest.mark.parametrize("cell", [
    "31/02/2024", "04/13/2024", "2024", "1/4/24", "24-04-01", "April 2024", "01/01/1900", "0024-04-01", "1234567",
    "2024-04-01 (BC)", "infinity", "01-04-2024", "#", "2024-04-01T00:00:00Z",
])
def test_what_is_not_a_date_is_an_issue_and_blank(council: Council, cell: str) -> None:
    assert read_one(council, "review_due", cell) == (None, ["not-a-date"])


@pytest.mark.parametrize("cell", ["31/02/2024", "infinity", "01/01/1900"])
def test_a_row_whose_required_date_is_none_is_set_aside(council: Council, cell: str) -> None:
    assert read_one(council, "started", cell) == ("set aside", ["not-a-date"])


@pytest.mark.parametrize(("cell", "moment"), [
    ("2024-04-03 09:30", (2024, 4, 3, 9, 30)),
    ("2024-04-03T09:30:15", (2024, 4, 3, 9, 30, 15)),
    ("03/04/2024 9:30", (2024, 4, 3, 9, 30)),
    ("03/04/2024 09:30:15", (2024, 4, 3, 9, 30, 15)),
    ("2024-04-03 09:30:15.000", (2024, 4, 3, 9, 30, 15)),
    ("03/04/2024", (2024, 4, 3)),
    ("45352.4375", (2024, 3, 1, 10, 30)),
    ("45352.99999", (2024, 3, 1, 23, 59, 59)),
])
def test_date_times_have_minutes_or_seconds_or_none(council: Council, cell: str, moment: Any) -> None:
    assert read_one(council, "seen_at", cell) == (dt.datetime(*moment), [])


@pytest.mark.parametrize("cell", ["2024-04-03 25:00", "03/04/2024 24:00", "09:30"])
def test_what_is_not_a_date_time_is_an_issue(council: Council, cell: str) -> None:
    assert read_one(council, "seen_at", cell) == (None, ["not-a-date"])


@pytest.mark.parametrize(("cell", "value"), [("3", 3), ("3.0", 3), ("1,234", 1234), ("-2", -2), ("007", 7)])
def test_whole_numbers(council: Council, cell: str, value: int) -> None:
    assert read_one(council, "previous", cell) == (value, [])


@pytest.mark.parametrize("cell", ["3.5", "three", "1e3", "3 4", "12,34"])
def test_what_is_not_a_whole_number_is_an_issue(council: Council, cell: str) -> None:
    assert read_one(council, "previous", cell) == (None, ["not-a-number"])


@pytest.mark.parametrize(("cell", "value"), [
    ("3.5", 3.5), (".5", 0.5), ("-1", -1.0), ("45.3%", 0.453), ("12 %", 0.12), ("1,234.5", 1234.5), ("1E-3", 0.001),
])
def test_numbers_and_percentages(council: Council, cell: str, value: float) -> None:
    assert read_one(council, "hours", cell) == (value, [])


@pytest.mark.parametrize("cell", ["nan", "inf", "x", "%", ".", "£5", "1.2.3"])
def test_what_is_not_a_number_is_an_issue(council: Council, cell: str) -> None:
    assert read_one(council, "hours", cell) == (None, ["not-a-number"])


@pytest.mark.parametrize(("cells", "value"), [
    (("Y", "y", "Yes", "YES", "1", "True", "TRUE"), True), (("N", "n", "No", "0", "False", "FALSE"), False),
])
def test_yes_and_no(council: Council, cells: tuple[str, ...], value: bool) -> None:
    council.plans(*(row(number, transferred=cell) for number, cell in enumerate(cells)), headings=HEADINGS)
    outcome = council.read()
    assert outcome.column("transferred") == [value] * len(cells)
    assert outcome.codes == []


def test_a_blank_yes_or_no_is_neither(council: Council) -> None:
    assert read_one(council, "transferred", "") == (None, [])


@pytest.mark.parametrize("cell", ["Unknown", "2", "Yess"])
def test_what_is_not_yes_or_no_is_an_issue(council: Council, cell: str) -> None:
    assert read_one(council, "transferred", cell) == (None, ["not-yes-or-no"])


@pytest.mark.parametrize("cell", [
    "PHY", "phy", "Physical", "physical abuse", "Physical-Abuse", "PHY - Physical", "PHY: Physical", "b) physical",
])
def test_a_code_is_known_by_its_label_its_aliases_and_both_together(council: Council, cell: str) -> None:
    assert read_one(council, "category", cell) == ("PHY", [])


def test_an_unknown_code_counts_as_not_recorded_and_keeps_its_row(council: Council) -> None:
    assert read_one(council, "category", "Emotional") == (None, ["unknown-code"])


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#n/a"])
@pytest.mark.parametrize("column", ["review_due", "seen_at", "category", "previous", "hours", "transferred", "team"])
def test_an_error_of_excel_is_an_issue_in_a_column_of_any_type(council: Council, column: str, error: str) -> None:
    assert read_one(council, column, error) == (None, ["error-cell"])


def test_an_error_of_excel_in_a_required_cell_sets_its_row_aside(council: Council) -> None:
    assert read_one(council, "child_id", "#N/A") == ("set aside", ["error-cell"])


def test_a_sign_before_a_number_is_not_an_error_of_excel(council: Council) -> None:
    assert read_one(council, "team", "#1 Team") == ("#1 Team", [])


def test_text_loses_the_blanks_around_it_and_no_others(council: Council) -> None:
    assert read_one(council, "team", " \u00a0East  side\t ") == ("East  side", [])


@pytest.mark.parametrize(("cell", "value"), [("123.0", "123"), ("00123", "00123"), ("A.0", "A.0"), ("12.5", "12.5")])
def test_an_identifier_that_became_a_decimal_is_whole_again(council: Council, cell: str, value: str) -> None:
    assert read_one(council, "child_id", cell) == (value, [])


def test_a_text_that_looks_like_a_decimal_stays_as_it_is(council: Council) -> None:
    assert read_one(council, "team", "12.0") == ("12.0", [])


def test_an_identifier_that_excel_has_shortened_is_not_trusted(council: Council) -> None:
    assert read_one(council, "child_id", "1.23457E+12") == ("set aside", ["digits-lost"])


def test_a_date_in_the_future_counts_as_blank(council: Council) -> None:
    assert read_one(council, "ended", "2024-07-01") == (None, ["date-in-future"])


def test_a_date_time_of_today_is_not_in_the_future(council: Council) -> None:
    assert read_one(council, "seen_at", "2024-06-30 23:59") == (dt.datetime(2024, 6, 30, 23, 59), [])


def test_a_due_date_may_lie_in_the_future(council: Council) -> None:
    assert read_one(council, "review_due", "2025-01-31") == (dt.date(2025, 1, 31), [])


def test_an_issue_says_where_it_is_what_was_found_and_what_is_expected(council: Council) -> None:
    council.plans("P1,C1,01/04/2024,", "P2,C2,31/04/2024,", headings="Plan reference,Child Unique ID,Start date,ended")
    issue = council.read().only()
    assert (issue.file, issue.extract, issue.column) == ("cp_plans.csv", "cp_plans", "Start date")
    assert issue.where == 'cp_plans.csv, row 3, column "Start date"'
    assert issue.found == '"31/04/2024"'
    assert "31/03/2024" in issue.expected


def test_every_bad_cell_is_counted_and_the_first_hundred_are_kept(council: Council) -> None:
    council.plans(*(f"P{number},C1,2024-04-01,soon" for number in range(250)))
    groups = council.read().issues.groups
    assert [(len(kept), count) for kept, count in groups] == [(100, 250)]
    assert [issue.row for issue in groups[0][0]][:3] == [2, 3, 4]  # type: ignore[attr-defined]
