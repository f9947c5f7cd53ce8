"""Rows beside an indicator, earlier periods, heads with years, and tables of indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from invented import facts, paper, values_of
from scorecard.definitions.cellmap import CellMap, Sheet, Summary, load_cell_map
from scorecard.definitions.cellmap_blocks import Column, IndicatorRow, When
from scorecard.issues import Issues
from scorecard.periods import Kind, parse
from scorecard.values import Benchmark, Direction, IndicatorValue, Polarity, Rag, Status, Unit, Values
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.judged import judged_rows
from scorecard.workbook.plan.sections import plan_section

PERIODS = [{"show": "value", "head": "{period}"}, {"show": "value", "when": "previous", "head": "{period}"}]
SHEET = Sheet.model_validate({
    "sheet": "Adoption", "section": "adoption", "names": "ADOPTION", "title": "Adoption", "headline": "{A1} days.",
    "indicators": [{
        "block": "ADOPTION_YEARS", "label": "Three years",
        "columns": {
            "B": PERIODS[0], "C": PERIODS[1], "D": {"show": "direction", "when": "previous", "head": "Since"},
            "E": {"show": "target", "head": "Threshold"}, "F": {"show": "rag", "head": "RAG"},
            "G": {"show": "comparator", "comparator": "region", "head": "{region}\n{year}"},
            "H": {"show": "sparkline", "across": "B-C", "head": "{oldest} to {period}"},
        },
        "rows": [
            {"indicator": "A1", "label": "Days", "basis": "three_years"},
            {"indicator": "A1", "label": "Threshold", "basis": "three_years", "what": "target"},
            {"indicator": "A3", "label": "Waiting", "basis": "three_years", "judged": False},
            {"indicator": "A3", "label": "Children", "basis": "three_years", "what": "numerator"},
        ],
    }],
    "indicator_tables": [{
        "block": "ADOPTION_STEPS", "label": "Steps", "basis": "financial_year",
        "columns": {"B": {"show": "value", "when": "last_year", "head": "{period}"},
                    "C": {"show": "share", "when": "last_year", "head": "% of first"},
                    "D": {"show": "step", "when": "last_year", "head": "% before"},
                    "E": {"show": "change", "when": "last_year", "head": "Change"}},
        "lines": {"Asked": {"indicator": "ASKED"}, "Began": {"indicator": "BEGAN", "what": "numerator"},
                  "In time": {"indicator": "BEGAN"}},
    }],
    "commentary": {"block": "ADOPTION_COMMENTARY", "lines": 3},
})
MAP = CellMap(Summary.model_validate({"summary": "S"}), (SHEET,))
LINES = [
    ["Three years", "Mmm yyyy", "Mmm yyyy", "Since", "Threshold", "RAG", "Region Mmm yyyy", "Mmm yyyy to Mmm yyyy"],
    ["Days"], ["Threshold"], ["Waiting"], ["Children"],
    ["Steps", "Mmm yyyy", "% of first", "% before", "Change"],
    ["Asked"], ["Began"], ["In time"],
]
NAMES = {"ADOPTION_YEARS": (1, 1, 5, 8), "ADOPTION_STEPS": (6, 1, 9, 5)}


def figure(code: str, period: str, numerator: float, base: float | None, target: float | None = None) -> IndicatorValue:
    value = numerator / base if base else numerator
    rag = Rag.RED if target else Rag.NONE
    return IndicatorValue(code, period, "", "", numerator, base, value, Status.COMPUTED, target, None, rag, -1.0,
                          Direction.IMPROVED)


@pytest.fixture
def values() -> Values:
    known = [facts("A1", Unit.DAYS, Polarity.LOW_IS_GOOD), facts("A3", Unit.PERCENT, Polarity.HIGH_IS_GOOD),
             facts("ASKED", Unit.NUMBER, Polarity.HIGH_IS_GOOD), facts("BEGAN", Unit.PERCENT, Polarity.HIGH_IS_GOOD)]
    made = values_of(known, [
        figure("A1", "2013-16", 542, None, 426), figure("A1", "2012-15", 625, None, 487),
        figure("A3", "2013-16", 260, 400, 0.9), figure("A3", "2012-15", 228, 400, 0.9),
        figure("ASKED", "2015-16", 211, None), figure("ASKED", "2014-15", 290, None),
        figure("BEGAN", "2015-16", 40, 211), figure("BEGAN", "2014-15", 58, 290),
    ])
    made.benchmarks = [Benchmark("A1", "West Midlands", "2012-15", 590, "DfE"),
                       Benchmark("A1", "West Midlands", "2015-16", 1, "DfE")]
    made.periods |= {label: parse(label) for label in ("2012-15", "2015-16")}
    return made


@pytest.fixture
def written(values: Values) -> dict[int, list[object]]:
    draft = Draft(paper("Adoption", LINES, **NAMES), "West Midlands")
    plan_section(draft, SHEET, MAP, Figures(values, "West Midlands"))
    assert [] == draft.issues
    rows: dict[int, list[object]] = {}
    for write in sorted(draft.writes, key=lambda each: (each.row, each.column)):
        rows.setdefault(write.row, []).append(write.value)
    return rows


def test_heads_say_the_periods_the_comparators_year_and_the_oldest_cell(written: dict[int, list[object]]) -> None:
    assert ["2013/16", "2012/15", "West Midlands\n2012/15", "2012/15 to 2013/16"] == written[1]


def test_three_years_are_compared_with_three_years(written: dict[int, list[object]]) -> None:
    assert [542, 625, "↑ Improved", 426, "R ■", 590] == written[2]


def test_a_row_of_targets_shows_the_target_of_each_period_and_nothing_else(written: dict[int, list[object]]) -> None:
    assert [426, 487, None, None, None, None] == written[3]


def test_a_row_that_is_not_judged_has_no_target_and_no_rag(values: Values, written: dict[int, list[object]]) -> None:
    assert [0.65, 0.57, "↑ Improved", "—", "○", "—"] == written[4]
    rags = [(each.row.label, each.rag) for each in judged_rows(MAP, Figures(values, "West Midlands"))]
    assert [("Days", Rag.RED), ("Waiting", Rag.NONE)] == rags


def test_a_row_of_counts_moves_and_is_not_judged(written: dict[int, list[object]]) -> None:
    assert [260, 228, "Higher", "—", "○", "—"] == written[5]


def test_a_line_has_its_share_of_the_first_and_of_the_one_before(written: dict[int, list[object]]) -> None:
    assert [["2014/15"], [290, 1.0, "—", -79], [58, 0.2, 0.2, -18]] == [written[number] for number in (6, 7, 8)]


def test_a_percentage_is_no_part_of_a_count(written: dict[int, list[object]]) -> None:
    value, share, step, change = written[9]
    assert (0.2, "—", "—", -1.0) == (value, share, step, round(change, 1))


def test_a_workbook_that_was_filled_is_filled_again(values: Values) -> None:
    filled = [["Three years", "2013/16", "2012/15", "Since", "Threshold", "RAG", "West Midlands\n2012/15",
               "2012/15 to 2013/16"], *LINES[1:]]
    draft = Draft(paper("Adoption", filled, **NAMES), "West Midlands")
    plan_section(draft, SHEET, MAP, Figures(values, "West Midlands"))
    assert [] == draft.issues


def test_the_last_year_end_is_that_before_the_year_of_the_period(values: Values) -> None:
    found = Figures(values, "").period(Kind.QUARTER, When.YEAR_END)
    assert "2014-15" == found.label


def test_a_direction_is_not_told_against_a_year_end() -> None:
    with pytest.raises(ValueError, match="a period of the same length"):
        Column.model_validate({"show": "direction", "when": "year_end", "head": "Since"})


def test_a_row_shows_the_count_of_published_figures_only_where_there_is_one(values: Values) -> None:
    values.figures.clear()
    row = IndicatorRow.model_validate({"indicator": "A3", "label": "Children", "basis": "three_years",
                                       "what": "numerator"})
    assert "[x]" == Figures(values, "").shown(row, Column.model_validate(PERIODS[0]))


def test_a_chart_over_cells_needs_the_rows_that_it_draws(tmp_path: Path) -> None:
    text = """\
sheet: Adoption
section: adoption
names: ADOPTION
title: Adoption
headline: "{A1} days."
indicators:
  - block: ADOPTION_YEARS
    rows:
      - {indicator: A1, label: Days, basis: three_years}
charts:
  - heading: Days
    shape: line
    block: ADOPTION_YEARS
    target: true
    series: [{label: Days, indicator: A1, basis: three_years}]
    alt: A line over four periods of three years.
commentary: {block: ADOPTION_COMMENTARY, lines: 3}
"""
    files = []
    for name, content in (("sheet.yaml", text), ("summary.yaml", "summary: S\nsheets: [Adoption]\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        files.append((tmp_path / name, name))
    issues = Issues()
    load_cell_map(files, {"A1": None}, issues)
    assert ["a row of ADOPTION_YEARS with its target, three_years"] == [
        each.expected for each in issues  # type: ignore[attr-defined]
    ]
