"""Indicators and Help: sheets in the look of the scorecard, made again at every press."""

from __future__ import annotations

import pytest
import xlwings as xw

from scorecard.store.lookup import FIELDS
from scorecard.xl import functions, macros
from scorecard.xl.buttons import helping, listing
from scorecard.xl.open_book.calls import calls


@pytest.fixture
def book(lo_app: xw.App, demo_run, tmp_path):
    """A workbook of the analyst's own in the workspace."""
    made = lo_app.books.add()
    made.save(demo_run.workbook.parent / f"{tmp_path.name}.xlsx")
    return made


def rows(sheet, heads):
    return sheet.range((listing.TOP + 1, 1), (sheet.used_range.last_cell.row, len(heads))).value


def test_every_indicator_is_listed_with_its_definition_value_and_formula(lo_app, book, demo_run):
    book.sheets[0]["B2"].value = "mine"
    macros.indicators(app=lo_app)
    sheet, known = book.sheets[listing.SHEET], demo_run.values.indicators
    listed = {row[1]: dict(zip(listing.WIDTHS, row, strict=True)) for row in rows(sheet, listing.WIDTHS)}
    assert [f"{len(known)} indicators are listed on the sheet {listing.SHEET}."] == lo_app.impl.alerts
    assert list(known) == list(listed)
    plans, facts = listed["CP_PLANS"], known["CP_PLANS"]
    assert '=KPI("CP_PLANS")' == plans["Formula to copy"]
    assert [facts.title, facts.definition] == [plans["Indicator"], plans["What is counted"]]
    assert [demo_run.values.get("CP_PLANS", "2016-03").value, "2016-03"] == [plans["Value now"], plans["Period"]]
    assert "neither" == plans["Good is"]
    assert "mine" == book.sheets[0]["B2"].value
    assert listing.SHEET == book.sheets.active.name


def test_the_list_has_the_look_of_the_scorecard(lo_app, book):
    macros.indicators(app=lo_app)
    sheet = book.sheets[listing.SHEET]
    code = list(listing.WIDTHS).index("Code") + 1
    row = next(n for n in range(listing.TOP + 1, 300) if sheet.range((n, code)).value == "ICPC_TIMELINESS")
    value = sheet.range((row, list(listing.WIDTHS).index("Value now") + 1))
    assert ("0.0%", "Arial", "right") == (value.number_format, value.font.name, value.horizontal_alignment)
    head = sheet.range((listing.TOP, code))
    assert (True, "continuous") == (head.font.bold, head.borders["edge_bottom"].line_style)
    assert sheet.range((row, code)).wrap_text


def test_a_second_press_replaces_the_list_and_a_protected_workbook_is_told(lo_app, book):
    for _ in range(2):
        macros.indicators(app=lo_app)
    assert 1 == [sheet.name for sheet in book.sheets].count(listing.SHEET)
    book.sheets[listing.SHEET].delete()
    book.impl.doc.protect("")
    macros.indicators(app=lo_app)
    assert "is protected against new sheets" in lo_app.impl.alerts[-1]


def test_help_says_what_every_button_function_and_field_is(lo_app, book):
    macros.help_(app=lo_app)
    sheet = book.sheets[helping.SHEET]
    said = [text for row in sheet.used_range.value for text in row if text]
    labels = [label for label, _ in helping.buttons()]
    assert ["Refresh", "Apply snapshot", "Check", "Indicators", "Explain", "Save commentary", "Freeze copy", "Relink",
            "Publish", "Settings", "Help"] == labels
    assert set(labels) <= set(said)
    assert ", ".join(FIELDS) in said
    assert any("Workspace: " in text for text in said)


def test_every_function_has_examples_that_call_it():
    names = [name for name in functions.__all__ if name.startswith("KPI")]
    assert sorted(names) == sorted(helping.EXAMPLES)
    for name, examples in helping.EXAMPLES.items():
        for example in examples.split("  "):
            assert [name] == [call.name for call in calls(example)]


def test_help_works_without_a_workspace(lo_app):
    book = lo_app.books.add()
    macros.help_(app=lo_app)
    said = [text for row in book.sheets[helping.SHEET].used_range.value for text in row if text]
    assert any("No workspace is chosen" in text for text in said)
