"""The sentence of a commentary that speaks of a figure, for the first page."""

from __future__ import annotations

import pytest

from invented import report_values, shipped
from scorecard.commentary.files import Written
from scorecard.commentary.page import PageFigures
from scorecard.commentary.render import render
from scorecard.issues import Issues
from scorecard.values import Key
from scorecard.workbook.plan.figures import Figures

CELLS, _ = shipped()
PLANS = Key("CP_PLANS", "2016-03")


def sentences(text: str) -> dict[Key, str]:
    sheet = next(sheet for sheet in CELLS.sheets if sheet.section == "child_protection_plans")
    page = PageFigures(sheet, CELLS, Figures(report_values(), "West Midlands"))
    return dict(render(Written(sheet.section, "it.md", text), page, Issues()).sentences)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("All is well. {{CP_PLANS}} children\nhave a plan. More later.", "488 children have a plan."),
        ("Plans: {{CP_PLANS}}; a drop of 1.5 points. Next.", "Plans: 488; a drop of 1.5 points."),
        ("{{CP_PLANS}} is one. {{CP_PLANS}} is two.", "488 is one."),
        ("- first point\n- {{CP_PLANS}} plans\n- last point", "488 plans"),
        ("{{CP_PLANS:since year ago}}, which is good", "209 fewer than a year ago, which is good"),
    ],
)
def test_a_figure_has_the_first_sentence_that_it_stands_in(text: str, sentence: str) -> None:
    assert sentence == sentences(text)[PLANS]


def test_figures_of_other_periods_and_categories_have_sentences_of_their_own() -> None:
    found = sentences("It was {{CP_PLANS@2015-03}} once. Babies are {{CP_PLANS|age_group=Unborn}} now. Nothing else.")
    assert {
        Key("CP_PLANS", "2015-03"): "It was 697 once.",
        Key("CP_PLANS", "2016-03", "age_group", "Unborn"): "Babies are 13 now.",
    } == found


def test_a_text_without_figures_has_no_sentence_on_any() -> None:
    assert {} == sentences("Figures are not everything. {{= 250 families}} came.")
