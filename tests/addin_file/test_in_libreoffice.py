"""The add-in's wrappers and ribbon callbacks run in LibreOffice, down to the real worksheet functions.

Only what needs Excel is replaced: xlwings' module, the dialogs, and CVErr, which LibreOffice's Basic does not know.
"""

from __future__ import annotations

import os

import pytest

from addin_file.lo_addin import OpenAddin, callbacks, environment, profile
from scorecard.periods import Kind
from xl.libreoffice.lo_office import OfficeMissingError, started

MACROS = "from scorecard.xl import macros; macros."
WORTH = {
    "ScorecardRibbon.OnRefresh": "refresh()",
    "ScorecardRibbon.OnApplySnapshot": "apply_snapshot()",
    "ScorecardRibbon.OnCheck": "check()",
    "ScorecardRibbon.OnIndicators": "indicators()",
    "ScorecardRibbon.OnExplain": "explain()",
    "ScorecardRibbon.OnSaveCommentary": "save_commentary()",
    "ScorecardRibbon.OnFreezeCopy": "freeze_copy()",
    "ScorecardRibbon.OnRelink": "relink()",
    "ScorecardRibbon.OnPublish": "publish()",
    "ScorecardRibbon.OnSettings": "settings()",
    "ScorecardRibbon.OnHelp": "help_()",
}


@pytest.fixture(scope="module")
def addin(soffice, demo_workspace, demo_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("addin")
    calls = folder / "calls.jsonl"
    try:
        with started(profile(folder / "profile"), environment(calls)) as office:
            yield OpenAddin(office.desktop, folder, demo_workspace.folder, calls)
    except OfficeMissingError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def figure(demo_run):
    """The reporting month's figure of conferences held in time."""
    values = demo_run.values
    return values.get("ICPC_TIMELINESS", values.run.period.label).value


def test_a_formula_gives_the_figure_of_the_latest_month(addin, figure):
    assert figure == pytest.approx(addin.formula('=KPI("ICPC_TIMELINESS")'))


def test_what_is_left_out_reaches_python_as_empty_behind_the_context(addin, demo_workspace):
    addin.asked()
    addin.formula('=KPI("ICPC_TIMELINESS")')
    context = [str(demo_workspace.folder), None, None]
    assert [["scorecard.xl.functions", "KPI", [context, "ICPC_TIMELINESS", None, None, None]]] == addin.asked()


def test_arguments_may_be_cells_and_the_answer_goes_on_counting(addin, figure):
    addin.cell("H1").String = "icpc_timeliness"
    addin.cell("H2").String = "latest"
    assert 2 * figure == pytest.approx(addin.formula("=KPI(H1;H2)*2"))


def test_a_range_goes_to_python_in_one_call_and_comes_back_as_cells(addin, figure):
    for row, code in enumerate(("ICPC_TIMELINESS", "NO_SUCH_CODE", "ICPC_TIMELINESS"), start=1):
        addin.cell(f"H{row}").String = code
    addin.asked()
    expected = [[pytest.approx(figure)], ["#N/A"], [pytest.approx(figure)]]
    assert expected == addin.array("=KPI(H1:H3)", 3, 1)
    assert 1 == len(addin.asked())


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ('=KPI("NO_SUCH_CODE")', "#N/A"),
        ('=KPI("ICPC_TIMELINESS";"2050-01")', "#N/A"),
        ('=KPI("ICPC_TIMELINESS";"soon")', "#VALUE!"),
        ('=KPI("ICPC_TIMELINESS";"latest";"no such field")', "#VALUE!"),
        ('=KPI_TABLE("ICPC_TIMELINESS";"no such breakdown")', "#VALUE!"),
    ],
)
def test_what_cannot_be_answered_is_an_error_of_the_cell(addin, formula, error):
    assert error == addin.formula(formula)


def test_an_unknown_code_is_found_by_isna(addin):
    assert "missing" == addin.formula('=IFNA(KPI("NO_SUCH_CODE");"missing")')


def test_what_python_raises_on_the_way_is_an_error_and_never_its_text(addin):
    assert "#N/A" == addin.formula('=KPI("BROKEN")')


