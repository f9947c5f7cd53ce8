"""Check lists what is wrong and where; Settings says whether what was chosen works."""

from __future__ import annotations

import shutil

import pytest
import xlwings as xw

from scorecard.definitions.workspace import open_workspace
from scorecard.xl import macros
from scorecard.xl.open_book.issue_sheet import SHEET


@pytest.fixture
def council(demo_workspace, demo_run, tmp_path):
    """A copy of the demo council that a test may write to."""
    shutil.copytree(demo_workspace.folder, tmp_path / "demo")
    return open_workspace(tmp_path / "demo")


@pytest.fixture
def scorecard(lo_app: xw.App, council):
    return lo_app.books.open(council.output / "scorecard-2016-03.xlsx")


def listed(book):
    heads, *rows = book.sheets[SHEET].used_range.value
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_check_lists_the_workspaces_issues_and_what_the_workbook_says_against_itself(lo_app, scorecard, council):
    text = council.folder / "commentary" / "2016-03" / "contacts.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\n\nThere were 77,777 contacts.\n", encoding="utf-8")
    box = scorecard.names["CONTACTS_COMMENTARY"].refers_to_range[0, 0]
    box.value = "There were 99,999 contacts."  # no figure of the page; it is not saved
    before = (council.output / "scorecard-2016-03.xlsx").read_bytes()
    front = scorecard.sheets.active.name
    macros.check(app=lo_app)
    told = lo_app.impl.alerts[-1]
    rows = listed(scorecard)
    assert told.endswith(f"They are listed on the sheet {SHEET}.")
    assert any(row["Where"].startswith("referrals.csv, row") for row in rows)
    [wrong] = [row for row in rows if row["Found"] and "99,999" in row["Found"]]
    assert box.get_address(False, False) in wrong["Go to"]
    [of_text] = [row for row in rows if row["Where"].startswith("commentary/2016-03/contacts.md, line ")]
    assert f"Contacts!{box.get_address(False, False)}" == of_text["Go to"]
    assert before == (council.output / "scorecard-2016-03.xlsx").read_bytes()
    assert front == scorecard.sheets.active.name
    assert [scorecard.name] == [book.name for book in lo_app.books]


def test_mistakes_in_mappings_are_listed_with_their_lines(lo_app, scorecard, council):
    folder = council.folder / "mappings" / "indicators"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(
        "section: contacts\nindicators:\n  - code: MINE\n    titel: Mine\n", encoding="utf-8"
    )
    macros.check(app=lo_app)
    assert "The mappings hold mistakes, so the extracts were not read." in lo_app.impl.alerts[-1]
    assert any(row["Where"].startswith("mappings/indicators/mine.yaml, line 4") for row in listed(scorecard))


def test_settings_says_what_the_choices_lead_to(lo_app, scorecard, council):
    macros.settings(app=lo_app)
    told = lo_app.impl.alerts[-1].splitlines()
    assert f"Workspace: {council.folder}, Ambleford City Council" == told[0]
    assert "Period: the last one that the extracts reach" == told[1]
    assert told[3].startswith("Figures: March 2016, computed ")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"WORKSPACE": "/nowhere/at all"}, "There is no folder /nowhere/at all."),
        ({"PERIOD": "someday"}, '"someday" is not a period.'),
        ({"PERIOD": "2015-12", "AUDIENCE": "managers"}, "approved by nobody yet"),
    ],
)
def test_settings_that_cannot_be_are_told_at_once(lo_app, scorecard, council, tmp_path, chosen, told):
    addin = lo_app.books.add()
    addin.sheets[0].name = "Scorecard.conf"
    said = {"WORKSPACE": str(council.folder), **chosen}
    addin.sheets[0]["A1"].value = [[key, f"'{value}"] for key, value in said.items()]
    addin.save(tmp_path / "Scorecard.xlam")
    scorecard.activate()
    macros.settings(app=lo_app)
    assert told in lo_app.impl.alerts[-1]


def test_settings_before_the_first_refresh_says_what_to_do(lo_app, scorecard, council):
    shutil.rmtree(council.store)
    macros.settings(app=lo_app)
    assert "Figures: none yet. Press Refresh to compute them." in lo_app.impl.alerts[-1]
