"""Commentary with live figures, and what the figures do not bear out."""

from __future__ import annotations

import datetime as dt

import pytest

from scorecard import pipeline
from scorecard.commentary.files import Written, read_text
from scorecard.commentary.page import PageFigures
from scorecard.commentary.prose import mentions, numbers
from scorecard.commentary.render import read_commentary, render
from scorecard.demo.commentary import texts
from scorecard.issues import Issues
from scorecard.workbook.plan.commentary import lines
from scorecard.workbook.plan.figures import Figures

RED_PLANS = "{{CP_REPEAT}} {{CP_PLANS_18M}} {{CP_PLANS_2Y}}"
"""The red indicators of the page of plans, so that nothing is said to be missing."""


@pytest.fixture(scope="module")
def cells(demo_workspace):
    return pipeline.read_mappings(demo_workspace, Issues()).cells


@pytest.fixture
def write(demo_run, cells):
    """A text on a section -> the text of its box and the issues in it."""

    def written(text, section="child_protection_plans", red=RED_PLANS):
        issues = Issues()
        sheet = next(sheet for sheet in cells.sheets if sheet.section == section)
        page = PageFigures(sheet, cells, Figures(demo_run.values, "West Midlands"))
        made = render(Written(section, "commentary/2016-03/it.md", f"{text}\n\n{red}".strip()), page, issues)
        return made.text.split("\n")[0], [(issue.code, issue.line, issue.found) for issue in issues]

    return written


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("CP_PLANS", "488"),
        ("cp_plans", "488"),
        ("CP_PLANS:last_year", "697"),
        ("CP_PLANS:change_last_year", "−209"),
        ("CP_PLANS:since year ago", "209 fewer than a year ago"),
        ("CP_PLANS@2015-03", "697"),
        ("CP_PLANS@Mar 2015|category=Neglect", "225"),
        ("CP_PLANS|category=Neglect", "200"),
        ("CP_PLANS|category=Neglect:share", "41.0%"),
        ("CP_PLANS_RATE", "64.6"),
        ("CP_PLANS:period", "Mar 2016"),
        ("CP_REPEAT", "27.3%"),  # the page shows the year to date
        ("CP_REPEAT@month", "20.6%"),
        ("CP_REPEAT@2016-03", "20.6%"),
        ("CP_REPEAT:target", "18%"),
        ("CP_REPEAT:rag", "red"),
        ("CP_REPEAT:england", "16.6%"),
        ("CP_REPEAT:numerator", "145"),
        ("CP_REPEAT:against target", "above the target of 18%"),
        ("ICPC_TIMELINESS:last_year", "61.8%"),  # another page shows it, in the year to date
        ("= 250 families", "250 families"),
    ],
)
def test_a_token_is_said_in_the_indicators_unit_and_the_pages_period(token, said, write):
    assert (f"So {said}.", []) == write(f"So {{{{{token}}}}}.")


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("CP_PLAN", "commentary-unknown-token"),
        ("CP_PLANS|category=Weather", "commentary-unknown-token"),
        ("CP_PLANS:colour", "commentary-unknown-token"),
        ("CP_PLANS@someday", "commentary-unknown-token"),
    ],
)
def test_what_there_is_not_leaves_a_visible_gap_and_is_told_with_its_line(token, code, write):
    assert ("First [?].", [(code, 2, f'"{{{{{token}}}}}"')]) == write(f"First\n{{{{{token}}}}}.")


