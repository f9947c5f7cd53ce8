"""Files and sheets: which is which extract."""

from __future__ import annotations

import pytest

from extracts.folders import CHILDREN, PLANS, TARGETS, Council, write_workbook

ROWS = "plan_id,child_id,started,ended\nP1,C1,2024-04-01,\n"
SHEET = [["plan_id", "child_id", "started", "ended"], ["P1", "C1", "2024-04-01", ""]]


@pytest.mark.parametrize("name", [
    "cp_plans.csv", "CP Plans.CSV", "cp-plans.csv", "Child Protection.csv", "cp_plans.txt",
])
def test_a_file_goes_by_its_name_or_an_alias(council: Council, name: str) -> None:
    council.write(ROWS, name)
    outcome = council.read()
    assert outcome.table.file == name
    assert outcome.codes == []


def test_an_extract_that_is_not_there_is_an_issue_and_the_rest_is_read(council: Council) -> None:
    council.extracts = [PLANS, CHILDREN]
    council.write(ROWS)
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.extract) == ("missing-extract", "children")
    assert list(outcome.tables.found) == ["cp_plans"]


def test_a_reference_table_may_be_absent(council: Council) -> None:
    council.extracts = [PLANS, TARGETS]
    council.write(ROWS)
    assert council.read().codes == []


def test_a_folder_that_is_not_there_holds_no_extracts(council: Council) -> None:
    council.folder.joinpath("extracts").rmdir()
    assert council.read().codes == ["missing-extract"]


def test_a_file_that_is_no_extract_is_told(council: Council) -> None:
    council.write(ROWS)
    council.write("notes", "notes.csv")
    issue = council.read().only()
    assert (issue.code, issue.file) == ("unknown-file", "notes.csv")


@pytest.mark.parametrize("name", ["~$cp_plans.xlsx", ".hidden.csv", "Thumbs.db", "desktop.ini"])
def test_files_that_systems_leave_behind_are_passed_over(council: Council, name: str) -> None:
    council.write(ROWS)
    council.write("x", name)
    assert council.read().codes == []


def test_an_extract_in_another_kind_of_file_is_told_how_to_save_it(council: Council) -> None:
    council.write("x", "cp_plans.xls")
    issue = council.read().only()
    assert (issue.code, issue.extract, issue.expected) == ("unreadable-file", "cp_plans", ".csv or .xlsx")


def test_of_two_files_for_one_extract_the_first_is_used(council: Council) -> None:
    council.write(ROWS)
    write_workbook(council.file("cp_plans.xlsx"), {"Sheet1": SHEET})
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.file, issue.sheet) == ("two-sources", "cp_plans.xlsx", "Sheet1")
    assert outcome.table.file == "cp_plans.csv"


def test_one_workbook_may_have_a_sheet_a_table(council: Council) -> None:
    council.extracts = [PLANS, CHILDREN]
    write_workbook(council.file("all.xlsx"), {
        "Children": [["child_id", "date_of_birth"], ["C1", "01/02/2012"]], "CP plans": SHEET})
    outcome = council.read()
    assert [(table.name, table.sheet) for table in outcome.tables.found.values()] == [
        ("cp_plans", "CP plans"), ("children", "Children")]
    assert outcome.codes == []


def test_a_workbook_named_as_an_extract_holds_it_in_its_first_sheet(council: Council) -> None:
    write_workbook(council.file("cp_plans.xlsx"), {"Sheet1": SHEET, "Sheet2": []})
    outcome = council.read()
    assert outcome.table.sheet == "Sheet1"
    assert outcome.codes == []


def test_a_sheet_that_is_no_extract_is_told(council: Council) -> None:
    write_workbook(council.file("all.xlsx"), {"cp_plans": SHEET, "Notes": [["about"]]})
    issue = council.read().only()
    assert (issue.code, issue.file, issue.sheet) == ("unknown-file", "all.xlsx", "Notes")
