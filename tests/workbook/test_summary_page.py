"""What a manager reads in twenty seconds: the first page, from its figures and on its template."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from invented import REPORT_MONTH, PaperTemplate, facts, invented_values, paper, shipped, values_of
from scorecard import pipeline
from scorecard.definitions.cellmap import CellMap, Sheet, Summary
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.periods import Period, month
from scorecard.values import Direction, IndicatorValue, Polarity, Rag, Status, Unit, Values
from scorecard.workbook import look
from scorecard.workbook.cells import Area, CellWrite
from scorecard.workbook.fill import fill
from scorecard.workbook.package import Package
from scorecard.workbook.plan import Commentary, plan
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.contents import page_numbers, plan_contents, plan_key, standing_words
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.judged import Changed, Judged, changed, exceptions, judged_rows
from scorecard.workbook.plan.summary import changed_words
from scorecard.workbook.plan.worst import ELSEWHERE, LINE, NOT_WRITTEN
from scorecard.workbook.template.contents import BACK_LINKS
from scorecard.workbook.template.summary import line_name

CELLS, FACTS = shipped()
TEXT = Commentary("A text.", sentences={})


def section(name: str, *rows: dict[str, object]) -> Sheet:
    names = name.upper()
    return Sheet.model_validate({
        "sheet": name, "section": name.lower(), "names": names, "title": name, "headline": "All is well.",
        "indicators": [{"block": f"{names}_INDICATORS", "rows": list(rows)}],
        "commentary": {"block": f"{names}_COMMENTARY", "lines": 3},
    })  # fmt: skip


def row(code: str, basis: str = "month", **more: object) -> dict[str, object]:
    return {"indicator": code, "label": code.title(), "basis": basis, **more}


def figure(
    code: str = "LATE", period: str = "2016-03", value: float | None = 12.0, target: float | None = 10.0,
    rag: Rag = Rag.RED, direction: Direction = Direction.SAME, target_to: float | None = None,
    status: Status = Status.COMPUTED,
) -> IndicatorValue:
    return IndicatorValue(code, period, "", "", value, None, value, status, target, target_to, rag, None, direction)


def hidden(of: IndicatorValue) -> IndicatorValue:
    """A figure as suppression leaves it: its target, and no number."""
    return of._replace(value=None, numerator=None, denominator=None, status=Status.SUPPRESSED, rag=Rag.NONE,
                       change=None, direction=Direction.NONE, change_last_year=None, direction_last_year=Direction.NONE)


PLANS = section("Plans", row("LATE"), row("VISITS"))
CARE = section("Care", row("MOVES"))
HOMES = section("Homes", row("BEDS"))
SMALL = CellMap(Summary(summary="S", sheets=["Plans", "Care", "Homes"]), (PLANS, CARE, HOMES))


def judged(figures: list[IndicatorValue], cells: CellMap = SMALL, end: Period = REPORT_MONTH) -> list[Judged]:
    known = [facts(code, Unit.NUMBER, Polarity.LOW_IS_GOOD) for code in ("LATE", "VISITS", "MOVES", "BEDS")]
    return judged_rows(cells, Figures(values_of(known, figures, end), "West Midlands"))


def labels(found: list[Judged]) -> list[str]:
    return [each.row.label for each in found]


# ---------------------------------------------------------------- how many changed since last time


def test_judgements_are_compared_with_those_of_the_month_before() -> None:
    now = [figure("LATE", rag=Rag.RED), figure("VISITS", rag=Rag.GREEN), figure("MOVES", rag=Rag.AMBER)]
    then = [figure("LATE", "2016-02", rag=Rag.AMBER), figure("VISITS", "2016-02", rag=Rag.RED),
            figure("MOVES", "2016-02", rag=Rag.AMBER)]
    assert Changed(better=1, worse=1, both=3) == changed(judged([*now, *then]))


def test_one_that_was_not_judged_before_or_is_hidden_now_is_not_compared() -> None:
    now = [figure("LATE"), hidden(figure("VISITS")), figure("MOVES", rag=Rag.GREEN)]
    then = [hidden(figure("LATE", "2016-02")), figure("VISITS", "2016-02")]
    assert Changed(0, 0, 0) == changed(judged([*now, *then]))


def test_a_quarter_is_compared_with_what_the_scorecard_showed_a_month_ago() -> None:
    cells = CellMap(SMALL.summary, (section("Plans", row("LATE", "quarter")),))
    quarters = [figure("LATE", "2015-16 Q3", rag=Rag.GREEN), figure("LATE", "2015-16 Q4", rag=Rag.RED)]
    assert Changed(0, 1, 1) == changed(judged(quarters, cells)), "in March a quarter ends"
    assert Changed(0, 0, 1) == changed(judged(quarters, cells, month(2016, 2))), "in February none does"


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (Rag.AMBER, "↑ 0 judged better, ↓ 1 judged worse\nthan in February 2016"),
        (Rag.RED, "All judged as they were\nin February 2016"),
        (Rag.NONE, "No judgement of February 2016\nto compare with"),
    ],
)
def test_what_changed_is_said_in_words_and_signs(then: Rag, words: str) -> None:
    found = judged([figure("LATE"), figure("LATE", "2016-02", rag=then)])
    assert words == changed_words(found, "February 2016")


# ---------------------------------------------------------------- exceptions


def test_the_worst_is_the_farthest_from_its_target_among_reds_that_worsened() -> None:
    figures = [
        figure("LATE", value=11, target=10, direction=Direction.WORSENED),  # a tenth over
        figure("VISITS", value=30, target=10, direction=Direction.IMPROVED),  # twice over, but improving
        figure("MOVES", value=15, target=10, direction=Direction.WORSENED),  # half over
        figure("BEDS", value=99, target=10, rag=Rag.AMBER, direction=Direction.WORSENED),
    ]
    assert ["Moves", "Late", "Visits", "Beds"] == labels(exceptions(judged(figures)))


@pytest.mark.parametrize(
    ("value", "target", "to", "miss"),
    [(12, 10, None, 0.2), (8, 10, None, 0.2), (25, 20, 22, 3 / 22), (18, 20, 22, 0.1), (3, 0, None, float("inf"))],
)
def test_a_miss_is_told_as_a_part_of_the_target(value: float, target: float, to: float | None, miss: float) -> None:
    found = judged([figure("LATE", value=value, target=target, target_to=to)])
    assert pytest.approx(miss) == found[0].miss


def test_a_hidden_figure_is_no_exception_and_has_neither_judgement_nor_direction() -> None:
    careless = figure("LATE", direction=Direction.WORSENED)._replace(status=Status.SUPPRESSED)
    found = judged([careless])
    assert ([], Rag.NONE, Direction.NONE) == (exceptions(found), found[0].rag, found[0].direction)


# ---------------------------------------------------------------- contents


CONTENTS = [
    ["Summary"],
    ["Contents", "Page", look.NO_DATA, "Contents, continued", "Page", ""],
    ["Plans", "", "", "Homes", "", ""],
    ["Care", "", "", "Definitions", "Data quality", "Data"],
]


def contents_page() -> PaperTemplate:
    lines = [[text.replace(look.NO_DATA, STANDING) for text in line] for line in CONTENTS]
    lines[1][5] = STANDING
    template = paper("Summary", lines, SUMMARY_CONTENTS=(2, 1, 4, 6))
    for sheet in ("Plans", "Care", "Homes", "Definitions", "Data quality", "Data"):
        template.texts[sheet, 1, 1] = sheet
    headlines = {f"{each.names}_HEADLINE": Area(each.sheet, 2, 1, 2, 1) for each in SMALL.sheets}
    template.names = {**template.names, **headlines}
    return template


STANDING = "Judged against target; ↓ worsened"


def planned_contents(
    cells: CellMap, template: PaperTemplate | None = None
) -> tuple[list[list[object]], list[CellWrite]]:
    """The contents as they read afterwards, and what was written."""
    template = template or contents_page()
    draft = Draft(template)
    plan_contents(draft, cells, judged([figure("LATE", direction=Direction.WORSENED)], cells))
    assert [] == draft.issues
    written = {write[:3]: write.value for write in draft.writes}
    read = [[written.get(("Summary", r, c), template.text("Summary", r, c)) or "" for c in range(1, 7)] for r in (3, 4)]
    return read, draft.writes


def test_contents_tell_tab_page_and_how_a_section_stands() -> None:
    read, writes = planned_contents(SMALL)
    assert [["Plans", 2, "■ 1 red; ↓ 1", "Homes", 4, "○ no target"],
            ["Care", 3, "○ no target", "Definitions", "Data quality", "Data"]] == read
    assert {None} == {write.link for write in writes}, "every link is the template's own"


def test_an_edition_with_fewer_sections_closes_up_and_counts_its_own_pages() -> None:
    cells = dataclasses.replace(SMALL.only(["Care", "Homes"]), back_sheets=("Data",))
    read, writes = planned_contents(cells)
    assert [["Care", 2, "○ no target", "Homes", 3, "○ no target"], ["", "", "", "Data", "", ""]] == read
    links = {write[1:3]: write.link for write in writes if write.link is not None}
    assert {(3, 1): "CARE_TITLE", (4, 1): "", (4, 4): "DATA_TITLE", (4, 5): "", (4, 6): ""} == links


def test_a_row_of_the_analysts_own_sheet_is_left_alone() -> None:
    template = contents_page()
    template.texts["Notes", 1, 1] = "Notes"
    template.texts["Summary", 4, 1] = "Notes"
    read, _ = planned_contents(SMALL.only(["Plans", "Homes"]), template)
    assert "Notes" == read[1][0]


def test_pages_follow_the_tabs_also_where_one_was_renamed() -> None:
    template = contents_page()
    renamed = {(sheet.replace("Care", "In care"), r, c): text for (sheet, r, c), text in template.texts.items()}
    names = {**template.names, "CARE_HEADLINE": Area("In care", 2, 1, 2, 1)}
    found = page_numbers(Draft(PaperTemplate(renamed, names)), SMALL)
    assert {"Summary": 1, "Plans": 2, "Care": 3, "Homes": 4} == found


def test_a_section_that_the_contents_lack_is_told() -> None:
    template = contents_page()
    del template.texts["Summary", 4, 1]
    draft = Draft(template)
    plan_contents(draft, SMALL, judged([]))
    assert [("missing-label", '"Care" in SUMMARY_CONTENTS')] == [(each.code, each.expected) for each in draft.issues]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([figure("LATE"), figure("VISITS", rag=Rag.GREEN, direction=Direction.WORSENED)], "■ 1 red, ● 1 green; ↓ 1"),
        ([hidden(figure("LATE")), figure("VISITS", target=None, rag=Rag.NONE)], "[c] hidden"),
        ([figure("LATE", value=None, rag=Rag.NONE, status=Status.NO_DATA)], "— no figure"),
        ([], "○ no target"),
    ],
)
def test_a_section_stands_in_signs_and_words(figures: list[IndicatorValue], words: str) -> None:
    assert words == standing_words(judged(figures)[:2])


# ---------------------------------------------------------------- the key


def test_only_signs_that_stand_on_a_page_are_explained() -> None:
    draft = Draft(paper("Summary", [["", ""]] * 4 + [["x"]], SUMMARY_SIGNS=(1, 1, 4, 2)))
    draft.writes = [CellWrite("Plans", 1, 1, "[c] of plans are for neglect"), CellWrite("Plans", 1, 2, "[x]")]
    plan_key(draft)
    written = {write[1:3]: write.value for write in draft.writes if write.sheet == "Summary"}
    assert ["[x]", "[c]", None, None] == [written[number, 1] for number in (1, 2, 3, 4)]
    assert "Hidden, as a child could be known by it; not judged" == written[2, 2]


# ---------------------------------------------------------------- the page as it is filled


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("summary")
    pipeline.make_template(Workspace(folder, Settings()), folder / "scorecard.xlsx")
    return folder / "scorecard.xlsx"


def told(template: Path, values: Values, settings: Settings | None = None,
         commentary: Mapping[str, Commentary] | None = None) -> dict[str, object]:  # fmt: skip
    """What stands in the named cells of the summary."""
    with Package(template) as package:
        written = {write[:3]: write.value for write in plan(values, CELLS, package, settings, commentary)}
        return {name: written.get((area.sheet, area.top, area.left)) for name, area in package.names.items()
                if area.sheet == "Summary"}  # fmt: skip


def with_all(values: Values, **changes: object) -> Values:
    return dataclasses.replace(
        values, figures={key: each._replace(**changes) if each.rag else each for key, each in values.figures.items()}
    )


def test_the_title_block_says_whom_to_ask_and_how_sure_the_figures_are(template: Path) -> None:
    settings = Settings(contact="Performance team, 01632 960 123", status="final", edition="Corporate " * 6)
    found = told(template, invented_values(), settings)
    assert "Whom to ask: Performance team, 01632 960 123" == found["SCORECARD_CONTACT"]
    assert "Final" == found["SCORECARD_STATUS"]
    assert "Corporate Corporate Corporate Corporate …" == found["SCORECARD_EDITION"]
    assert told(template, invented_values())["SCORECARD_CONTACT"] is None


def test_every_indicator_is_green_amber_red_without_target_hidden_or_without_a_figure(template: Path) -> None:
    values = invented_values()
    codes = sorted(FACTS)[::3]
    values.figures = {key: hidden(each) if key.code in codes else each for key, each in values.figures.items()}
    found = told(template, values)
    rows = judged_rows(CELLS, Figures(values, "West Midlands"))
    out_of_sight = sum(each.is_hidden for each in rows)
    tiles = sum(found[f"SUMMARY_{name}"] for name in ("GREEN", "AMBER", "RED", "NO_TARGET"))  # type: ignore[misc]
    assert 0 < out_of_sight
    assert len(rows) == tiles + out_of_sight
    assert f"{len(rows)} indicators in 17 sections; {out_of_sight} hidden, [c]" == found["SUMMARY_SCOPE"]


def test_a_tile_says_how_many_there_were(template: Path) -> None:
    values = with_all(invented_values(), rag=Rag.AMBER)
    found = told(template, values)
    assert ("was 0", f"was {found['SUMMARY_AMBER']}") == (found["SUMMARY_RED_WAS"], found["SUMMARY_AMBER_WAS"])


def test_where_nothing_is_wrong_the_page_says_so(template: Path) -> None:
    found = told(template, with_all(invented_values(), rag=Rag.GREEN))
    assert "No indicator is red, and no amber one has worsened." == found["EXCEPTION_01"]
    assert {None} == {found[line_name(number)] for number in range(1, CELLS.summary.exceptions + 1)}


def test_where_nothing_could_be_judged_the_page_does_not_say_that_all_is_well(template: Path) -> None:
    values = invented_values()
    values.figures = {key: hidden(each) for key, each in values.figures.items()}
    found = told(template, values)
    assert "No figure could be judged against a target." == str(found["EXCEPTION_01"])[:43]
    assert "— now" == found["SUMMARY_ON_TARGET"]


def worst_of(values: Values) -> Judged:
    return exceptions(judged_rows(CELLS, Figures(values, "West Midlands")))[0]


def line_of(template: Path, values: Values, commentary: Mapping[str, Commentary]) -> str:
    return str(told(template, values, commentary=commentary)[line_name(1)]).partition(": ")[2]


def test_an_exception_has_its_page_and_its_sentence(template: Path) -> None:
    values = invented_values()
    worst = worst_of(values)
    assert worst.figure
    said = {worst.sheet.section: Commentary("Much.", sentences={worst.figure.key: "It is late, and why."})}
    page = [sheet.sheet for sheet in CELLS.sheets].index(worst.sheet.sheet) + 2
    assert f"Page {page}: It is late, and why." == told(template, values, commentary=said)[line_name(1)]


def test_a_sentence_on_a_part_will_do_for_the_total_and_one_on_another_period_will_not(template: Path) -> None:
    values = invented_values()
    worst = worst_of(values)
    assert worst.figure
    part = worst.figure.key._replace(breakdown="kind", category="Initial")
    other = worst.figure.key._replace(period="2010-11")
    for key, line in ((part, "Some."), (other, ELSEWHERE)):
        assert line == line_of(template, values, {worst.sheet.section: Commentary("Text.", sentences={key: "Some."})})


def test_a_long_line_is_cut_at_a_word_with_a_sign(template: Path) -> None:
    values = invented_values()
    worst = worst_of(values)
    assert worst.figure
    said = {worst.sheet.section: Commentary("Much.", sentences={worst.figure.key: "word " * 80})}
    line = str(told(template, values, commentary=said)[line_name(1)])
    assert line.endswith("word …")
    assert LINE - 5 <= len(line) <= LINE


def test_an_exception_without_a_word_says_so(template: Path) -> None:
    values = invented_values()
    worst = worst_of(values)
    other = next(sheet.section for sheet in CELLS.sheets if sheet != worst.sheet)
    assert NOT_WRITTEN == line_of(template, values, {other: TEXT})
    assert ELSEWHERE == line_of(template, values, {worst.sheet.section: TEXT})
    assert worst.sheet.sheet == line_of(template, values, {}), "nobody writes any: it only says where to look"


def test_a_commentary_that_was_typed_into_its_box_is_not_denied(template: Path, tmp_path: Path) -> None:
    values = invented_values()
    with Package(template) as package:
        box = package.names[worst_of(values).sheet.commentary.block]
    fill(template, tmp_path / "typed.xlsx", [CellWrite(box.sheet, box.top, box.left, "Written by hand.")])
    assert ELSEWHERE == line_of(tmp_path / "typed.xlsx", values, {})


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_contents_of_a_smaller_edition_lead_where_they_say(template: Path, tmp_path: Path) -> None:
    cells = CELLS.only(["Referrals", "Reviews", "Adoption"])
    with Package(template) as package:
        fill(template, tmp_path / "few.xlsx", plan(invented_values(), cells, package))
    assert {**links_to(cells), **BACK_LINKS} == links_on(tmp_path / "few.xlsx")


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_template_names_every_tab_in_plain_text_with_a_link(template: Path) -> None:
    assert {**links_to(CELLS), **BACK_LINKS} == links_on(template)


def links_to(cells: CellMap) -> dict[str, str]:
    return {each.sheet: f"{each.names}_TITLE" for each in cells.sheets}


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_page_is_no_higher_than_the_paper(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["Summary"]
    last = int(sheet.print_area.rsplit("$", 1)[1])
    heights = [(sheet.row_dimensions[number].height or 12.75) * 4 / 3 for number in range(1, last + 1)]
    assert sum(heights) <= look.PAGE_HEIGHT


def links_on(path: Path) -> dict[object, str]:
    """The links of the summary by the texts that have them."""
    sheet = openpyxl.load_workbook(path)["Summary"]
    return {cell.value: cell.hyperlink.location for line in sheet.iter_rows() for cell in line if cell.hyperlink}
