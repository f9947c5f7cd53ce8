"""The xlwings engine on LibreOffice does what Excel does, where the add-in leans on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlwings as xw


def test_values_come_back_as_they_were_written(lo_app: xw.App) -> None:
    sheet = lo_app.books.add().sheets[0]
    sheet["A1"].value = [["Ambleford", 1.5, None], [True, dt.datetime(2016, 3, 31), 7]]
    assert [["Ambleford", 1.5, None], [True, dt.datetime(2016, 3, 31), 7.0]] == sheet["A1:C2"].value
    assert ((True, 42460.0, 7.0),) == sheet["A2:C2"].api.Value2


@pytest.mark.parametrize("text", ["1-2", "2016-03", "Mar 2016", "=x", "+5", "-5", "@x", "12%", "TRUE", "7", "1e5"])
def test_a_text_that_excel_reads_is_no_text_unless_it_has_an_apostrophe(lo_app: xw.App, text: str) -> None:
    sheet = lo_app.books.add().sheets[0]
    sheet["A1"].value = [[text, f"'{text}"]]
    assert text != sheet["A1"].value or sheet["A1"].api.HasFormula
    assert text == sheet["B1"].value


def test_formulas_are_excels_and_are_recalculated(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    other = book.sheets.add("Other sheet", after=book.sheets[0])
    other["B2"].value = 20
    sheet = book.sheets[0]
    sheet["A1"].formula = "='Other sheet'!B2*2"
    sheet["A2"].formula = '=IFERROR(1/0,"none")'
    assert "='Other sheet'!B2*2" == sheet["A1"].formula
    assert [40.0, "none"] == sheet["A1:A2"].value
    other["B2"].value = 21
    assert 42.0 == sheet["A1"].value


def test_errors_are_nothing_or_their_text(lo_app: xw.App) -> None:
    sheet = lo_app.books.add().sheets[0]
    sheet["A1:A2"].formula = [["=1/0"], ["=NA()"]]
    assert [None, None] == sheet["A1:A2"].value
    assert ["#DIV/0!", "#N/A"] == sheet["A1:A2"].options(err_to_str=True).value


def test_names_sheets_and_the_active_sheet(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    sheet = book.sheets.add("A page", after=book.sheets[-1])
    assert "A page" == book.sheets.active.name
    book.names.add("CP_BLOCK", "='A page'!$B$2:$D$9")
    assert "='A page'!$B$2:$D$9" == book.names["CP_BLOCK"].refers_to
    assert ("A page", "$B$2:$D$9") == (sheet["CP_BLOCK"].sheet.name, sheet["CP_BLOCK"].address)
    sheet["C3:D4"].select()
    assert "$C$3:$D$4" == lo_app.selection.address
    lo_app.api.ActiveWindow.ScrollRow = 5
    assert 5 == lo_app.api.ActiveWindow.ScrollRow


def test_a_workbook_is_saved_and_found_again_by_its_name(lo_app: xw.App, tmp_path: Path) -> None:
    book = lo_app.books.add()
    book.sheets[0].name = "Scorecard.conf"
    book.sheets[0]["A1"].value = [["WORKSPACE", "somewhere"]]
    book.save(tmp_path / "Scorecard.xlam")
    lo_app.books.add()
    assert "somewhere" == lo_app.books["Scorecard.xlam"].sheets["Scorecard.conf"]["B1"].value
    assert 2 == len(lo_app.books)
    assert lo_app == xw.apps.active
