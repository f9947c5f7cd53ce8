"""The settings of the add-in, and the workspace that a workbook lies in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from scorecard.definitions.workspace import Workspace
from scorecard.errors import UsageError
from scorecard.periods import month
from scorecard.xl import macros
from scorecard.xl.buttons.settings import read_settings
from xl.open_council import contents, opened


def add_in(app: xw.App, folder: Path, **said: Any) -> None:
    """A stand-in for the add-in: its name, its settings sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    book = app.books.add()
    book.sheets[0].name = "Scorecard.conf"
    book.sheets[0]["A1"].value = [[key, value] for key, value in said.items()]
    book.save(folder / "Scorecard.xlam")


def test_settings_are_read_from_the_sheet_of_the_add_in(lo_app: xw.App, council: Workspace, tmp_path: Path) -> None:
    add_in(
        lo_app, tmp_path, PYTHONPATH=None, WORKSPACE=str(council.folder), PERIOD="'2016-01", AUDIENCE="managers",
        APPROVED_BY="Grace Okafor",
    )  # fmt: skip
    chosen = read_settings(lo_app, None)
    assert (council.folder, month(2016, 1)) == (chosen.workspace.folder, chosen.period)
    assert ("managers", "Grace Okafor") == (chosen.audience, chosen.approved_by)


@pytest.mark.parametrize(
    ("said", "period"),
    [(None, None), ("latest", None), ("'Jan 2016", month(2016, 1)), (dt.datetime(2016, 1, 1), month(2016, 1))],
)
def test_a_period_is_a_month_a_date_or_the_latest(
    lo_app: xw.App, council: Workspace, tmp_path: Path, said: Any, period: Any
) -> None:
    add_in(lo_app, tmp_path, WORKSPACE=str(council.folder), PERIOD=said)
    assert period == read_settings(lo_app, None).period


def test_without_settings_the_workspace_is_the_one_that_the_workbook_lies_in(
    lo_app: xw.App, council: Workspace
) -> None:
    assert council.folder == read_settings(lo_app, opened(lo_app, council)).workspace.folder


def test_a_workbook_elsewhere_has_no_workspace(lo_app: xw.App, tmp_path: Path) -> None:
    book = lo_app.books.add()
    with pytest.raises(UsageError, match="No workspace is chosen"):
        read_settings(lo_app, book)
    book.save(tmp_path / "elsewhere.xlsx")
    macros.refresh(app=lo_app)
    assert ["No workspace is chosen, and the workbook does not lie in one.\n"
            "Choose the workspace folder with Settings on the ribbon."] == lo_app.impl.alerts  # fmt: skip


def test_a_workspace_that_is_gone_is_named(lo_app: xw.App, tmp_path: Path) -> None:
    add_in(lo_app, tmp_path, WORKSPACE=str(tmp_path / "gone"))
    macros.apply_snapshot(app=lo_app)
    assert [f"There is no folder {tmp_path / 'gone'}."] == [each.splitlines()[0] for each in lo_app.impl.alerts]


def test_apply_snapshot_refuses_a_snapshot_of_another_month(
    lo_app: xw.App, council: Workspace, tmp_path: Path
) -> None:
    add_in(lo_app, tmp_path, WORKSPACE=str(council.folder), PERIOD="'2016-02")
    book = opened(lo_app, council)
    before = contents(book)
    macros.apply_snapshot(app=lo_app)
    assert ["The latest snapshot is of 2016-03 and the settings ask for 2016-02."] == [
        each.splitlines()[0] for each in lo_app.impl.alerts
    ]
    assert before == contents(book)
