"""What was typed over a rendered commentary, back in its file."""

from __future__ import annotations

import datetime as dt

import pytest

from scorecard import pipeline
from scorecard.commentary.files import Written, file_of, read_text, save_text
from scorecard.commentary.page import PageFigures
from scorecard.commentary.render import CUT, render
from scorecard.commentary.typed import retold
from scorecard.issues import Issues
from scorecard.workbook.plan.figures import Figures

TEXT = """{{CP_PLANS}} children were on a plan,
{{CP_PLANS:since year ago}}; a team of 5 looks at each.

{{CP_REPEAT}} of plans begun in the year were second or subsequent ones.
- The first point
- The second, {{CP_PLANS|category=Neglect:share}} of all plans"""
SHOWN = """488 children were on a plan, 209 fewer than a year ago; a team of 5 looks at each.

27.3% of plans begun in the year were second or subsequent ones.
• The first point
• The second, 41.0% of all plans"""
LIVE = """{{CP_PLANS}} children were on a plan, {{CP_PLANS:since year ago}}; a team of 5 looks at each.

{{CP_REPEAT}} of plans begun in the year were second or subsequent ones.
• The first point
• The second, {{CP_PLANS|category=Neglect:share}} of all plans"""


@pytest.fixture(scope="module")
def page(demo_workspace, demo_run):
    cells = pipeline.read_mappings(demo_workspace, Issues()).cells
    sheet = next(sheet for sheet in cells.sheets if sheet.section == "child_protection_plans")
    return PageFigures(sheet, cells, Figures(demo_run.values, "West Midlands"))


@pytest.fixture
def typed_over(page):
    def told(typed, text=TEXT):
        return retold(Written("child_protection_plans", "commentary/2016-03/it.md", text), page, typed)

    return told


@pytest.mark.parametrize("typed", [SHOWN, SHOWN.replace("\n\n", "\n"), SHOWN.replace("\n", "\r\n") + "\r\n"])
def test_a_text_that_was_not_changed_has_nothing_to_save(typed, typed_over):
    assert typed_over(typed) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("looks at each.", "looks at each of them every week."),
        ("The first point", "Another first point"),
        ("children were on a plan", "children of the city were on a plan"),
        ("a team of 5", "a team of 7"),
    ],
)
def test_words_that_change_leave_the_figures_alive(before, after, typed_over):
    told = typed_over(SHOWN.replace(before, after))
    assert (LIVE.replace(before, after), ()) == (told.text, told.typed)


def test_a_figure_that_was_typed_over_is_a_plain_number_and_is_named(typed_over):
    told = typed_over(SHOWN.replace("27.3%", "27.5%"))
    assert (LIVE.replace("{{CP_REPEAT}}", "27.5%"), ("CP_REPEAT",)) == (told.text, told.typed)


def test_a_number_that_only_looks_like_a_figure_does_not_become_one(typed_over):
    told = typed_over("Our 488 colleagues were trained, 27.3% of them twice.")
    assert "Our 488 colleagues were trained, 27.3% of them twice." == told.text
    assert 4 == len(told.typed)


def test_a_token_that_was_typed_into_the_box_is_alive(typed_over):
    assert "{{CP_PLANS}} plans." == typed_over("{{CP_PLANS}} plans.", "").text


def test_lines_of_the_box_become_paragraphs_that_render_as_they_were_typed(typed_over, page):
    told = typed_over("First line.\nSecond line.\n• A point\n• Another", "")
    assert "First line.\n\nSecond line.\n• A point\n• Another" == told.text


def test_the_end_that_the_box_had_no_room_for_is_kept(typed_over, page):
    filling = ["Sentence one is here so that the box is full."] * 40
    long = "\n\n".join([TEXT, *filling, "The end."])
    shown = render(Written("child_protection_plans", "it.md", long), page, Issues()).text
    assert shown.endswith(CUT)
    told = typed_over(shown.replace("looks at each", "looks at all"), long)
    assert told.text.startswith(LIVE.replace("looks at each", "looks at all"))
    assert told.text.endswith("The end.")
    assert () == told.typed
    assert 40 == told.text.count("Sentence one")


def test_saving_keeps_every_former_version_beside_the_file(tmp_path):
    path = file_of(tmp_path, "2016-03", "contacts")
    first = Written("contacts", "", "First {{CONTACTS}}.", author="Priya Shah", date=dt.date(2016, 4, 12))
    assert save_text(path, first) is None
    kept = [save_text(path, Written("contacts", "", text)) for text in ("Second.", "Third.")]
    assert ["contacts.md.bak", "contacts.md.2.bak"] == [each.name for each in kept]
    assert ["Third.\n", "Second.\n"] == [each.read_text() for each in (path, kept[1])]
    again = read_text(kept[0].read_bytes(), "contacts", "", Issues())
    assert ("First {{CONTACTS}}.", "Priya Shah", dt.date(2016, 4, 12)) == (again.text, again.author, again.date)
