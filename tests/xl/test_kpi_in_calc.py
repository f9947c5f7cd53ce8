"""=KPI() typed into an empty sheet of a plain workbook, evaluated by LibreOffice Calc."""

import shutil
import sysconfig
from pathlib import Path

import openpyxl
import pytest

import scorecard
from scorecard.store import snapshot
from xl.libreoffice.lo_office import properties, started
from xl.udf_workspace import ADVICE, NOTHING_FURTHER, write_workspace

SCRIPT = Path(__file__).with_name("udf_in_calc.py")

WRAPPER = """
Function KPI(code, Optional period, Optional field, Optional where)
  Dim given(3)
  given(0) = code
  If Not IsMissing(period) Then given(1) = period
  If Not IsMissing(field) Then given(2) = field
  If Not IsMissing(where) Then given(3) = where
  KPI = Answer("KPI", given)
End Function

Function KPI_WHY(code)
  KPI_WHY = Answer("KPI_WHY", Array(code))
End Function

Function Answer(name, given)
  Dim provider, python, said, r, c
  provider = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
  python = provider.getScript("vnd.sun.star.script:udf_in_calc.py$answer?language=Python&location=user")
  said = python.invoke(Array(name, given), Array(), Array())
  If Not IsArray(said) Then
    Answer = said
    Exit Function
  End If
  Dim cells(UBound(said), UBound(said(0)))
  For r = 0 To UBound(said)
    For c = 0 To UBound(said(0))
      cells(r, c) = said(r)(c)
    Next c
  Next r
  Answer = cells
End Function
"""
"""The wrapper's part, as `addin/vba` does it for Excel; the script beside turns the texts of errors into errors."""

NA, VALUE = 32767, 519
"""Calc's numbers of #N/A and #VALUE!. (An argument that is left empty between others, Calc passes as 0.)"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calc")
    write_workspace(folder)
    return folder


@pytest.fixture(scope="module")
def calc(soffice, uno_bridge, workspace, tmp_path_factory):
    """A LibreOffice in which formulas reach the worksheet functions."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user" / "Scripts" / "python").mkdir(parents=True)
    shutil.copy(SCRIPT, profile / "user" / "Scripts" / "python")
    packages = [str(Path(scorecard.__file__).parents[1]), sysconfig.get_paths()["purelib"]]
    with started(profile, {"PYTHONPATH": ":".join(packages), "SCORECARD_WORKSPACE": str(workspace)}) as office:
        libraries = office.service("com.sun.star.script.ApplicationScriptLibraryContainer")
        libraries.loadLibrary("Standard")
        libraries.getByName("Standard").insertByName("Wrapper", WRAPPER)
        yield office


@pytest.fixture
def sheet(calc, tmp_path):
    """The first sheet of a plain, empty workbook."""
    plain = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(plain)
    how = properties(Hidden=True, MacroExecutionMode=4)
    book = calc.desktop.loadComponentFromURL(plain.as_uri(), "_blank", 0, how)
    yield book.Sheets.getByIndex(0)
    book.close(True)


def typed(sheet, address, formula):
    cell = sheet.getCellRangeByName(address)
    cell.Formula = formula
    return cell.getError() or (cell.String if cell.FormulaResultType2 == 2 else cell.Value)


def test_kpi_is_evaluated_in_a_plain_workbook(sheet, workspace):
    figures = snapshot.load(snapshot.latest(workspace / "store"))
    assert figures.get("ICPC_TIMELINESS", "2016-03").value == typed(sheet, "A1", '=KPI("ICPC_TIMELINESS")')
    sheet.getCellRangeByName("C1").String = "contacts"
    sheet.getCellRangeByName("D1").Formula = "=DATE(2016;2;29)"
    sheet.getCellRangeByName("E1").String = NOTHING_FURTHER
    expected = {
        '=KPI("ICPC_TIMELINESS")': 0.5,
        '=KPI("ICPC_TIMELINESS")*2': 1.0,
        '=KPI("CONTACT_TIMELINESS";"2016-03";"rag")': "G",
        "=KPI(C1)": 3,
        "=KPI(C1;D1)": 1,
        '=KPI(C1;"";"";E1)': 2,
        '=KPI(C1;D1;"share";E1)': 1.0,
        "=KPI(C1)*2": 6,
        "=IFERROR(KPI(C1);0)+KPI(C1;D1)": 4,
        f'=KPI("CONTACTS";"";"";"{ADVICE}")': "c",
        f'=ISTEXT(KPI("CONTACTS";"";"";"{ADVICE}"))': 1,
        '=KPI("NOTHING_LIKE_IT")': NA,
        '=ISNA(KPI("NOTHING_LIKE_IT"))': 1,
        '=ISNA(KPI("CONTACT_TIMELINESS";"2016-02"))': 1,
        '=IFNA(KPI("CP_PLANS");"none")': "none",
        '=KPI("CONTACTS";"soon")': VALUE,
        "=KPI(C2)": "",
        '=KPI_WHY("CP_PLANS")': "CP_PLANS is not available: there is no extract cp_plans.",
    }  # fmt: skip
    assert expected == {formula: typed(sheet, "A2", formula) for formula in expected}


def test_kpi_over_a_range_is_one_array_formula(sheet):
    codes, periods = ["CONTACTS", "NOTHING_LIKE_IT", "CONTACT_TIMELINESS"], ["2016-02", "2016-03"]
    sheet.getCellRangeByName("A2:A4").setDataArray(tuple((code,) for code in codes))
    sheet.getCellRangeByName("B1:C1").setFormulaArray((tuple(f"'{period}" for period in periods),))
    block = sheet.getCellRangeByName("B2:C4")
    block.setArrayFormula("=KPI(A2:A4;B1:C1)")
    errors = [[block.getCellByPosition(c, r).getError() for c in range(2)] for r in range(3)]
    assert [[0, 0], [NA, NA], [NA, 0]] == errors
    assert [1.0, 3.0, 1.0] == [block.getCellByPosition(c, r).Value for c, r in ((0, 0), (1, 0), (1, 2))]
    assert 4 == typed(sheet, "E1", "=SUM(B2:C2)")
    assert 3 == typed(sheet, "E2", "=SUMPRODUCT(ISNA(B2:C4)*1)")
