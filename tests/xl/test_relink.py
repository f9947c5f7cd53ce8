"""Relink: a workbook that was made on another computer works on this one."""

from __future__ import annotations

import openpyxl
import pytest
import xlwings as xw
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from scorecard.xl import macros
from scorecard.xl.buttons.relinking import _break_links

THERE = r"'C:\Users\O''Brien\AppData\Roaming\Microsoft\Excel\XLSTART\Scorecard.xlam'!"


@pytest.fixture
def book(lo_app: xw.App):
    made = lo_app.books.add()
    sheet = made.sheets[0]
    sheet["A1"].formula = f'={THERE}KPI("CP_PLANS")'
    sheet["A2"].formula = f'=IF(B1="",{THERE}KPI(B1),1)'
    sheet["A3"].value = f'\'={THERE}KPI("a text")'
    sheet["A4"].formula = "=1+1"
    sheet["C1:C2"].formula_array = f'={THERE}KPI_TABLE("CP_PLANS","category")'
    return made


def formulas(book):
    """LibreOffice writes functions that it does not know in small letters."""
    return [book.sheets[0][cell].formula.upper() for cell in ("A1", "A2", "A4", "C1", "C2")]


def test_formulas_and_arrays_lose_the_path_and_nothing_else_changes(lo_app, book):
    macros.relink(app=lo_app)
    array = '=KPI_TABLE("CP_PLANS","CATEGORY")'
    assert ['=KPI("CP_PLANS")', '=IF(B1="",KPI(B1),1)', "=1+1", array, array] == formulas(book)
    assert f'={THERE}KPI("a text")' == book.sheets[0]["A3"].value
    assert book.sheets[0]["C2"].api.HasArray
    assert ["3 formulas mended.\nSave the workbook to keep it so."] == lo_app.impl.alerts


def test_a_saved_file_names_the_add_in_by_a_number(lo_app, tmp_path):
    made = openpyxl.Workbook()
    made.active["A1"] = '=[1]!KPI("CP_PLANS")+1'
    link = ExternalLink(ExternalBook(id="rId1"))
    there = r"file:///C:\Users\A\Scorecard.xlam"
    link.file_link = Relationship(type="externalLinkPath", Target=there, TargetMode="External", Id="rId1")
    made._external_links.append(link)
    made.save(tmp_path / "there.xlsx")
    opened = lo_app.books.open(tmp_path / "there.xlsx")
    macros.relink(app=lo_app)
    assert '=KPI("CP_PLANS")+1' == opened.sheets[0]["A1"].formula.upper()


def test_a_workbook_that_needs_no_mending_is_left_alone(lo_app, book):
    macros.relink(app=lo_app)
    before = formulas(book)
    macros.relink(app=lo_app)
    assert before == formulas(book)
    assert "No formula names another computer's add-in." == lo_app.impl.alerts[-1]


def test_protected_sheets_are_named_and_left_as_they_are(lo_app, book):
    book.sheets.add("Open", after=book.sheets[0])["B7"].formula = f'={THERE}KPI("LAC")'
    book.sheets[0].impl.x.protect("")
    before = formulas(book)
    macros.relink(app=lo_app)
    assert before == formulas(book)
    assert '=KPI("LAC")' == book.sheets["Open"]["B7"].formula.upper()
    [told] = lo_app.impl.alerts
    assert told.startswith("1 formula mended.")
    assert f"not mended: {book.sheets[0].name}!A1, {book.sheets[0].name}!C1:C2, {book.sheets[0].name}!A2." in told


class LinkedBook:
    """A workbook of which Excel knows links; it refuses to break one that it has forgotten."""

    def __init__(self, *links: str) -> None:
        self.api, self.links, self.broken = self, links, []

    def LinkSources(self, kind):  # noqa: N802
        assert 1 == kind
        return self.links or None

    def BreakLink(self, name, kind):  # noqa: N802
        if "forgotten" in name:
            raise OSError
        self.broken.append(name)


@pytest.mark.parametrize(
    ("links", "broken"),
    [
        ([], []),
        ([r"C:\Users\A\Scorecard.xlam", r"C:\Budget.xlsx"], [r"C:\Users\A\Scorecard.xlam"]),
        (["https://council.example/SCORECARD.XLAM"], ["https://council.example/SCORECARD.XLAM"]),
        ([r"C:\forgotten\Scorecard.xlam", r"D:\Scorecard.xlam"], [r"D:\Scorecard.xlam"]),
        ([r"C:\My scorecard 2015.xlsx", r"C:\Scorecard\Other.xlam"], []),
    ],
)
def test_only_links_to_the_add_in_are_broken(links, broken):
    book = LinkedBook(*links)
    assert len(broken) == _break_links(book)
    assert broken == book.broken
