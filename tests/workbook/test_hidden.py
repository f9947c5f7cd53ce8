"""Charts of figures that are hidden from an audience: what is drawn, and what is said under the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from invented import counted, facts, paper, shipped
from invented import values_of as just
from packages import parts
from scorecard.definitions.cellmap import CellMap, Sheet, Summary
from scorecard.periods import Kind
from scorecard.values import IndicatorValue, Polarity, Status, Unit
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.hidden import broken_stacks, plan_hidden
from scorecard.workbook.series import SeriesKey
from scorecard.workbook.template import write_template

MONTHS = [f"{year}-{month:02}" for year, month in [(2015, n) for n in range(3, 13)] + [(2016, n) for n in range(1, 4)]]


def sheet(shape: str) -> Sheet:
    parts_of = [{"label": each, "indicator": "RATED", "breakdown": "rating", "categories": [each]}
                for each in ("Red", "Green")]
    return Sheet.model_validate({
        "sheet": "Reviews", "section": "reviews", "names": "REVIEWS", "title": "Reviews", "headline": "{RATED} rated.",
        "indicators": [{"block": "REVIEWS_INDICATORS",
                        "rows": [{"indicator": "RATED", "label": "Rated", "basis": "month"}]}],
        "charts": [{"heading": "Ratings", "shape": shape, "series": parts_of,
                    "alt": "Columns, 13 months: reviews by rating."}],
        "commentary": {"block": "REVIEWS_COMMENTARY", "lines": 3},
    })


def figures(hidden: Sequence[str]) -> Figures:
    """Two red and nine green a month; the red ones of some months are hidden."""
    known = [figure for month in MONTHS for figure in (
        counted("RATED", month, 11), counted("RATED", month, 2, 11, "rating", "Red"),
        counted("RATED", month, 9, 11, "rating", "Green"))]
    return Figures(just([facts("RATED", Unit.NUMBER, Polarity.NO_JUDGEMENT)],
                        [_without(each) if each.period in hidden and each.category == "Red" else each
                         for each in known]), "")


def _without(figure: IndicatorValue) -> IndicatorValue:
    return figure._replace(value=None, numerator=None, status=Status.SUPPRESSED)


def said(hidden: Sequence[str], **names: tuple[int, int, int, int]) -> list[object]:
    draft = Draft(paper("Reviews", [["Signs"]], **names))
    plan_hidden(draft, sheet("stacked"), figures(hidden))
    assert [] == draft.issues
    return [write.value for write in draft.writes]


def test_a_stack_with_a_hidden_part_is_not_drawn_at_all() -> None:
    cells = CellMap(Summary(summary="S"), (sheet("stacked"),))
    green = SeriesKey("RATED", Kind.MONTH, "rating: Green")
    assert [month == "2015-12" for month in MONTHS] == broken_stacks(cells, figures(["2015-12"]))[green]


@pytest.mark.parametrize("shape", ["within", "columns", "line"])
def test_what_is_not_stacked_is_drawn_as_far_as_it_is_known(shape: str) -> None:
    assert {} == broken_stacks(CellMap(Summary(summary="S"), (sheet(shape),)), figures(["2015-12"]))


def test_the_note_says_how_many_months_of_which_chart_are_hidden() -> None:
    expected = ("—  No data.   [x]  Not available.   [c]  Hidden, as a child could be known by it.   "
                "Hidden in charts: Ratings, 2 of 13 months.")
    assert [expected] == said(["2015-12", "2016-01"], REVIEWS_SIGNS=(1, 1, 1, 1))


def test_the_note_stays_as_it_is_where_nothing_is_hidden() -> None:
    assert [] == said([], REVIEWS_SIGNS=(1, 1, 1, 1))


def test_a_template_without_the_name_of_the_note_is_left_alone() -> None:
    assert [] == said(["2015-12"])


def test_a_part_stands_in_front_of_its_whole(tmp_path: Path) -> None:
    cells, known = shipped()
    write_template(tmp_path / "template.xlsx", cells, known)
    charts = [text.decode() for name, text in parts(tmp_path / "template.xlsx").items() if "charts/chart" in name]
    contacts = next(text for text in charts if "All contacts" in text)
    assert contacts.index("All contacts") < contacts.index("New referral")
    assert '<c:overlap val="100"/>' in contacts
    assert '<c:grouping val="clustered"/>' in contacts
