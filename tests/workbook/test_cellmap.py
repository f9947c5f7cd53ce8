"""What a cell map may say, and what is told when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from invented import shipped
from scorecard.definitions.cellmap import CellMap, load_cell_map
from scorecard.definitions.cellmap_blocks import Show
from scorecard.issues import Issues
from scorecard.periods import Kind

SUMMARY = """\
summary: Scorecard
comparators: [{name: England, head: England}]
sheets: [Plans]
"""
SHEET = """\
sheet: Plans
section: plans
names: PLANS
title: Plans
headline: "{CP_PLANS} children on a plan, {CP_PLANS:since year ago}."
indicators:
  - block: PLANS_INDICATORS
    rows:
      - {indicator: CP_PLANS, label: Children on a plan, basis: month}
      - {indicator: CP_REPEAT, label: Repeat plans, basis: year_to_date}
tables:
  - block: PLANS_AGE
    label: Age
    indicator: CP_PLANS
    breakdown: age_group
    basis: month
    rows: {0 to 3: 0-3, Older: [4-11, 12-16]}
    total: All plans
commentary: {block: PLANS_COMMENTARY, lines: 5}
"""
KNOWN = {"CP_PLANS": None, "CP_REPEAT": None}


def load(folder: Path, *texts: str) -> tuple[CellMap, list[str]]:
    issues = Issues()
    files = []
    for number, text in enumerate(texts, start=1):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        files.append((path, f"{number}.yaml"))
    return load_cell_map(files, KNOWN, issues), [str(issue) for issue in issues]


def told(folder: Path, sheet: str, summary: str = SUMMARY) -> list[str]:
    return load(folder, summary, sheet)[1]


def test_the_shipped_map_has_no_mistake() -> None:
    cells, _ = shipped()
    expected = [
        "Early help", "Contacts", "Referrals", "Assessments", "Section 47", "Exploitation and missing", "Conferences",
        "Child protection plans", "Entering care", "Looked after", "Placements", "Reviews", "Care leavers",
        "Care leaver groups", "Caseloads", "Fostering", "Adoption",
    ]
    assert expected == [sheet.sheet for sheet in cells.sheets]


def test_a_sheet_is_read_with_its_rows_and_places(tmp_path: Path) -> None:
    cells, issues = load(tmp_path, SUMMARY, SHEET)
    assert [] == issues
    sheet = cells.sheets[0]
    assert [("CP_PLANS", Kind.MONTH), ("CP_REPEAT", Kind.YEAR_TO_DATE)] == [
        (row.indicator, row.basis) for row in sheet.rows
    ]
    assert {"0 to 3": ["0-3"], "Older": ["4-11", "12-16"]} == sheet.tables[0].rows
    assert ("2.yaml", 10) == (sheet.indicators[0].rows[1].file, sheet.indicators[0].rows[1].line("indicator"))


def test_columns_have_their_usual_roles_from_left_to_right(tmp_path: Path) -> None:
    cells, _ = load(tmp_path, SUMMARY, SHEET)
    columns = cells.columns(cells.sheets[0].indicators[0])
    assert list("BCDEFGHIL") == list(columns)
    assert (Show.COMPARATOR, "England") == (columns["I"].show, columns["I"].comparator)
    assert list("BCDEF") == list(cells.columns(cells.sheets[0].tables[0]))


def test_a_block_may_give_its_columns_other_roles(tmp_path: Path) -> None:
    columns = """
    columns:
      B: {show: value, head: "{period}"}
      C: {show: value, when: previous, back: 2, head: "{period}"}
    rows:"""
    cells, issues = load(tmp_path, SUMMARY, SHEET.replace("\n    rows:", columns, 1))
    assert [] == issues
    block = cells.sheets[0].indicators[0]
    assert 2 == cells.columns(block)["C"].back
    assert {} == cells.over(block)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("indicator: CP_REPEAT", "indicator: CP_REPEET",
         '2.yaml, line 10, sheet Plans: this name is not defined; found "CP_REPEET"; '
         'expected "CP_REPEAT" (did you mean that?).'),
        ("    total: All", "    totel: All",
         '2.yaml, line 18, sheet Plans, tables 1 totel: there is no such setting; found "totel"; '
         'expected "total" (did you mean that?).'),
        ("block: PLANS_AGE", "block: PLANS_INDICATORS",
         '2.yaml, line 12, sheet Plans: this name is defined twice; found "PLANS_INDICATORS"; '
         "expected a name other than that of 2.yaml, line 7."),
        ("label: Repeat plans", "label: Children on a plan",
         '2.yaml, line 10, sheet Plans, block PLANS_INDICATORS: this name is defined twice; '
         'found "Children on a plan"; expected a name other than that of 2.yaml, line 9.'),
        ("basis: year_to_date", "basis: year_to_data",
         '2.yaml, line 10, sheet Plans, indicators 1 rows 2 basis: the setting has a value that it cannot have; '
         'found "year_to_data"; expected "year_to_date" (did you mean that?).'),
        ("{CP_PLANS:since year ago}", "{CP_PLANS:since a year ago}",
         '2.yaml, line 5, sheet Plans, headline: this name is not defined; found "since a year ago"; '
         'expected "since year ago" (did you mean that?).'),
        ("total: All plans", "total: Older",
         '2.yaml, line 18, sheet Plans, block PLANS_AGE: this name is defined twice; found "Older"; '
         "expected a name other than that of 2.yaml, line 18."),
    ],
    ids=["unknown indicator", "unknown key", "block twice", "label twice", "unknown basis", "unknown aspect",
         "total like a row"],
)
def test_a_mistake_is_told_with_its_line_and_the_way_out(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert [expected] == told(tmp_path, SHEET.replace(old, new, 1))


def test_a_label_that_the_column_cuts_off_is_refused(tmp_path: Path) -> None:
    issues = told(tmp_path, SHEET.replace("label: Repeat plans", f"label: {'x' * 41}"))
    assert "at most 40 characters" in issues[0]


def test_a_name_that_could_be_an_address_is_refused(tmp_path: Path) -> None:
    issues = told(tmp_path, SHEET.replace("block: PLANS_AGE", "block: CP1"))
    assert "line 12" in issues[0]


def test_a_sheet_that_the_summary_does_not_list_is_told(tmp_path: Path) -> None:
    issues = told(tmp_path, SHEET, SUMMARY.replace("[Plans]", "[Plan]"))
    assert [
        '1.yaml, line 3, summary, sheets: this name is not defined; found "Plan"; '
        'expected "Plans" (did you mean that?).',
        '2.yaml, line 1, sheet Plans: the setting has a value that it cannot have; found "Plans"; '
        "expected a sheet that 1.yaml lists under `sheets`.",
    ] == issues


def test_a_map_needs_a_summary(tmp_path: Path) -> None:
    _, issues = load(tmp_path, SHEET)
    assert ['1.yaml, line 1, cell map: a setting is missing; expected a file with the key "summary".'] == issues


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    _, issues = load(tmp_path, SUMMARY, SHEET, "sheets: []\n")
    assert ['3.yaml, line 1: there is no such setting; found "sheets"; expected "summary" or "sheet".'] == issues


def test_a_page_has_room_for_two_charts_beside_its_tables(tmp_path: Path) -> None:
    chart = """
  - heading: Chart {}
    shape: line
    alt: A line over thirteen months.
    series: [{{label: Plans, indicator: CP_PLANS}}]"""
    issues = told(tmp_path, SHEET + "charts:" + "".join(chart.format(n) for n in (1, 2, 3)) + "\n")
    assert ['2.yaml, line 29, sheet Plans, charts: the setting has a value that it cannot have; found "Chart 3"; '
            "expected at most 2 beside the tables."] == issues


@pytest.mark.parametrize(("grows", "line", "expected"), [
    ("{indicator: CP_PLANS, where: team=South, label: South, basis: month}", 7,
     "a row to grow with, such as `where: team={category}` and `label: Caseload, {category}`"),
    ('{indicator: CP_REPEAT, where: "team={category}", label: "Team {category}", basis: month}', 7,
     "a row to grow with that is like one of the rows, whose look it takes over"),
])
def test_a_block_grows_by_rows_like_its_own(tmp_path: Path, grows: str, line: int, expected: str) -> None:
    own = "      - {indicator: CP_PLANS, where: team=North, label: North, basis: month}\n"
    sheet = SHEET.replace("tables:\n", f"{own}    grows: {grows}\ntables:\n")
    found = told(tmp_path, sheet)
    assert 1 == len(found)
    assert found[0].startswith(f"2.yaml, line {line}")
    assert expected in found[0]
