"""A workspace whose mapping adds categories: the tables of the workbook take them in, and all else stays as it was."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from packages import parts
from scorecard import pipeline
from scorecard.commentary.files import Written
from scorecard.commentary.page import PageFigures
from scorecard.commentary.render import render
from scorecard.definitions.workspace import Workspace, open_workspace, shipped
from scorecard.issues import Issues
from scorecard.workbook.cells import Area, Cell, CellWrite, address
from scorecard.workbook.package import Package
from scorecard.workbook.plan import plan
from scorecard.workbook.plan.figures import Figures
from test_restyled import DRAWING, restyled, without_cells

ONE_MORE, TWO_MORE, A_TEAM = "CONTACTS_OUTCOME", "SECTION_47_OUTCOME", "CASELOADS_INDICATORS"
MOVED = "CP_CATEGORY"
"""Shows the categories of the report, and a plan of several categories once there is one."""
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl drops what the fill keeps


def put_codes(folder: Path, name: str, last: str, *more: str) -> None:
    """The workspace's own mapping of an extract: the shipped one with codes added to a list."""
    text = (shipped() / "mappings" / "extracts" / name).read_text(encoding="utf-8")
    assert text.count(last) == 1
    target = folder / "mappings" / "extracts" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(last, "\n".join([last, *more])), encoding="utf-8")


def recode(folder: Path, name: str, every: int, old: str, new: str) -> None:
    """Every so many rows with a code have another one."""
    path = folder / "extracts" / name
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    holding = [number for number, row in enumerate(rows) if old in row]
    for number in holding[::every]:
        rows[number] = rows[number].replace(old, new, 1)
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8-sig")


