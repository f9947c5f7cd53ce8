"""Freeze copy: what the analyst sees, in a copy that needs no add-in."""

from __future__ import annotations

import openpyxl
import pytest
import xlwings as xw

from scorecard.xl import macros

FUNCTIONS = """
Function KPI(code, Optional period)
    KPI = 488
    If code = "ICPC_TIMELINESS" Then KPI = 0.8530000001
    If code = "MONTH" Then KPI = "2016-03"
    If code = "WORDS" Then KPI = "=1+1"
End Function
Function KPI_SERIES(code)
    Dim answer(1, 1)
    answer(0, 0) = "2016-02"
    answer(0, 1) = 490
    answer(1, 0) = "2016-03"
    answer(1, 1) = 488
    KPI_SERIES = answer
End Function
"""
"""The worksheet functions, for the length of a test: LibreOffice runs them from the workbook itself."""


@pytest.fixture
def book(lo_app: xw.App, tmp_path):
    made = lo_app.books.add()
    made.save(tmp_path / "Plans.xlsx")
    libraries = made.impl.doc.BasicLibraries
    libraries.createLibrary("Standard").insertByName("Functions", FUNCTIONS)
    sheet = made.sheets[0]
    sheet["A1"].formula = '=KPI("CP_PLANS")*2'
    sheet["A2"].formula = '=KPI("ICPC_TIMELINESS")'
    sheet["A2"].number_format = "0.0%"
    sheet["A3"].formula = '=KPI("MONTH")'
    sheet["A4"].formula = '=IF(KPI("CP_PLANS")>0,NA(),1)'
    sheet["A5"].formula = "=A1+1"
    sheet["A6"].value = '\'=KPI("a text")'
    sheet["A7"].formula = '=KPI("WORDS")'
    sheet["C1:D2"].formula_array = '=KPI_SERIES("CP_PLANS")'
    sheet["A1"].add_note("Mine.")
    made.save()
    return made


def frozen(tmp_path, name="Plans (frozen).xlsx", **kinds):
    return openpyxl.load_workbook(tmp_path / name, **kinds).worksheets[0]


def test_kpi_formulas_are_values_with_a_note_and_others_stay(lo_app, book, tmp_path):
    macros.freeze_copy(app=lo_app)
    assert "Plans (frozen).xlsx lies beside the workbook: 6 KPI formulas are values there." == lo_app.impl.alerts[-1]
    sheet = frozen(tmp_path)
    assert [976, 0.8530000001, "2016-03"] == [sheet[cell].value for cell in ("A1", "A2", "A3")]
    assert "0.0%" == sheet["A2"].number_format
    assert "=A1+1" == sheet["A5"].value
    assert ('=KPI("a text")', "s") == (sheet["A6"].value, sheet["A6"].data_type)
    assert ("=1+1", "s") == (sheet["A7"].value, sheet["A7"].data_type)
    notes = [sheet[cell].comment.text for cell in ("A1", "A2", "C1")]
    assert 'Mine.\nThe formula was =KPI("CP_PLANS")*2' == notes[0]
    assert ['The formula was =KPI("ICPC_TIMELINESS")', 'The formula was =KPI_SERIES("CP_PLANS")'] == notes[1:]
    assert sheet["A5"].comment is None


def test_an_error_stays_an_error(lo_app, book, tmp_path):
    macros.freeze_copy(app=lo_app)
    cell = frozen(tmp_path, data_only=True)["A4"]
    assert ("#N/A", "e") == (cell.value, cell.data_type)
    assert "KPI" not in str(frozen(tmp_path)["A4"].value)


def test_all_cells_of_an_answer_that_fills_several_are_values(lo_app, book, tmp_path):
    macros.freeze_copy(app=lo_app)
    cells = frozen(tmp_path)["C1:D2"]
    assert [["2016-02", 490], ["2016-03", 488]] == [[cell.value for cell in row] for row in cells]
    assert cells[1][0].comment is None


def test_the_open_workbook_is_as_it_was_and_a_second_copy_has_a_name_of_its_own(lo_app, book, tmp_path):
    before = (tmp_path / "Plans.xlsx").read_bytes(), book.sheets[0]["A1:D7"].formula
    for _ in range(2):
        macros.freeze_copy(app=lo_app)
    assert before == ((tmp_path / "Plans.xlsx").read_bytes(), book.sheets[0]["A1:D7"].formula)
    names = sorted(each.name for each in tmp_path.glob("*.xlsx"))
    assert ["Plans (frozen 2).xlsx", "Plans (frozen).xlsx", "Plans.xlsx"] == names
    assert [book.name] == [each.name for each in lo_app.books]


def test_a_protected_sheet_stops_it_before_there_is_a_copy(lo_app, book, tmp_path):
    book.sheets[0].impl.x.protect("")
    macros.freeze_copy(app=lo_app)
    assert f"Protected, so their formulas cannot be frozen: {book.sheets[0].name}." in lo_app.impl.alerts[-1]
    assert ["Plans.xlsx"] == [each.name for each in tmp_path.glob("*.xlsx")]


def test_a_workbook_without_a_folder_is_told_to_be_saved(lo_app):
    lo_app.books.add()
    macros.freeze_copy(app=lo_app)
    assert lo_app.impl.alerts[-1].endswith("Save it to a folder on this computer first.")
