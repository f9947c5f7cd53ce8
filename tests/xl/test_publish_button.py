"""Publish: the edition of the workspace's last refresh, and nothing that was typed is missing from it unnoticed."""

from __future__ import annotations

import shutil

import pytest
import xlwings as xw

from scorecard.definitions.workspace import open_workspace
from scorecard.xl import macros


@pytest.fixture(scope="module")
def council(demo_workspace, demo_run, tmp_path_factory):
    """A copy of the demo council that these tests may publish from."""
    folder = tmp_path_factory.mktemp("council") / "demo"
    shutil.copytree(demo_workspace.folder, folder)
    return open_workspace(folder)


@pytest.fixture
def press(lo_app: xw.App, council, tmp_path):
    """Press Publish with the answers of its two questions: the message, and the folder of the editions."""

    def pressed(typed="", **answers):
        addin = lo_app.books.add()
        addin.sheets[0].name = "Scorecard.conf"
        addin.sheets[0]["A1"].value = [[key, value] for key, value in answers.items()]
        addin.save(tmp_path / "Scorecard.xlam")
        book = lo_app.books.open(council.output / "scorecard-2016-03.xlsx")
        if typed:
            book.names["CONTACTS_COMMENTARY"].refers_to_range[0, 0].value = typed
        macros.publish(app=lo_app)
        return lo_app.impl.alerts[-1]

    return pressed


def editions(council):
    return sorted(path.name for path in council.folder.rglob("*.xlsx") if path.parent != council.output)


def test_an_edition_lies_where_the_message_says(press, council):
    told = press(AUDIENCE="managers", APPROVED_BY="Priya Shah").splitlines()
    assert "approved by Priya Shah." in told[0]
    [edition] = [line.removeprefix("Edition: ") for line in told if line.startswith("Edition: ")]
    assert [edition.rpartition("/")[2]] == editions(council)


@pytest.mark.parametrize("answers", [{}, {"AUDIENCE": "managers"}, {"APPROVED_BY": "Priya Shah"}])
def test_both_questions_are_to_be_answered(press, answers):
    assert press(**answers).endswith("Press Publish and answer both questions.")


def test_an_audience_that_nobody_knows_is_refused(press):
    assert "martians" in press(AUDIENCE="martians", APPROVED_BY="Priya Shah")


def test_a_typed_text_that_was_not_saved_stops_it(press, council):
    before = editions(council)
    told = press("Words of today.", AUDIENCE="managers", APPROVED_BY="Priya Shah")
    assert told.startswith("Commentary that was typed is not in the workspace yet, and would be missing: Contacts.")
    assert before == editions(council)