def test_braces_that_are_not_closed_take_no_text_with_them_and_are_told(write):
    said, issues = write("Of {{CP_PLANS children, {{CP_PLANS}} were CP_REPEAT}} seen.")
    assert "Of {{CP_PLANS children, 488 were CP_REPEAT}} seen." == said
    assert [("commentary-open-braces", 1, '"{{CP_PLANS"'), ("commentary-open-braces", 1, '"CP_REPEAT}}"')] == issues


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("CP_PLAN", "CP_PLANS"), ("CP_PLANS:valeu", '"value" (did you mean that?)'),
        ("CP_PLANS|category=Weather", "Emotional, Neglect"), ("CP_PLANS@someday", "a month (2016-03"),
    ],
)  # fmt: skip
def test_what_was_expected_of_a_token_begins_with_the_names_that_there_are(token, expected, demo_run, cells):
    page = PageFigures(cells.sheets[0], cells, Figures(demo_run.values, ""))
    issues = Issues()
    render(Written("contacts", "it.md", f"{{{{{token}}}}}"), page, issues)
    told = next(issue.expected for issue in issues if issue.code == "commentary-unknown-token")
    assert (True, False) == (told.startswith(expected), told.endswith((".", "?")))


def test_a_figure_that_is_missing_says_why_in_its_place(write):
    said, issues = write("It was {{CP_PLANS@2011-12}}.")
    assert ("It was —.", [("commentary-without-figure", 1, '"{{CP_PLANS@2011-12}}"')]) == (said, issues)


@pytest.mark.parametrize(
    "text",
    [
        "There are 488 plans, 41.0% of them, or 41%, for neglect.",
        "Plans are 209 fewer than the 697 of March 2015.",
        "Section 47 of the Act of 1989, clause 7.2, and 12 April 2016 are no figures.",
        "Plans of 18 months or more, and of 2015/16.",
        "The target is 18%, and 16.6% is England's.",
        "Second plans are 9.3 points above the target.",
        "1. Of the plans\n2. for neglect\n10) we say nothing.",
    ],
)
def test_numbers_that_the_page_shows_and_names_are_let_pass(text, write):
    assert [] == write(text)[1]


@pytest.mark.parametrize(("text", "found"), [("489 plans", "489"), ("41.1% of plans", "41.1%"), ("29 months", "29")])
def test_a_number_that_no_figure_gives_is_told(text, found, write):
    assert [("commentary-number", 1, f'"{found}"')] == write(f"There were {text}.")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Plans have fallen in the last year.",
        "{{CP_PLANS}} is lower than last year.",
        "We plan to increase visits, and practice should have improved.",
        "Visits have not improved.",
        "{{CP_PLANS_2Y}} has worsened since last year.",
        "Plans fell, while {{CP_PLANS_2Y}} rose since last year.",
        "{{CP_PLANS_2Y}} has got worse since last year. Plans have come down.",
        "{{CP_REPEAT}} is above the target. It is to meet the target in July.",
    ],
)
def test_words_that_the_figures_bear_out_are_let_pass(text, write):
    assert [] == write(text)[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{CP_PLANS}} has increased in the last year.", "increased"),
        ("{{CP_PLANS_2Y}} improved since last year.", "improved"),
        ("{{CP_PLANS}} fell and {{CP_PLANS_2Y}} declined since last year.", "declined"),
        ("{{CP_PLANS_2Y}} got better since last year.", "got better"),
        ("{{CP_PLANS}} have doubled since last year.", "doubled"),
        ("{{CP_REPEAT}} is below the target.", "below the target"),
        ("{{CP_REPEAT}} meets its target.", "meets its target"),
    ],
)
def test_a_word_that_the_figures_contradict_is_told(text, found, write):
    assert [("commentary-direction", 1, f'"{found}"')] == write(text)[1]


@pytest.mark.parametrize(
    "text",
    ["In March 2016 and in 2015/16.", "Since February 2016.", "From March 2015.", "By June 2016.", "On 3 May 2014.",
     "It was {{CP_PLANS@2014-10}} in October 2014."],
)  # fmt: skip
def test_periods_of_the_page_and_of_a_sentences_tokens_are_let_pass(text, write):
    assert [] == write(text)[1]


@pytest.mark.parametrize(("text", "found"), [("In February 2016.", "February 2016"), ("Q2 2015/16.", "Q2 2015/16"),
                                             ("In 2012/13.", "2012/13")])  # fmt: skip
def test_a_period_that_is_not_this_one_is_told(text, found, write):
    assert [("commentary-period", 1, f'"{found}"')] == write(text)[1]


