"""Excel workbooks: what readers get wrong is put right, and hostile ones are refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extracts.folders import CHILDREN, PLANS, Council, Outcome, write_workbook
from packages import edit, replacing

HEADINGS = ["plan_id", "child_id", "started", "ended", "previous", "hours", "transferred", "seen_at", "team"]
PART = "xl/worksheets/sheet1.xml"


def read_rows(council: Council, *rows: list[Any], **options: Any) -> Outcome:
    write_workbook(council.file("cp_plans.xlsx"), {"Plans": [HEADINGS, *rows]}, **options)
    return council.read()


def test_cells_of_every_type_are_read(council: Council) -> None:
    outcome = read_rows(council, ["P1", "C1", dt.date(2024, 4, 1), dt.date(2024, 5, 1), 2, 1.5, True,
                                  dt.datetime(2024, 4, 1, 10, 30), "East"])
    assert outcome.rows() == [("P1", "C1", dt.date(2024, 4, 1), dt.date(2024, 5, 1), 2, 1.5, True,
                               dt.datetime(2024, 4, 1, 10, 30), "East")]
    assert outcome.codes == []


def test_dates_may_be_text(council: Council) -> None:
    outcome = read_rows(council, ["P1", "C1", "01/04/2024", "2024-05-01"])
    assert outcome.rows("started", "ended") == [(dt.date(2024, 4, 1), dt.date(2024, 5, 1))]


@pytest.mark.parametrize(("since_1904", "day"), [(False, dt.date(2024, 3, 1)), (True, dt.date(2028, 3, 2))])
def test_numbers_in_a_date_column_are_serials_of_the_workbook(
    council: Council, since_1904: bool, day: dt.date
) -> None:
    council.today = dt.date(2030, 1, 1)
    outcome = read_rows(council, ["P1", "C1", 45352, None], since_1904=since_1904)
    assert outcome.column("started") == [day]


def test_date_cells_of_a_1904_workbook_are_right(council: Council) -> None:
    outcome = read_rows(council, ["P1", "C1", dt.date(2024, 4, 1), None, None, None, None,
                                  dt.datetime(2024, 4, 1, 9, 15)], since_1904=True)
    assert outcome.rows("started", "seen_at") == [(dt.date(2024, 4, 1), dt.datetime(2024, 4, 1, 9, 15))]


def test_identifiers_that_are_numbers_have_no_decimals(council: Council) -> None:
    outcome = read_rows(council, [101, 2002.0, dt.date(2024, 4, 1)])
    assert outcome.rows("plan_id", "child_id") == [("101", "2002")]


def test_a_number_of_more_than_fifteen_digits_is_not_trusted(council: Council) -> None:
    outcome = read_rows(council, ["P1", 1234567890123456789, dt.date(2024, 4, 1)])
    assert outcome.places == [("digits-lost", 2, "child_id")]


def test_error_cells_are_seen_and_not_taken_for_blanks(council: Council) -> None:
    write_workbook(council.file("cp_plans.xlsx"), {"Plans": [
        HEADINGS, ["P1", "C1", dt.date(2024, 4, 1), "=NA()"], ["P2", "C2", "=1/0"]]})
    edit(council.file("cp_plans.xlsx"), {PART: lambda text: text.replace(
        '<c r="D2"><f>NA()</f><v>0</v>', '<c r="D2" t="e"><f>NA()</f><v>#N/A</v>').replace(
        '<c r="C3"><f>1/0</f><v>0</v>', '<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v>')})
    outcome = council.read()
    assert outcome.places == [("error-cell", 2, "ended"), ("error-cell", 3, "started")]
    assert [issue.found for issue in outcome.issues] == ['"#DIV/0!"', '"#N/A"']
    assert outcome.numbers() == [2]


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_saved_without_its_result_is_not_taken_for_a_blank(council: Council, value: str) -> None:
    write_workbook(council.file("cp_plans.xlsx"), {"Plans": [
        HEADINGS, ["P1", "C1", dt.date(2024, 4, 1), "=TODAY()"], ["P2", "C2", dt.date(2024, 4, 1), '=""']]})
    edit(council.file("cp_plans.xlsx"), {PART: lambda text: text.replace(
        "<f>TODAY()</f><v>0</v>", f"<f>TODAY()</f>{value}").replace(
        '<c r="D3"><f>""</f><v>0</v>', '<c r="D3" t="str"><f>""</f><v></v>')})
    assert council.read().places == [("error-cell", 2, "ended")]


def test_a_result_of_a_formula_is_read(council: Council) -> None:
    write_workbook(council.file("cp_plans.xlsx"), {"Plans": [HEADINGS, ["P1", "C1", "=A9"]]})
    edit(council.file("cp_plans.xlsx"), {PART: replacing("<f>A9</f><v>0</v>", "<f>A9</f><v>45352</v>")})
    assert council.read().column("started") == [dt.date(2024, 3, 1)]


def test_rows_keep_the_numbers_of_excel(council: Council) -> None:
    outcome = read_rows(council, ["P1", "C1", dt.date(2024, 4, 1)], [], ["P2", "C2", "soon"],
                        ["P3", "C3", dt.date(2024, 4, 1)], first_row=3)
    assert outcome.places == [("not-a-date", 7, "started")]
    assert outcome.numbers() == [5, 8]


def test_an_issue_names_the_sheet(council: Council) -> None:
    outcome = read_rows(council, ["P1", "", dt.date(2024, 4, 1)])
    assert outcome.only().where == 'cp_plans.xlsx, sheet "Plans", row 2, column "child_id"'


def test_a_cell_beyond_the_headings_sets_its_row_aside(council: Council) -> None:
    outcome = read_rows(council, ["P1", "C1", dt.date(2024, 4, 1), *[None] * 7, "stray"])
    assert outcome.places == [("wrong-number-of-cells", 2, "")]


def test_an_empty_sheet_is_an_issue(council: Council) -> None:
    write_workbook(council.file("all.xlsx"), {"cp_plans": []})
    assert council.read().only().code == "unreadable-file"


def far_cell(path: Path) -> None:
    edit(path, {PART: replacing("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')})


def document_type(path: Path) -> None:
    edit(path, {"xl/workbook.xml": replacing("<workbook ", '<!DOCTYPE a [<!ENTITY b "c">]><workbook ')})


def bomb(path: Path) -> None:
    edit(path, {}, {"xl/media/image1.png": b"\0" * (2 << 20)})


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"plan_id,child_id\n")


def half_copied(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def two_parts_of_one_name(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(PART, "")


@pytest.mark.parametrize("harm", [far_cell, document_type, bomb, not_a_zip, half_copied, two_parts_of_one_name])
def test_a_hostile_workbook_is_refused_and_the_rest_is_read(council: Council, harm: Any) -> None:
    council.extracts = [PLANS, CHILDREN]
    write_workbook(council.file("cp_plans.xlsx"), {"Plans": [HEADINGS, ["P1", "C1", dt.date(2024, 4, 1)]]})
    harm(council.file("cp_plans.xlsx"))
    council.write("child_id,date_of_birth\nC1,01/02/2012\n", "children.csv")
    outcome = council.read()
    issue = outcome.only()
    assert (issue.code, issue.file, issue.extract) == ("unreadable-file", "cp_plans.xlsx", "cp_plans")
    assert issue.found
    assert issue.expected
    assert list(outcome.tables.found) == ["children"]
