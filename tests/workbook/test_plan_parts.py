"""Rows of one category, columns of another indicator, and charts over a range."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from invented import counted, facts, paper, shipped
from invented import values_of as just
from packages import parts
from scorecard.definitions.cellmap import CellMap, Sheet, Summary
from scorecard.periods import parse
from scorecard.values import Benchmark, IndicatorValue, Polarity, Rag, Status, Unit, Values
from scorecard.workbook.cells import Cell
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.sections import plan_section
from scorecard.workbook.series import SeriesKey, data_rows
from scorecard.workbook.template import write_template

SHEET = Sheet.model_validate({
    "sheet": "Teams", "section": "teams", "names": "TEAMS", "title": "Teams", "headline": "{LOAD|team=South} each.",
    "indicators": [{
        "block": "TEAMS_INDICATORS",
        "rows": [{"indicator": "LOAD", "label": "All", "basis": "month"},
                 {"indicator": "LOAD", "where": "team=South", "label": "South", "basis": "month"}],
        "columns": {"B": {"show": "value", "head": "Now"}, "C": {"show": "target", "head": "Range"},
                    "D": {"show": "rag", "head": "RAG"},
                    "E": {"show": "comparator", "comparator": "England", "head": "England"}},
    }],
    "tables": [{
        "block": "TEAMS_PLANS", "label": "Status", "indicator": "LISTED", "breakdown": "status", "basis": "month",
        "rows": {"Eligible": "Eligible", "Relevant": "Relevant"}, "total": "All",
        "columns": {"B": {"show": "value", "head": "Total"},
                    "C": {"show": "value", "head": "With plan", "indicator": "PLANNED"},
                    "D": {"show": "value", "head": "Girls", "breakdown": "status_of_girls"}},
    }],
    "commentary": {"block": "TEAMS_COMMENTARY", "lines": 3},
})
MAP = CellMap(Summary(summary="S"), (SHEET,))
TEMPLATE = paper(
    "Teams",
    [["Cases", "Now", "Range", "RAG", "England"], ["All"], ["South"],
     ["Status", "Total", "With plan", "Girls"], ["Eligible"], ["Relevant"], ["All"]],
    TEAMS_INDICATORS=(1, 1, 3, 5), TEAMS_PLANS=(4, 1, 7, 4),
)


def figures() -> Values:
    south = IndicatorValue("LOAD", "2016-03", "team", "South", 200, 10, 20.0, Status.COMPUTED, 20, 22, Rag.GREEN)
    planned = [("", "", 0.9), ("status", "Eligible", 0.8), ("status", "Relevant", 0.5)]
    girls = [("Eligible", 58), ("Relevant", 2)]
    values = just(
        [facts("LOAD", Unit.RATE, Polarity.IN_RANGE), facts("LISTED", Unit.NUMBER, Polarity.NO_JUDGEMENT),
         facts("PLANNED", Unit.PERCENT, Polarity.HIGH_IS_GOOD)],
        [counted("LOAD", "2016-03", 24.5), south, counted("LISTED", "2016-03", 137),
         *(counted("LISTED", "2016-03", n, 137, "status", each) for each, n in (("Eligible", 130), ("Relevant", 7))),
         *(counted("LISTED", "2016-03", n, 60, "status_of_girls", each) for each, n in girls),
         *(counted("PLANNED", "2016-03", value, None, *part) for *part, value in planned)],
    )
    values.benchmarks = [Benchmark("LOAD", "England", "2014-15", 16.0, "Workforce census")]
    values.periods["2014-15"] = parse("2014-15")
    return values


@pytest.fixture(scope="module")
def rows() -> dict[int, list[Cell]]:
    draft = Draft(TEMPLATE)
    plan_section(draft, SHEET, MAP, Figures(figures(), ""))
    assert [] == draft.issues
    found: dict[int, list[Cell]] = {}
    for write in draft.writes:
        found.setdefault(write.row, []).append(write.value)
    return found


def test_a_row_of_a_category_shows_its_own_figure_and_range_and_no_comparator(rows: dict[int, list[Cell]]) -> None:
    assert [24.5, "—", "○", 16.0] == rows[2]
    assert [20, "20–22", "G ●", "—"] == rows[3]


def test_a_column_shows_another_indicator_or_breakdown_of_the_same_categories(rows: dict[int, list[Cell]]) -> None:
    assert [[130, 0.8, 58], [7, 0.5, 2]] == [rows[5], rows[6]]


def test_the_total_of_a_percentage_is_its_own_and_that_of_a_count_its_base(rows: dict[int, list[Cell]]) -> None:
    assert [137, 0.9, 60] == rows[7]


def test_every_part_that_is_shown_has_a_row_of_data() -> None:
    keys = [row.key for row in data_rows(MAP)]
    month = SHEET.tables[0].basis
    wanted = [("LOAD", "team: South"), ("PLANNED", "status: Eligible"), ("LISTED", "status_of_girls: Relevant")]
    assert set() == {SeriesKey(code, month, category) for code, category in wanted} - set(keys)


def test_a_chart_with_a_range_draws_a_band_of_two_areas_under_its_lines(tmp_path: Path) -> None:
    cells, known = shipped()
    write_template(tmp_path / "made.xlsx", cells, known)
    charts = [etree.fromstring(data) for name, data in parts(tmp_path / "made.xlsx").items() if "charts/chart" in name]
    areas = [[len(area.findall("{*}ser")) for area in chart.iter("{*}areaChart")] for chart in charts]
    wanted = sum(chart.range for sheet in cells.sheets for chart in sheet.charts)
    assert (wanted, [[2]] * wanted) == (3, [each for each in areas if each])