@pytest.fixture(scope="module")
def template(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "template.xlsx"
    pipeline.make_template(demo_workspace, path)
    return path


@pytest.fixture(scope="module")
def workspace(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo council after it has an outcome more for contacts, two more for section 47, and a new team."""
    folder = tmp_path_factory.mktemp("council")
    for part in ("extracts", "scorecard.yaml"):
        source = demo_workspace.folder / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    put_codes(folder, "contacts.yaml", "    OTHER: {label: Other}", "    ONLINE: {label: Online safety}")
    put_codes(folder, "section47.yaml", "    Other: {label: Other}", "    LEGAL: {label: Legal planning meeting}",
              "    FAMILY: {label: Family group conference}")
    recode(folder, "contacts.csv", 40, ",NFA,", ",ONLINE,")
    recode(folder, "section47.csv", 9, ",NFA", ",LEGAL")
    recode(folder, "section47.csv", 9, ",NFA", ",FAMILY")
    recode(folder, "cp_plans.csv", 30, ",NEG,NEG,", ",NEG,MUL,")
    recode(folder, "caseloads.csv", 7, ",South,", ",Disabled children,")
    with (folder / "extracts" / "targets.csv").open("a", encoding="utf-8") as targets:
        targets.write("CASELOAD|team=Disabled children,2015-16,,,9,10,12\n")  # it has 18 and more
    return open_workspace(folder)


@pytest.fixture(scope="module")
def done(workspace: Workspace, template: Path) -> pipeline.Refreshed:
    return pipeline.refresh(workspace, template=template, out=template.with_name("filled.xlsx"))


def area_of(path: Path, name: str) -> Area:
    with Package(path) as package:
        return package.names[name]


@cache
def cells_of(path: Path) -> dict[str, list[tuple[Cell, ...]]]:
    """What the cells of each sheet hold, row by row."""
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def table(path: Path, name: str) -> dict[str, list[Cell]]:
    """The rows of a block by their labels, from top to bottom."""
    area = area_of(path, name)
    rows = [row[area.left - 1 : area.right] for row in cells_of(path)[area.sheet][area.top : area.bottom]]
    return {row[0]: list(row[1:]) for row in rows if row[0]}


def test_the_table_shows_the_new_outcome_above_its_total(done: pipeline.Refreshed) -> None:
    rows = table(done.workbook, ONE_MORE)
    assert ["Not recorded", "Online safety", "All contacts"] == list(rows)[-3:]
    online = done.values.get("CONTACTS", "R12 2016-03", "outcome", "Online safety")
    assert [online.value, online.share] == rows["Online safety"][:2]
    assert 100 < rows["Online safety"][0]


def test_the_total_is_that_of_the_indicator_and_the_sum_of_the_rows(done: pipeline.Refreshed) -> None:
    for name, code, last in ((ONE_MORE, "CONTACTS", "All contacts"), (TWO_MORE, "S47_COMPLETED", "All completed")):
        *categories, total = table(done.workbook, name).items()
        assert last == total[0]
        assert done.values.get(code, "R12 2016-03").value == total[1][0] == sum(row[0] for _, row in categories)
        assert 1 == pytest.approx(sum(row[1] for _, row in categories)) == total[1][1]


def test_two_outcomes_in_a_table_with_one_free_row_share_it_and_are_named(done: pipeline.Refreshed) -> None:
    both = [done.values.get("S47_COMPLETED", "R12 2016-03", "outcome", each).value
            for each in ("Legal planning meeting", "Family group conference")]
    assert sum(both) == table(done.workbook, TWO_MORE)["Other categories (2)"][0]
    told = [issue for issue in done.issues if issue.code == "block-too-small"]
    assert [("Section 47", "Legal planning meeting, Family group conference")] == [(i.sheet, i.found) for i in told]
    assert "block-too-small" in {issue.code for issue in done.values.issues}


def test_a_new_team_has_a_row_and_its_sparkline_has_its_months_on_data(done: pipeline.Refreshed) -> None:
    assert "Caseload, Disabled children" == list(table(done.workbook, A_TEAM))[-1]
    now = done.values.get("CASELOAD", "2016-03", "team", "Disabled children").value
    assert now == table(done.workbook, A_TEAM)["Caseload, Disabled children"][0]
    row = next(row for row in cells_of(done.workbook)["Data"] if row[1] == "Caseload, Disabled children")
    assert now == row[17]
    sheet = parts(done.workbook)[part_of(done.workbook, "Caseloads")].decode()
    at = area_of(done.workbook, A_TEAM).top + len(table(done.workbook, A_TEAM))
    assert f"<xm:sqref>L{at}</xm:sqref>" in sheet


def test_a_new_team_beyond_its_range_is_counted_and_is_an_exception_of_the_summary(done: pipeline.Refreshed) -> None:
    row = next(row for row in cells_of(done.workbook)["Summary"] if row[0] == "Caseload, Disabled children")
    now = done.values.get("CASELOAD", "2016-03", "team", "Disabled children")
    assert (now.value, "10–12", "R") == (row[1], row[6], row[7][0])
    its_own, exception = (row for row in cells_of(done.workbook)["Data"] if row[1] == "Caseload, Disabled children")
    assert its_own[5:18] == exception[5:18]


def test_a_new_team_that_is_red_is_asked_for_in_the_commentary_by_its_token(
    done: pipeline.Refreshed, workspace: Workspace
) -> None:
    issues = Issues()
    sheet = next(each for each in pipeline.read_mappings(workspace, issues).cells.sheets if each.sheet == "Caseloads")
    page = PageFigures(sheet, pipeline.read_mappings(workspace, issues).cells, Figures(done.values, ""))
    render(Written("caseloads", "caseloads.md", "It was {{CASELOAD}} in all."), page, issues)
    wanted = "{{CASELOAD|team=Disabled children}} or a word of it"
    assert wanted in [issue.expected for issue in issues if issue.code == "commentary-missing"]


def test_the_finished_workbook_agrees_with_itself(done: pipeline.Refreshed) -> None:
    assert {"block-too-small"} == {issue.code for issue in done.findings}


def test_the_new_row_and_the_total_look_as_their_neighbours_do(done: pipeline.Refreshed, template: Path) -> None:
    area = area_of(template, ONE_MORE)
    labels = list(table(done.workbook, ONE_MORE))
    before, after = (openpyxl.load_workbook(path)[area.sheet] for path in (template, done.workbook))
    new, total = (area.top + 1 + labels.index(each) for each in ("Online safety", "All contacts"))
    for column in range(area.left, area.right + 1):
        for there, here in ((new - 1, new), (new, total)):
            cells = before.cell(there, column), after.cell(here, column)
            assert 1 == len({(c.number_format, c.font.b, c.fill.bgColor.rgb, c.border.top.style, c.border.bottom.style)
                             for c in cells})


# ---------------------------------------------------------------- all else stays


def part_of(path: Path, sheet: str) -> str:
    return f"xl/worksheets/sheet{list(cells_of(path)).index(sheet) + 1}.xml"


@pytest.fixture(scope="module")
def planned(workspace: Workspace, done: pipeline.Refreshed, template: Path) -> list[CellWrite]:
    with Package(template) as package:
        return plan(done.values, pipeline.read_mappings(workspace, Issues()).cells, package, workspace.settings)


def test_parts_that_are_not_planned_are_the_same_byte_for_byte(done: pipeline.Refreshed, template: Path) -> None:
    before, after = parts(template), parts(done.workbook)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    may_change = r"xl/worksheets/sheet\d+\.xml|xl/charts/chart\d+\.xml|xl/tables/table1\.xml|xl/workbook\.xml"
    assert [] == [name for name in changed if not re.fullmatch(may_change, name)]


@pytest.mark.parametrize("name", [ONE_MORE, TWO_MORE, A_TEAM, MOVED])
def test_a_page_that_grew_differs_in_its_planned_cells_only(
    done: pipeline.Refreshed, template: Path, planned: list[CellWrite], name: str
) -> None:
    """Names, conditional formats, row heights, merged cells, links, sparklines and the print area are as they were."""
    sheet = area_of(template, name).sheet
    cells = {address(write.row, write.column) for write in planned if write.sheet == sheet}
    both = [without_cells(cells, parts(path)[part_of(path, sheet)]) for path in (template, done.workbook)]
    assert both[0] == both[1]
    assert area_of(template, name) == area_of(done.workbook, name)


def test_the_table_below_begins_where_it_did(done: pipeline.Refreshed, template: Path) -> None:
    below = area_of(done.workbook, "SECTION_47_DURATION")
    assert below.top == area_of(done.workbook, TWO_MORE).bottom + 1
    assert ["0 to 10", "All completed"] == [list(table(done.workbook, "SECTION_47_DURATION"))[at] for at in (0, -1)]


def test_the_grown_workbook_is_filled_again_in_the_same_places(done: pipeline.Refreshed, workspace: Workspace) -> None:
    again = pipeline.refresh(workspace, template=done.workbook, out=done.workbook.with_name("again.xlsx"))
    for name in (ONE_MORE, TWO_MORE, A_TEAM):
        assert table(done.workbook, name) == table(again.workbook, name)


# ---------------------------------------------------------------- in a template of the analyst's own


def test_a_restyled_template_grows_in_the_place_to_which_the_table_has_moved(
    done: pipeline.Refreshed, workspace: Workspace, template: Path
) -> None:
    own = restyled(template.with_name("restyled.xlsx"))
    filled = pipeline.refresh(workspace, template=own, out=own.with_name("restyled-filled.xlsx")).workbook
    assert ["Sexual", "Multiple", "All plans"] == list(table(filled, MOVED))[-3:]
    assert table(done.workbook, MOVED) == table(filled, MOVED)
    assert area_of(template, MOVED).top + 3 == area_of(own, MOVED).top
    before, after = parts(own), parts(filled)
    assert [before[name] for name in (DRAWING, "xl/styles.xml")] == [after[name] for name in (DRAWING, "xl/styles.xml")]
