"""Refresh and Apply snapshot on the real template, open in a spreadsheet application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from scorecard import pipeline
from scorecard.commentary.filled import remember
from scorecard.definitions.workspace import Workspace
from scorecard.issues import EquationFails, Issues, UnknownSection, UnmatchedNumber
from scorecard.workbook.package import Package
from scorecard.xl import macros
from scorecard.xl.open_book.issue_sheet import SHEET as ISSUES
from scorecard.xl.open_book.issue_sheet import list_issues
from scorecard.xl.open_book.live import LiveWorkbook
from scorecard.xl.open_book.writing import Writer
from xl.libreoffice.lo_engine import app_on, forget
from xl.libreoffice.lo_office import Office
from xl.open_council import contents, copied, differences, loaded, opened

TYPED = "Numbers fell because two schools closed a week early."


@dataclass
class Live:
    """A workbook that was refreshed while it was open."""

    app: xw.App
    book: xw.Book
    workspace: Workspace
    box: xw.Range
    told: str
    saved: Path
    headless: Path
    """The same, filled as a file."""
    filled: Path
    """That, opened and saved by the same application."""


@pytest.fixture(scope="module")
def live(office: Office, computed_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """An analyst has typed on a page, on a sheet of her own and into a box; then Refresh is pressed."""
    folder = tmp_path_factory.mktemp("live")
    workspace = copied(computed_workspace, folder / "council")
    app = app_on(office)
    book = opened(app, workspace)
    page = book.sheets["Conferences"]
    page["N3"].value = "ask Grace"
    page["N4"].formula = '=IF(ISNUMBER(B6),B6*100,"no figure")'
    notes = book.sheets.add("My notes", after=book.sheets[-1])
    notes["A1"].value = [["Workers", 12], ["Plans", None]]
    notes["B2"].formula = "=B1*Conferences!N4"
    box = book.names["CONTACTS_COMMENTARY"].refers_to_range
    box.value = TYPED
    page.activate()
    page["C7:D8"].select()
    app.api.ActiveWindow.ScrollRow = 3
    macros.refresh(app=app)
    saved, headless, filled = workspace.output / "live.xlsx", folder / "headless.xlsx", folder / "filled.xlsx"
    told = app.impl.alerts[-1]
    at = book.sheets.active.name, app.selection.address, app.api.ActiveWindow.ScrollRow
    assert ("Conferences", "$C$7:$D$8", 3) == at
    book.save(saved)
    pipeline.fill_scorecard(workspace, pipeline.read_latest(workspace), out=headless)
    control = app.books.open(headless)
    control.save(filled)
    control.close()
    book.activate()
    yield Live(app, book, workspace, box, told, saved, headless, filled)
    app.impl.quit()
    forget(app)


@pytest.fixture(scope="module")
def saved(live: Live) -> Any:
    return loaded(live.saved)


def test_the_open_workbook_is_filled_as_the_file_is_cell_by_cell(live: Live, saved: Any) -> None:
    names = [live.book.names[name] for name in ("CONTACTS_COMMENTARY", "CONTACTS_COMMENTARY_BY")]
    typed = {f"Contacts!{name.refers_to_range.get_address(False, False)}" for name in names}
    own = {"My notes", "Conferences!N3", "Conferences!N4"}
    assert [] == list(differences(loaded(live.filled), saved, typed | own))[:20]


def test_every_figure_is_the_headless_fills_to_the_digits_that_libreoffice_saves(
    live: Live, saved: Any
) -> None:
    headless = loaded(live.headless)
    found = 0
    for sheet in headless.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    assert cell.value == pytest.approx(saved[sheet.title][cell.coordinate].value, rel=1e-14)
                    found += 1
    assert found > 5000


def test_what_was_typed_outside_the_plan_stays(live: Live) -> None:
    notes = live.book.sheets["My notes"]
    assert "ask Grace" == live.book.sheets["Conferences"]["N3"].value
    assert [["Workers", 12.0], ["Plans", notes["B2"].value]] == notes["A1:B2"].value


def test_a_formula_of_the_analyst_that_reads_a_figure_is_calculated_again(live: Live) -> None:
    figure = live.book.sheets["Conferences"]["B6"].value
    assert figure * 100 == live.book.sheets["Conferences"]["N4"].value
    assert figure * 100 * 12 == live.book.sheets["My notes"]["B2"].value
    assert "=B1*Conferences!N4" == live.book.sheets["My notes"]["B2"].formula


def test_typed_commentary_is_kept_and_said_so(live: Live) -> None:
    assert TYPED == live.box.value
    assert "Commentary that was typed is kept: Contacts." in live.told


def test_the_outcome_is_one_message_and_progress_was_told(live: Live) -> None:
    assert "Refreshed: March 2016, data as at" in live.told
    assert 1 == len([each for each in live.app.impl.alerts if each.startswith("Refreshed")])
    stages = {each.split()[1] for each in live.app.impl.told}
    assert {"Mappings", "Extracts", "Indicators", "Store", "Workbook", "Check"} == stages
    assert live.app.status_bar is False
    assert ("automatic", True, True) == (live.app.calculation, live.app.screen_updating, live.app.enable_events)


def test_issues_of_extracts_are_listed_with_file_and_column(live: Live) -> None:
    rows = live.book.sheets[ISSUES].used_range.value
    assert ["Where", "What", "Found", "Expected", "What it costs", "What to do", "How many", "Go to"] == rows[0]
    assert any(str(row[0]).endswith(".csv") or ".csv, " in str(row[0]) for row in rows[1:])


def test_a_typed_box_that_the_workspace_knows_is_filled_again_by_apply_snapshot(live: Live) -> None:
    """Last in this module: it fills the workbook again, from the snapshot."""
    remember(live.workspace.store, [TYPED])
    before = contents(live.book)
    macros.apply_snapshot(app=live.app)
    assert live.app.impl.alerts[-1].startswith("Filled from the snapshot: March 2016")
    section = pipeline.read_latest(live.workspace).commentary["contacts"]
    assert section.text == live.box.value
    after = contents(live.book)
    same = [name for name in before if name not in ("Contacts", "Summary", ISSUES)]
    assert [before[name] for name in same] == [after[name] for name in same]


def test_the_live_workbook_answers_the_plan_as_the_file_does(lo_app: xw.App, council: Workspace) -> None:
    computed = pipeline.read_latest(council)
    headless = council.output / "headless.xlsx"
    pipeline.fill_scorecard(council, computed, out=headless)
    book = lo_app.books.open(headless)
    with Package(headless) as package:
        live = LiveWorkbook(book)
        assert package.sheets == live.sheets
        assert package.names == {name: area for name, area in live.names.items() if name in package.names}
        planned = pipeline.plan_workbook(council, computed, package)
        assert planned == pipeline.plan_workbook(council, computed, live)
        for write in planned[::7]:
            assert package.text(*write[:3]) == live.text(*write[:3])


def test_an_issue_about_a_cell_has_a_link_to_it_and_a_new_list_replaces_the_old(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    book.sheets[0].name = "Looked after"
    issues = Issues()
    issues.add(EquationFails(file="scorecard.xlsx", sheet="Looked after", cell="C9", found="12", expected="13"))
    issues.add(EquationFails(file="scorecard.xlsx", sheet="Looked after", cell="C10", found="=1", expected="2-3"))
    issues.add(UnmatchedNumber(file="commentary/2016-03/looked_after.md", line=4, found='"14"'))
    issues.add(UnknownSection(file="commentary/2016-03/school.md", found='"school"'))
    boxes = {"looked_after": "'Looked after'!A30"}
    assert list_issues(book, issues, Writer(book), boxes)
    sheet = book.sheets[ISSUES]
    assert "=HYPERLINK(\"#'Looked after'!C9\",\"'Looked after'!C9\")" == sheet["H2"].formula.replace(", ", ",")
    assert ["12", "=1"] == sheet["C2:C3"].value
    assert [2.0, None] == sheet["G2:G3"].value
    assert ["'Looked after'!A30", None] == [sheet["H4"].value, sheet["H5"].value or None]
    assert list_issues(book, Issues(), Writer(book), boxes)
    assert ["No issues", None] == sheet["A2:A3"].value
    assert [None, None] == sheet["H2:H3"].value