def test_red_indicators_without_a_word_are_told(write):
    found = [found for code, _, found in write("{{CP_REPEAT}} are too many.", red="")[1]]
    assert ["Plans open 18 months or more, 55", "Plans open two years or more, 6.1%"] == found
    assert [] == write("Second or subsequent plans are too many.", red="{{CP_PLANS_18M}} {{CP_PLANS_2Y}}")[1]


def test_text_that_is_too_long_ends_at_a_sentence_and_is_told(write, cells):
    sentence = "This is a sentence of the commentary, and it goes on. "
    text, issues = write(sentence * 30, red="")
    assert ["commentary-cut"] == [code for code, _, _ in issues if code != "commentary-missing"]
    room = next(sheet.commentary.lines for sheet in cells.sheets if sheet.section == "child_protection_plans")
    assert (True, True) == (text.endswith("it goes on. […]"), lines(text) <= room)


def test_author_and_date_stand_above_the_text():
    issues = Issues()
    raw = b"\xef\xbb\xbf---\r\nauthor: Head of Safeguarding\r\ndate: 12/04/2016\r\n---\r\n\r\nAll is well.\r\n"
    written = read_text(raw, "contacts", "contacts.md", issues)
    assert ("Head of Safeguarding", dt.date(2016, 4, 12)) == (written.author, written.date)
    assert ("All is well.", 6, 0) == (written.text, written.line(0), len(issues))


def test_other_lines_above_the_text_are_told():
    issues = Issues()
    read_text(b"---\nmood: bad\ndate: soon\n---\nText", "contacts", "contacts.md", issues)
    assert ['"mood: bad"', '"soon"'] == [issue.found for issue in issues]


def test_paragraphs_and_points_have_a_line_each(demo_run, cells):
    page = PageFigures(cells.sheets[0], cells, Figures(demo_run.values, ""))
    made = render(Written("contacts", "it.md", "One\nline.\n\nTwo:\n- a\n- b\n"), page, Issues())
    assert "One line.\n\nTwo:\n• a\n• b" == made.text


def test_a_small_box_has_no_blank_lines(demo_run, cells):
    page = PageFigures(cells.sheets[0], cells, Figures(demo_run.values, ""))
    room = cells.sheets[0].commentary.lines
    made = render(Written("contacts", "it.md", "\n\n".join(["One."] * room)), page, Issues())
    assert "\n".join(["One."] * room) == made.text


def test_numbers_and_periods_are_read_as_people_write_them():
    text = "On 3rd March 2016, 1,948 CAFs (53.6%), section 20, A1, £30, 2014/15, 5 percentage points, Q3 of 2015/16."
    assert [(1948, False), (53.6, True), (5, True)] == [(each.value, each.is_percent) for each in numbers(text)]
    assert ["2016-03", "2014-15", "2015-16 Q3"] == [each.period.label for each in mentions(text)]


def test_a_council_without_the_folder_is_not_asked_for_commentary(demo_run, cells, tmp_path):
    issues = Issues()
    assert ({}, 0) == (read_commentary(tmp_path / "commentary", demo_run.values, cells, "", issues), len(issues))


def test_a_file_that_is_no_section_is_told_and_red_pages_without_a_file(demo_run, cells, tmp_path):
    (tmp_path / "2016-03").mkdir()
    (tmp_path / "2016-03" / "contact.md").write_text("All is well.", encoding="utf-8")
    issues = Issues()
    assert {} == read_commentary(tmp_path, demo_run.values, cells, "West Midlands", issues)
    told = [(issue.code, issue.file) for issue in issues]
    assert ("commentary-unknown-section", "commentary/2016-03/contact.md") in told
    assert ("commentary-missing", "commentary/2016-03/contacts.md") in told


def test_the_demo_council_writes_nothing_that_its_figures_do_not_bear_out(demo_run, cells):
    assert [] == [str(issue) for issue in demo_run.issues if issue.file.startswith("commentary")]
    assert set(texts()) <= {sheet.section for sheet in cells.sheets}