def test_a_table_fills_rows_and_columns(addin, demo_run):
    values = demo_run.values
    categories = values.breakdowns["CP_PLANS", "category"]
    rows = addin.array('=KPI_TABLE("CP_PLANS";"category")', len(categories) + 1, 2)
    by_name = {name: number for name, number in rows if name in categories}
    label = values.run.period.label
    expected = {name: values.get("CP_PLANS", label, "category", name).value for name in categories}
    assert {name: pytest.approx(value) for name, value in expected.items()} == by_name


def test_a_series_fills_a_row_for_each_month(addin, figure):
    rows = addin.array('=KPI_SERIES("ICPC_TIMELINESS")', 200, 2)
    assert pytest.approx(figure) in [value for _, value in rows]


def test_the_names_of_the_workbook_are_the_defaults_of_all_formulas(addin, demo_run):
    values = demo_run.values
    earlier = sorted(label for label, each in values.periods.items() if each.kind is Kind.MONTH)[-5]
    addin.name("KPI_PERIOD", "J1", earlier)
    try:
        wanted = values.get("ICPC_TIMELINESS", earlier).value
        assert wanted == pytest.approx(addin.formula('=KPI("ICPC_TIMELINESS")'))
    finally:
        addin.document.NamedRanges.removeByName("KPI_PERIOD")


@pytest.mark.parametrize("formula", ["=KPI_LIST()", '=KPI_WHY("NO_SUCH_CODE")', "=KPI_ASOF()"])
def test_the_other_functions_answer_in_words(addin, formula):
    said = addin.formula(formula)
    assert isinstance(said, str)
    assert said
    assert not said.startswith("#")


@pytest.mark.parametrize("button", callbacks("onAction"))
def test_a_button_runs_its_line_of_python(addin, button):
    addin.run("ScorecardDialogs.Prepare", "C:\\Scorecard\\work", "latest")
    assert MACROS + WORTH[button] == addin.run("xlwings.Press", button)


@pytest.mark.parametrize("ending", ["was ended", "raises"])
def test_excel_is_put_back_where_python_did_not_do_it(addin, ending):
    calculates, has_events, told = addin.run("xlwings.After", ending)
    assert (True, True) == (bool(calculates), bool(has_events))
    assert ("scorecard addin doctor" in told) == (ending == "raises")  # xlwings itself tells how Python ended


@pytest.mark.parametrize("whole", ["H:H", "H:I", "2:2"])
def test_whole_columns_and_rows_end_with_the_used_part_of_their_sheet(addin, whole):
    for row, code in enumerate(("ICPC_TIMELINESS", "CP_PLANS"), start=1):
        addin.cell(f"H{row}").String = code
    addin.asked()
    addin.run("xlwings.AskedFor", whole)
    [[_module, _function, [_context, cells, *_]]] = addin.asked()
    used = addin.sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    last = used.RangeAddress
    height, width = (1, last.EndColumn + 1) if whole == "2:2" else (last.EndRow + 1, len(set(whole) - {":"}))
    assert (height, width) == (len(cells), len(cells[0]))
    assert "CP_PLANS" == (cells[0][7] if whole == "2:2" else cells[1][0])


@pytest.mark.parametrize("button", ["ScorecardRibbon.OnPublish", "ScorecardRibbon.OnSettings"])
def test_a_question_that_is_not_answered_stops_its_button(addin, button):
    addin.run("ScorecardDialogs.Prepare", "", "")
    assert "" == addin.run("xlwings.Press", button)


def test_what_is_answered_is_kept_on_the_sheet_of_settings_as_it_was_typed(addin, demo_workspace):
    addin.run("ScorecardDialogs.Prepare", str(demo_workspace.folder), "2016-02")
    addin.run("xlwings.Press", "ScorecardRibbon.OnSettings")
    assert (str(demo_workspace.folder), "2016-02") == (addin.setting("WORKSPACE"), addin.setting("PERIOD"))
    addin.run("ScorecardDialogs.Prepare", str(demo_workspace.folder), "Latest")
    addin.run("xlwings.Press", "ScorecardRibbon.OnSettings")
    assert "" == addin.setting("PERIOD")


def test_the_tab_shows_the_version_and_its_buttons(addin):
    import scorecard

    assert f"Scorecard {scorecard.__version__}" == addin.run("xlwings.Label", "ScorecardRibbon.GetVersion")
    assert addin.run("xlwings.Label", "ScorecardRibbon.GetIsBookOpen") in (True, -1)
