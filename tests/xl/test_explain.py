"""Explain: the figure behind a cell, by the plan or by its formula, in one message."""

from __future__ import annotations

import pytest
import xlwings as xw

from scorecard import pipeline
from scorecard.errors import UsageError
from scorecard.workbook.cells import Origin
from scorecard.workbook.package import Package
from scorecard.xl import macros
from scorecard.xl.buttons.explaining import asked_by
from scorecard.xl.buttons.explanation import LONGEST, explanation, figure_of

LINES = ("Indicator", "Definition", "Counted", "Mapping", "Period", "Value")


@pytest.fixture(scope="module")
def held(demo_run):
    return demo_run.values


def lines(text):
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def test_every_planned_figure_can_be_explained_in_the_room_of_a_message_box(held):
    for code, facts in held.indicators.items():
        text = explanation(held, Origin(code))
        assert len(text) <= LONGEST
        assert bool(facts.extract) == ("\nExtract: " in text)
        said = lines(text)
        assert code == said["Indicator"].split(",")[0]
        assert said["Mapping"].startswith("mappings/indicators/")
        assert set(LINES) <= {*said, "Counted"}  # a ratio has no count of its own


def test_the_value_is_as_the_scorecard_prints_it_beside_what_it_is_of(held):
    said = lines(explanation(held, Origin("ICPC_TIMELINESS", "YTD 2016-02")))
    figure = held.get("ICPC_TIMELINESS", "YTD 2016-02")
    assert f"{figure.value:.1%} (computed)" == said["Value"]
    assert [f"{figure.numerator:g}", f"{figure.denominator:g}"] == [said["Numerator"], said["Denominator"]]


def test_categories_that_are_added_up_are_named_and_added_up(held):
    categories = tuple(held.breakdowns["CP_PLANS", "category"][:2])
    said = lines(explanation(held, Origin("CP_PLANS", "2016-03", "category", categories)))
    parts = [held.get("CP_PLANS", "2016-03", "category", each).value for each in categories]
    assert f"category: {' + '.join(categories)}" == said["Category"]
    assert f"{sum(parts):.0f} (computed)" == said["Value"]
    everything = lines(explanation(held, Origin("CP_PLANS", "2016-03", "category")))
    assert "category: all" == everything["Category"]
    assert f"{held.get('CP_PLANS', '2016-03').value:.0f} (computed)" == everything["Value"]


def test_planned_figures_are_those_that_are_explained(demo_workspace, demo_run):
    """Whatever the plan says that a cell shows is what it writes there."""
    computed, compared = pipeline.read_latest(demo_workspace), 0
    with Package(demo_run.workbook) as package:
        writes = pipeline.plan_workbook(demo_workspace, computed, package)
    for write in writes:
        origin = write.origin
        has_number = isinstance(write.value, int | float)
        if origin and origin.period and origin.field in ("value", "numerator") and has_number:
            figure = figure_of(computed.values, origin, computed.values.periods[origin.period])
            assert pytest.approx(getattr(figure, origin.field)) == write.value, write
            compared += 1
    assert compared > 4000


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        (Origin("CP_PLANS", "2016-03", "category", ("Neglect",), "share"), "share, 41.0%"),
        (Origin("CP_REPEAT", "YTD 2016-03", field="rag"), "rag, R"),
        (Origin("CP_PLANS", "2016-03", field="direction"), "direction, lower"),
        (Origin("CP_PLANS", "2016-03", field="England"), "England"),
        (Origin("CP_PLANS"), "value"),
    ],
)
def test_what_the_cell_shows_of_the_figure_is_said(held, origin, shown):
    assert shown == lines(explanation(held, origin))["Shown"]


def test_a_figure_that_is_not_there_says_so(held):
    assert "none for this period" == lines(explanation(held, Origin("CP_PLANS", "2001-01")))["Value"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=KPI("cp_plans")', Origin("CP_PLANS", "2016-03")),
        ("=KPI(A2)", Origin("CP_REPEAT", "2016-03")),
        ("=ROUND(KPI($A$2,B1,\"target\"),1)", Origin("CP_REPEAT", "2015-03", field="target")),
        ("=KPI(A1:A3,B1)", Origin("LAC", "2015-03")),  # the formula stands in row 3
        (
            '=KPI("CP_PLANS",,"share","category=neglect")',
            Origin("CP_PLANS", "2016-03", "category", ("Neglect",), "share"),
        ),
        ("=KPI(Other!A1)", Origin("LAC", "2016-03")),
        ('=SUM(KPI_SERIES("CP_PLANS","2015-04","2016-02"))', Origin("CP_PLANS", "2016-02")),
        ('=KPI_TABLE("CP_PLANS","Category","2016-03")', Origin("CP_PLANS", "2016-03", "category")),
    ],
)
def test_a_formula_is_explained_by_its_arguments(lo_app, held, formula, expected):
    book = lo_app.books.add()
    sheet = book.sheets[0]
    book.sheets.add("Other", after=sheet)["A1"].value = "LAC"
    sheet["A1"].value = [["CP_PLANS", "'2015-03"], ["CP_REPEAT", None], ["LAC", None]]
    assert expected == asked_by(formula, sheet["C3"], held)


def test_the_names_of_the_workbook_stand_for_arguments_that_are_left_out(lo_app, held):
    book = lo_app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].value = [["'2015-03", "category=Neglect"]]
    book.names.add("KPI_PERIOD", f"={sheet.name}!$A$1")
    book.names.add("KPI_WHERE", f"={sheet.name}!$B$1")
    asked = asked_by('=KPI("CP_PLANS")', sheet["C1"], held)
    assert Origin("CP_PLANS", "2015-03", "category", ("Neglect",)) == asked


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ('=KPI("CP_PLAN")', "There is no indicator"),
        ("=KPI(UPPER(A1))", "worked out by another formula"),
        ("=KPI(NOWHERE)", "no cell of this workbook"),
        ('=KPI_LIST("contacts")', "KPI_LIST shows no single figure"),
        ("=KPI_ASOF()", "KPI_ASOF shows no single figure"),
    ],
)
def test_a_formula_that_cannot_be_explained_says_why(lo_app, held, formula, told):
    cell = lo_app.books.add().sheets[0]["C3"]
    with pytest.raises(UsageError, match=told):
        asked_by(formula, cell, held)


def test_the_button_explains_planned_cells_and_formulas_and_no_others(lo_app: xw.App, demo_run):
    book = lo_app.books.open(demo_run.workbook)
    block = book.names["CONFERENCES_INDICATORS"].refers_to_range
    said = _explained(lo_app, block[1, 1])
    assert f"Conferences!{block[1, 1].get_address(False, False)}" == said.splitlines()[0]
    assert "value" == lines(said)["Shown"]
    target = _explained(lo_app, _headed(block, "Target"))
    assert "target" == lines(target)["Shown"]
    block[1, 1].value = 7
    first = _explained(lo_app, block[1, 1]).splitlines()[0]
    assert first.endswith(", which shows something else than the latest figures: press Refresh")
    free = book.sheets["Conferences"]["Z99"]
    free.formula = '=KPI("CP_PLANS")'
    assert "CP_PLANS" in lines(_explained(lo_app, free))["Indicator"]
    free.value = None
    assert "shows no figure" in _explained(lo_app, free)
    assert "No workspace is chosen" in _explained(lo_app, lo_app.books.add().sheets[0]["A1"])


def _headed(block, head):
    return next(block[1, column] for column in range(block.shape[1]) if block[0, column].value == head)


def _explained(app, cell):
    cell.sheet.activate()
    cell.select()
    macros.explain(app=app)
    return app.impl.alerts[-1]
