"""Whatever goes wrong with Refresh or Apply snapshot: nothing is lost, and one message says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from scorecard import pipeline
from scorecard.definitions.workspace import Workspace
from scorecard.store import snapshot
from scorecard.xl import macros
from xl.libreoffice.lo_engine import app_on, forget
from xl.libreoffice.lo_office import Office
from xl.libreoffice.lo_ranges import Range
from xl.open_council import contents, opened

HALF_WAY = 40
"""Of some 270 rectangles that a fill writes."""


def unchanged(book: xw.Book, button: Callable[..., None], app: xw.App) -> list[str]:
    """Press a button that must leave the workbook as it was; answers with the lines of its one message."""
    before = contents(book), book.api.Saved
    button(app=app)
    assert before[0] == contents(book)
    assert 1 == len(app.impl.alerts)
    assert app.status_bar is False
    assert ("automatic", True, True) == (app.calculation, app.screen_updating, app.enable_events)
    return app.impl.alerts[0].splitlines()


def after_writes(number: int, happens: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen in place of the write of that number, once."""
    written = [0]
    usual = Range.raw_value

    def write(self: Range, value: Any) -> None:
        written[0] += 1
        if written[0] == number:
            happens()
        usual.fset(self, value)

    monkeypatch.setattr(Range, "raw_value", usual.setter(write))


def test_extracts_that_vanished_are_told_and_nothing_changes(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council)
    latest = snapshot.latest(council.store)
    shutil.rmtree(council.extracts)
    told = unchanged(book, macros.refresh, lo_app)
    assert "extracts" in " ".join(told)
    assert latest == snapshot.latest(council.store)
    assert snapshot.load(latest).figures


def test_a_snapshot_written_half_is_told_and_refresh_makes_a_new_one(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council)
    broken = snapshot.latest(council.store)
    broken.write_bytes(broken.read_bytes()[:5000])
    told = unchanged(book, macros.apply_snapshot, lo_app)
    assert told[0].startswith(f"{broken} cannot be read as a snapshot")
    assert "Run `scorecard refresh` again to make a new one." in told[-1]
    pipeline.compute_snapshot(council)
    assert snapshot.load(snapshot.latest(council.store)).figures


def test_a_pointer_to_a_snapshot_that_is_not_there_is_told(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council)
    (council.store / snapshot.POINTER).write_text("gone.sqlite", encoding="utf-8")
    assert "gone.sqlite, is not there" in unchanged(book, macros.apply_snapshot, lo_app)[0]


def test_a_workbook_without_the_names_is_told_in_a_few_lines(lo_app: xw.App, council: Workspace) -> None:
    book = lo_app.books.add()
    book.sheets[0]["A1"].value = [["Some", "table"], [1, 2]]
    book.save(council.folder / "table.xlsx")
    told = unchanged(book, macros.apply_snapshot, lo_app)
    assert 'table.xlsx, sheet "Early help": the sheet is missing; expected "Early help".' == told[0]
    assert len(told) < 20
    assert any(line.startswith("... and ") for line in told)
    assert "Put the sheet back into the template" in told[-1]


def test_one_name_that_is_gone_is_told_and_nothing_is_written(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council)
    book.names["CP_CATEGORY"].delete()
    told = unchanged(book, macros.apply_snapshot, lo_app)
    assert 'scorecard.xlsx, sheet "Child protection plans": a defined name is missing; expected CP_CATEGORY.' == told[0]


def test_a_read_only_workbook_is_refused_before_anything_is_computed(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council, read_only=True)
    latest = snapshot.latest(council.store)
    told = unchanged(book, macros.refresh, lo_app)
    assert "scorecard.xlsx is open read-only: it could not be saved with what is filled in." == told[0]
    assert "Save it under another name" in told[1]
    assert latest == snapshot.latest(council.store)


def test_a_protected_sheet_is_named(lo_app: xw.App, council: Workspace) -> None:
    book = opened(lo_app, council)
    book.sheets["Conferences"].impl.x.protect("")
    told = unchanged(book, macros.apply_snapshot, lo_app)
    assert "Protected, so nothing was filled: Conferences." == told[0]


def test_a_fill_that_fails_half_way_leaves_the_workbook_as_it_was(
    lo_app: xw.App, council: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(lo_app, council)
    book.sheets["Conferences"]["C7:D8"].select()

    def fails() -> None:
        raise MemoryError("no more room")

    after_writes(HALF_WAY, fails, monkeypatch)
    told = unchanged(book, macros.apply_snapshot, lo_app)
    assert "Apply snapshot stopped: MemoryError: no more room" == told[0]
    assert ("Conferences", "$C$7:$D$8") == (book.sheets.active.name, lo_app.selection.address)


def test_a_spreadsheet_application_that_is_killed_during_refresh_costs_nothing(
    new_office: Callable[..., Office], council: Workspace, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    office = new_office()
    app = app_on(office)
    opened(app, council)
    file = council.output / "scorecard.xlsx"
    before = file.read_bytes()
    after_writes(HALF_WAY, office.kill, monkeypatch)
    macros.refresh(app=app)
    forget(app)
    assert before == file.read_bytes()
    made = snapshot.latest(council.store)
    assert snapshot.load(made).figures
    told = capsys.readouterr().err.splitlines()
    assert "Scorecard: Refresh. Excel does not answer any more; the workbook is as it was last saved." == told[0]
    assert told[1].startswith("The fill stopped: ")
    assert "close the workbook without saving it" in told[2]
    assert 3 == len(told)


def test_two_refreshes_at_once_both_succeed(lo_app: xw.App, council: Workspace, tmp_path: Path) -> None:
    """One on the ribbon, one as a command, of the same workspace, which has never been computed."""
    shutil.rmtree(council.store)
    book = opened(lo_app, council)
    out = tmp_path / "other.xlsx"
    command = [sys.executable, "-m", "scorecard", "refresh", str(council.folder), "--out", str(out),
               "--template", str(council.template())]  # fmt: skip
    other = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}, text=True)
    macros.refresh(app=lo_app)
    said, wrong = other.communicate(timeout=240)
    assert (0, "") == (other.returncode, wrong), said
    assert [True] == [each.startswith("Refreshed: March 2016") for each in lo_app.impl.alerts]
    assert snapshot.load(snapshot.latest(council.store)).figures
    assert [] == [each.name for each in council.store.iterdir() if each.suffix == ".writing"]
    figure = book.sheets["Conferences"]["B6"].value
    filled = lo_app.books.open(out)
    assert figure == filled.sheets["Conferences"]["B6"].value
