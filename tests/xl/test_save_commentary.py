"""Save commentary: what was typed into the boxes is in the workspace, and nothing that was there is lost."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
import xlwings as xw

from scorecard.commentary.filled import was_filled
from scorecard.definitions.workspace import open_workspace
from scorecard.xl import macros

BOX = "CONTACTS_COMMENTARY"
FILE = "contacts.md"


@pytest.fixture(scope="module")
def council(demo_workspace, demo_run, tmp_path_factory):
    """A copy of the demo council that these tests may write to."""
    folder = tmp_path_factory.mktemp("council") / "demo"
    shutil.copytree(demo_workspace.folder, folder, ignore=shutil.ignore_patterns("cache", "extracts"))
    (folder / "extracts").mkdir()
    return open_workspace(folder)


@pytest.fixture
def typed_into(lo_app: xw.App, council, demo_run):
    """Type into boxes of the filled scorecard and save the commentary: what the message says."""

    def saved(**texts):
        folder = council.commentary / "2016-03"
        shutil.rmtree(folder)
        shutil.copytree(_own(demo_run), folder)
        book = lo_app.books.open(council.output / "scorecard-2016-03.xlsx")
        for name, text in texts.items():
            cell = book.names[name].refers_to_range[0, 0]
            cell.value = text(cell.value) if callable(text) else text
        macros.save_commentary(app=lo_app)
        return lo_app.impl.alerts[-1]

    return saved


def _own(demo_run):
    return demo_run.workbook.parents[1] / "commentary" / "2016-03"


def read(council, name=FILE):
    return (council.commentary / "2016-03" / name).read_text(encoding="utf-8")


def test_boxes_that_nobody_typed_into_have_nothing_to_save(typed_into, council, demo_run):
    assert typed_into() == "Nothing to save: the boxes say what the files in the workspace say."
    assert read(council) == (_own(demo_run) / FILE).read_text(encoding="utf-8")


def test_changed_words_are_saved_with_live_figures_and_the_former_version_is_kept(typed_into, council, demo_run):
    before = (_own(demo_run) / FILE).read_text(encoding="utf-8")
    told = typed_into(**{BOX: lambda text: text.replace("The posts are now filled", "All posts are filled now")})
    saved = read(council)
    assert "commentary/2016-03/contacts.md (its former version is contacts.md.bak)" in told
    assert "typed numbers" not in told
    assert before == read(council, f"{FILE}.bak")
    assert "All posts are filled now" in saved
    assert before.count("{{") == saved.count("{{")
    assert f"date: {dt.date.today()}" in saved
    author = next(line for line in before.splitlines() if line.startswith("author: "))
    assert author in saved


def test_a_figure_that_was_typed_over_is_named(typed_into, council):
    told = typed_into(**{BOX: "The front door received 7 contacts."})
    assert "typed numbers stand where {{CONTACTS}}, " in told
    assert "notes on these texts, such as: commentary/2016-03/contacts.md" in told
    assert read(council).endswith("\nThe front door received 7 contacts.\n")


def test_who_wrote_it_is_taken_from_beside_the_heading(typed_into, council):
    typed_into(**{BOX: "Our own words.", f"{BOX}_BY": "'Priya Shah, 12 April 2016"})
    assert read(council).startswith("---\nauthor: Priya Shah\ndate: 2016-04-12\n---\n\nOur own words.")


def test_a_first_text_has_the_name_that_excel_knows(typed_into, council, lo_app, monkeypatch):
    monkeypatch.setattr("xl.libreoffice.lo_engine.AppApi.UserName", "Sam Okafor")
    path = council.commentary / "2016-03" / FILE
    real = path.read_bytes()
    book = lo_app.books.open(council.output / "scorecard-2016-03.xlsx")
    path.unlink()
    book.names[BOX].refers_to_range[0, 0].value = "The first words."
    book.names[f"{BOX}_BY"].refers_to_range[0, 0].value = None
    macros.save_commentary(app=lo_app)
    assert f"---\nauthor: Sam Okafor\ndate: {dt.date.today()}\n---\n\nThe first words.\n" == read(council)
    assert "(its former version" not in lo_app.impl.alerts[-1]
    path.write_bytes(real)


def test_what_was_saved_counts_as_filled_so_that_refresh_brings_it_again(typed_into, council):
    typed_into(**{BOX: "Words that are saved."})
    assert was_filled(council.store, "Words that are saved.")


def test_a_workbook_of_another_month_is_refused(typed_into, council, demo_run):
    told = typed_into(**{BOX: "New.", "SCORECARD_PERIOD": "February 2016, year to date from 1 April 2015"})
    assert told.startswith('The workbook shows "February 2016, year to date from 1 April 2015", and the latest figures')
    assert read(council) == (_own(demo_run) / FILE).read_text(encoding="utf-8")


def test_a_workbook_that_is_no_scorecard_is_refused(lo_app, council, tmp_path):
    book = lo_app.books.add()
    book.save(council.folder / "other.xlsx")
    macros.save_commentary(app=lo_app)
    assert lo_app.impl.alerts[-1].startswith("The open workbook is no scorecard")
