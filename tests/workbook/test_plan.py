"""Which value goes into which cell, and what is told when a template does not fit."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from invented import REPORT_MONTH, PaperTemplate, counted, facts, invented_values, paper, report_values, run, shipped
from invented import values_of as just
from scorecard import pipeline
from scorecard.definitions.cellmap import CellMap, Sheet, Summary
from scorecard.definitions.cellmap_blocks import Column, Show
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.errors import TemplateError
from scorecard.issues import Cost
from scorecard.periods import month, parse
from scorecard.values import (
    Benchmark,
    Direction,
    IndicatorValue,
    IssueCount,
    Key,
    Polarity,
    Rag,
    Status,
    Unit,
    Values,
)
from scorecard.workbook import wording
from scorecard.workbook.cells import Area, Cell, CellWrite
from scorecard.workbook.fill import fill
from scorecard.workbook.package import Package
from scorecard.workbook.plan import Commentary, plan
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.commentary import lines, plan_commentary
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.headline import NOTHING, headline
from scorecard.workbook.plan.judged import exceptions, judged_rows
from scorecard.workbook.plan.sections import neighbours_words, plan_section
from scorecard.workbook.plan.worst import exceptions_head
from scorecard.workbook.series import SeriesKey, data_rows
from scorecard.workbook.template_issues import refuse

CELLS, FACTS = shipped()

SHEET = Sheet.model_validate({
    "sheet": "Plans", "section": "plans", "names": "PLANS", "title": "Plans",
    "headline": "{PLANS} children on a plan, {PLANS:since year ago}. Repeats are {REPEAT}, {REPEAT:against target}.",
    "indicators": [{
        "block": "PLANS_INDICATORS",
        "rows": [{"indicator": "PLANS", "label": "Children on a plan", "basis": "month"},
                 {"indicator": "REPEAT", "label": "Repeat plans", "basis": "year_to_date"}],
    }],
    "tables": [{"block": "PLANS_AGE", "label": "Age", "indicator": "PLANS", "breakdown": "age", "basis": "month",
                "rows": {"0 to 3": ["0-3"], "Older": ["4-11", "12-16"]}, "total": "All"}],
    "commentary": {"block": "PLANS_COMMENTARY", "lines": 3},
})
ENGLAND = Summary.model_validate({"summary": "S", "comparators": [{"name": "England", "head": "England"}]})
MAP = CellMap(ENGLAND, (SHEET,))
HEADS = ["This period Mmm yyyy", "Previous Mmm yyyy", "Year ago Mmm yyyy", "Since previous", "Since year ago", "Target",
         "RAG", "England", "13 months to Mmm yyyy, each on its own scale"]
LINES = [
    ["Indicator", *HEADS],
    ["Children on a plan"],
    ["Repeat plans"],
    ["Age", "Mmm yyyy", "% of all", "Mmm yyyy", "% of all", "Change"],
    ["0 to 3"],
    ["Older"],
    ["All"],
]
NAMES = {"PLANS_INDICATORS": (1, 1, 3, 10), "PLANS_AGE": (4, 1, 7, 6), "PLANS_INDICATORS_COMPARATORS": (9, 1, 9, 1),
         "PLANS_COMMENTARY": (10, 7, 10, 7), "PLANS_COMMENTARY_BY": (9, 10, 9, 10)}


def small_values() -> Values:
    """488 children on a plan, 697 a year before; 27.3% repeats against at most 18%."""
    repeat = IndicatorValue("REPEAT", "YTD 2016-03", "", "", 107, 392, 0.273, Status.COMPUTED, 0.18, None, Rag.RED,
                            -0.005, Direction.IMPROVED, 0.079, Direction.WORSENED)
    plans = counted("PLANS", "2016-03", 488)._replace(
        change=-13.0, direction=Direction.LOWER, change_last_year=-209.0, direction_last_year=Direction.LOWER)
    ages = [counted("PLANS", period, value, base, "age", age)
            for period, base, by_age in (("2016-03", 488, (148, 235, 105)), ("2015-03", 697, (210, 329, 158)))
            for age, value in zip(("0-3", "4-11", "12-16"), by_age, strict=True)]
    values = just(
        [facts("PLANS", Unit.NUMBER, Polarity.NO_JUDGEMENT), facts("REPEAT", Unit.PERCENT, Polarity.LOW_IS_GOOD)],
        [plans, counted("PLANS", "2016-02", 501), counted("PLANS", "2015-03", 697), repeat, *ages],
    )
    values.benchmarks = [Benchmark("REPEAT", "England", "2014-15", 0.166, "DfE")]
    values.periods["2014-15"] = parse("2014-15")
    return values


def template(texts: list[list[str]] | None = None, **names: tuple[int, int, int, int]) -> PaperTemplate:
    return paper("Plans", texts or LINES, **{**NAMES, **names})


def section(values: Values, made: PaperTemplate, sheet: Sheet = SHEET) -> Draft:
    draft = Draft(made)
    plan_section(draft, sheet, MAP, Figures(values, "West Midlands"))
    return draft


def row(draft: Draft, number: int, first: int = 2) -> list[Cell]:
    found = {write.column: write.value for write in draft.writes if write.row == number}
    return [found.get(column) for column in range(first, max(found) + 1)]


# ---------------------------------------------------------------- a section


def test_an_indicators_row_is_told_by_the_roles_of_its_columns() -> None:
    draft = section(small_values(), template())
    assert [] == draft.issues
    assert [488, 501, 697, "Lower", "Lower", "—", "○", "—"] == row(draft, 2)
    assert [0.273, "[x]", "[x]", "↑ Improved", "↓ Worsened", 0.18, "R ■", 0.166] == row(draft, 3)


def test_heads_are_filled_with_their_periods() -> None:
    draft = section(small_values(), template())
    assert ["This period\nMar 2016", "Previous\nFeb 2016", "Year ago\nMar 2015"] == row(draft, 1)[:3]
    assert "13 months to Mar 2016,\neach on its own scale" == row(draft, 1)[-1]
    assert ["Mar 2016", None, "Mar 2015"] == row(draft, 4)


def test_the_comparators_say_their_year() -> None:
    assert ["Comparators, 2014/15"] == row(section(small_values(), template()), 9, first=1)


@pytest.mark.parametrize(("sources", "said"), [
    (["DfE, mean of 10", "DfE, mean of 10"], "neighbours: mean of 10"),
    (["DfE, release 3, mean of 8 of 10", "DfE"], "neighbours: mean of 8 of 10"),
    (["DfE, median of 9 of 10", "DfE, provisional, median of 10"], "neighbours: median of 9 to 10 of 10"),
    (["DfE", "LAIT"], ""),
])
def test_the_page_says_of_how_many_neighbours_its_comparators_are_made(sources: list[str], said: str) -> None:
    values = small_values()
    values.benchmarks = [Benchmark(code, "Statistical neighbours", "2014-15", 0.166, source)
                         for code, source in zip(("REPEAT", "PLANS"), sources, strict=True)]
    beside = [Column(show=Show.COMPARATOR, head="", comparator="Statistical neighbours")]
    assert said == neighbours_words(Figures(values, ""), SHEET.rows, beside)


def test_a_table_adds_categories_up_and_compares_with_the_year_before() -> None:
    draft = section(small_values(), template())
    assert [148, 148 / 488, 210, 210 / 697, -62] == row(draft, 5)
    assert [340, 340 / 488, 487, 487 / 697, -147] == row(draft, 6)
    assert [488, 1.0, 697, 1.0, -209] == row(draft, 7)


def test_a_hidden_category_hides_its_share_and_its_change() -> None:
    values = small_values()
    hidden = values.figures[Key("PLANS", "2016-03", "age", "0-3")]
    values.figures[hidden.key] = hidden._replace(numerator=None, value=None, status=Status.SUPPRESSED)
    assert ["[c]", "[c]", 210, 210 / 697, "[c]"] == row(section(values, template()), 5)


def test_a_category_without_rows_is_zero_where_the_total_was_counted() -> None:
    values = small_values()
    del values.figures[Key("PLANS", "2016-03", "age", "0-3")]
    assert [0, 0.0, 210, 210 / 697, -210] == row(section(values, template()), 5)


def test_a_figure_that_is_missing_says_why() -> None:
    values = small_values()
    key = Key("REPEAT", "YTD 2016-03")
    values.figures[key] = counted("REPEAT", "YTD 2016-03", None)
    assert ["—", "[x]", "[x]", "—", "—", "—", "○", 0.166] == row(section(values, template()), 3)


def test_a_range_is_told_as_text() -> None:
    values = small_values()
    known = facts("REPEAT", Unit.RATE, Polarity.IN_RANGE)
    values.indicators["REPEAT"] = known
    key = Key("REPEAT", "YTD 2016-03")
    values.figures[key] = values.figures[key]._replace(target=20.0, target_to=25.0)
    assert "20–25" == row(section(values, template()), 3)[5]


def test_quarters_and_years_are_the_latest_that_are_complete() -> None:
    figures = Figures(values_at(month(2016, 2)), "West Midlands")
    assert ["2015-16 Q3", "2014-15", "2016-02"] == [
        figures.period(parse(label).kind).label for label in ("2015-16 Q4", "2015-16", "2016-03")
    ]


def values_at(end: object) -> Values:
    return Values(run(end), {}, {}, {})  # type: ignore[arg-type]


# ---------------------------------------------------------------- the places


def test_a_row_that_was_inserted_is_left_alone() -> None:
    longer = [*LINES[:2], ["My own row", "x"], *LINES[2:]]
    draft = section(small_values(), template(longer, PLANS_INDICATORS=(1, 1, 4, 10), PLANS_AGE=(5, 1, 8, 6)))
    assert [] == draft.issues
    assert 0.273 == row(draft, 4)[0]
    assert [] == [write for write in draft.writes if write.row == 3]


def test_a_column_that_was_inserted_is_left_alone() -> None:
    wider = [[line[0], "Note", *line[1:]] for line in LINES]
    draft = section(small_values(), template(wider, PLANS_INDICATORS=(1, 1, 3, 11), PLANS_AGE=(4, 1, 7, 7)))
    assert [] == draft.issues
    assert [None, 488, 501] == row(draft, 2)[:3]


def test_rows_may_stand_in_another_order() -> None:
    draft = section(small_values(), template([LINES[0], LINES[2], LINES[1], *LINES[3:]]))
    assert (0.273, 488) == (row(draft, 2)[0], row(draft, 3)[0])


def test_all_that_does_not_fit_is_told_together_with_cell_and_way_out() -> None:
    wrong = [line.copy() for line in LINES]
    wrong[2][0] = "Repeat plan"
    wrong[3][2] = "Share"
    made = template(wrong, PLANS_INDICATORS_COMPARATORS=(1, 1, 1, 1))
    made = dataclasses.replace(made, names={k: v for k, v in made.names.items() if k != "PLANS_INDICATORS_COMPARATORS"})
    made.formulas.add(("Plans", 2, 4))
    with pytest.raises(TemplateError) as caught:
        refuse(section(small_values(), made).issues)
    assert [
        'template, sheet "Plans", cell A3: a row\'s label is missing in its block; found "Repeat plan"; '
        'expected "Repeat plans" in PLANS_INDICATORS.',
        'template, sheet "Plans", cell D2: the cell holds a formula, which a figure would overwrite.',
        'template, sheet "Plans": a defined name is missing; expected PLANS_INDICATORS_COMPARATORS.',
        'template, sheet "Plans", cell C4: a column\'s head is missing in its block; found "Share"; '
        'expected "% of all" in PLANS_AGE.',
    ] == caught.value.message.splitlines()
    assert 4 == len(caught.value.way_out.splitlines())


def test_a_template_that_does_not_fit_is_named_by_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(own) as book:
        book.add_worksheet("Front")
    with Package(own) as package, pytest.raises(TemplateError, match=r'^own\.xlsx, sheet "Plans": '):
        plan(small_values(), MAP, package)


def test_a_missing_sheet_is_told_once() -> None:
    made = paper("Other", LINES)
    with pytest.raises(TemplateError) as caught:
        refuse(section(small_values(), made).issues)
    assert 'template, sheet "Plans": the sheet is missing; expected "Plans".' == caught.value.message


def test_a_renamed_sheet_is_found_by_its_names() -> None:
    made = paper("Children on plans", LINES, **NAMES)
    assert {"Children on plans"} == {write.sheet for write in section(small_values(), made).writes}


def test_a_label_that_stands_twice_is_told() -> None:
    doubled = [*LINES[:2], LINES[1], *LINES[2:]]
    draft = section(small_values(), template(doubled, PLANS_INDICATORS=(1, 1, 4, 10), PLANS_AGE=(5, 1, 8, 6)))
    assert ['template, sheet "Plans", cell A3: a row\'s label stands twice in its block; '
            'found "Children on a plan" in PLANS_INDICATORS.'] == [str(issue) for issue in draft.issues]


# ---------------------------------------------------------------- words


def test_a_headline_is_worked_out_from_the_figures() -> None:
    figures = Figures(small_values(), "West Midlands")
    expected = "488 children on a plan, 209 fewer than a year ago. Repeats are 27.3%, above the target of 18%."
    assert expected == headline(SHEET, figures)


def test_a_clause_without_a_target_and_a_sentence_without_a_figure_fall_away() -> None:
    values = small_values()
    key = Key("REPEAT", "YTD 2016-03")
    values.figures[key] = values.figures[key]._replace(target=None)
    figures = Figures(values, "West Midlands")
    assert "488 children on a plan, 209 fewer than a year ago. Repeats are 27.3%." == headline(SHEET, figures)
    del values.figures[key]
    assert "488 children on a plan, 209 fewer than a year ago." == headline(SHEET, figures)
    values.figures.clear()
    assert NOTHING == headline(SHEET, figures)


def test_the_first_sentence_of_a_headline_is_said_however_long_it_is() -> None:
    sheet = SHEET.model_copy(update={"headline": "{PLANS} children on a plan" + ", and so on" * 12 + ". Repeats."})
    said = headline(sheet, Figures(small_values(), "West Midlands"))
    assert "488 children on a plan" + ", and so on" * 12 + "." == said


def test_headlines_of_the_shipped_map_have_room() -> None:
    figures = Figures(invented_values(), "West Midlands")
    said = {sheet.sheet: headline(sheet, figures) for sheet in CELLS.sheets}
    assert {} == {name: text for name, text in said.items() if len(text) > 130 or "{" in text or text == NOTHING}


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (-209.0, Unit.NUMBER, "209 fewer than a year ago"),
        (1200.0, Unit.NUMBER, "1,200 more than a year ago"),
        (0.0, Unit.NUMBER, "the same as a year ago"),
        (0.0789, Unit.PERCENT, "7.9 points up on a year ago"),
        (-0.0001, Unit.PERCENT, "the same as a year ago"),
        (-58.0, Unit.DAYS, "58 days fewer than a year ago"),
        (1.0, Unit.DAYS, "1 day more than a year ago"),
        (-28.3, Unit.RATE, "28.3 lower than a year ago"),
        (None, Unit.NUMBER, ""),
    ],
)
def test_a_change_is_said_by_its_unit(value: float | None, unit: Unit, expected: str) -> None:
    assert expected == wording.change(value, unit, "a year ago")


@pytest.mark.parametrize(
    ("value", "target", "polarity", "expected"),
    [
        (0.273, 0.18, Polarity.LOW_IS_GOOD, "above the target of 18%"),
        (0.18, 0.18, Polarity.LOW_IS_GOOD, "meeting the target of 18%"),
        (0.852, 0.9, Polarity.HIGH_IS_GOOD, "below the target of 90%"),
        (0.995, 0.975, Polarity.HIGH_IS_GOOD, "meeting the target of 97.5%"),
    ],
)
def test_a_target_is_met_or_missed_in_words(value: float, target: float, polarity: Polarity, expected: str) -> None:
    figure = counted("X", "2016-03", value)._replace(target=target)
    assert expected == wording.against_target(figure, Unit.PERCENT, polarity)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("2016-03", "Mar 2016"), ("2015-16 Q4", "Q4 2015/16"), ("2015-16", "2015/16"), ("2013-16", "2013/16"),
     ("R12 2016-03", "Mar 2016"), ("YTD 2016-02", "Feb 2016")],
)
def test_a_period_fits_its_head(label: str, expected: str) -> None:
    assert expected == wording.short(parse(label))


# ---------------------------------------------------------------- commentary


def commentary_of(commentary: Commentary | None) -> Draft:
    draft = Draft(template())
    plan_commentary(draft, SHEET, commentary)
    return draft


def test_commentary_stands_with_its_author_and_date() -> None:
    draft = commentary_of(Commentary("All is well.", "Head of Safeguarding", dt.date(2016, 4, 12)))
    assert ["All is well.", "Head of Safeguarding, 12 April 2016"] == [write.value for write in draft.writes]


def test_a_box_without_commentary_says_so() -> None:
    assert ["No commentary for this period.", None] == [write.value for write in commentary_of(None).writes]


def test_commentary_that_is_too_long_is_refused() -> None:
    draft = commentary_of(Commentary("word " * 60))
    assert [] == draft.writes
    assert ['template, sheet "Plans", cell G10: the commentary is longer than its box; found 299 characters, 4 lines; '
            "expected at most 3 lines of 75 characters in PLANS_COMMENTARY."] == [str(each) for each in draft.issues]


def test_an_empty_line_takes_a_line_of_the_box() -> None:
    assert 3 == lines("One.\n\nTwo.")


# ---------------------------------------------------------------- the whole workbook


@pytest.fixture(scope="module")
def shipped_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    pipeline.make_template(Workspace(folder, Settings()), folder / "scorecard.xlsx")
    return folder / "scorecard.xlsx"


@pytest.fixture(scope="module")
def planned(shipped_template: Path) -> list[CellWrite]:
    with Package(shipped_template) as package:
        return plan(report_values(), CELLS, package)


def named(shipped_template: Path, name: str) -> Area:
    with Package(shipped_template) as package:
        return package.names[name]


def test_every_cell_is_planned_once(planned: list[CellWrite]) -> None:
    places = [write[:3] for write in planned]
    assert len(set(places)) == len(places)


def test_nothing_is_planned_outside_the_names(shipped_template: Path, planned: list[CellWrite]) -> None:
    with Package(shipped_template) as package:
        areas = list(package.names.values())
    definitions = {area.top for area in areas if area.sheet == "Definitions"}
    outside = [
        write for write in planned
        if not any(a.sheet == write.sheet and a.top <= write.row <= a.bottom and a.left <= write.column <= a.right
                   for a in areas)
        and not (write.sheet == "Definitions" and write.row in definitions)
    ]
    assert [] == outside


def test_the_reports_ages_stand_in_their_table(shipped_template: Path, planned: list[CellWrite]) -> None:
    area = named(shipped_template, "CP_AGE")
    by_place = {write[:3]: write.value for write in planned}
    table = [[by_place.get((area.sheet, r, c)) for c in (2, 4, 6)] for r in range(area.top + 1, area.bottom + 1)]
    ages = [[13, 31, -18], [148, 210, -62], [235, 329, -94], [88, 122, -34], [4, 5, -1]]
    a_free_row = [None, None, None]
    assert [*ages, a_free_row] == table


def test_data_has_a_head_for_every_month_and_numbers_below(shipped_template: Path, planned: list[CellWrite]) -> None:
    area = named(shipped_template, "DATA_ROWS")
    by_place = {write[:3]: write.value for write in planned}
    heads = [by_place["Data", area.top, column] for column in range(6, 19)]
    assert ["2015-03", "2015-04", "2016-03"] == [heads[0], heads[1], heads[-1]]
    first = [by_place["Data", area.top + 1, column] for column in range(6, 19)]
    assert {int} == {type(value) for value in first}


def test_a_month_without_a_figure_is_left_empty_for_the_charts(shipped_template: Path) -> None:
    values = invented_values()
    first = next(CELLS.rows)[1]
    del values.figures[Key(first.indicator, "R12 2015-05")]
    with Package(shipped_template) as package:
        writes = plan(values, CELLS, package)
        area = package.names["DATA_ROWS"]
    by_place = {write[:3]: write.value for write in writes}
    assert by_place["Data", area.top + 1, 8] is None


def test_an_exception_takes_the_look_of_its_indicators_own_cells(
    shipped_template: Path, planned: list[CellWrite]
) -> None:
    area = named(shipped_template, "SUMMARY_EXCEPTIONS")
    first = [write for write in planned if write.sheet == "Summary" and write.row == area.top + 1]
    own = {write[:3]: write.value for write in planned}
    assert len(first) == 12
    assert 1 == len({write.look_of and write.look_of[:2] for write in first})
    now = next(write for write in first if write.column == 2)
    assert now.look_of is not None
    assert "Summary" != now.look_of[0]
    assert now.value == own[now.look_of]


def test_red_comes_before_amber_and_worsening_first() -> None:
    judged = judged_rows(CELLS, Figures(invented_values(), "West Midlands"))
    found = [(each.rag, each.direction == Direction.WORSENED) for each in exceptions(judged)]
    reds = [worse for rag, worse in found if rag == Rag.RED]
    assert sorted(reds, reverse=True) == reds
    assert [rag for rag, _ in found] == [Rag.RED] * len(reds) + [Rag.AMBER] * (len(found) - len(reds))
    assert all(worse for rag, worse in found if rag == Rag.AMBER)


def test_the_head_of_the_exceptions_says_how_many_there_are() -> None:
    assert ["Exceptions: none", "Exceptions: all 9", "Exceptions: worst 12 of 18"] == [
        exceptions_head(found, 12) for found in (0, 9, 18)
    ]


def test_rows_without_an_exception_are_cleared(shipped_template: Path) -> None:
    values = invented_values()
    for key, figure in values.figures.items():
        values.figures[key] = figure._replace(rag=Rag.GREEN)
    with Package(shipped_template) as package:
        writes = plan(values, CELLS, package)
        area = package.names["SUMMARY_EXCEPTIONS"]
    rows = [w for w in writes if w.sheet == "Summary" and area.top < w.row <= area.bottom]
    assert {None, "No indicator is red, and no amber one has worsened."} == {write.value for write in rows}


def test_a_run_without_figures_still_fills_the_scorecard(shipped_template: Path) -> None:
    values = Values(run(), {}, FACTS, {})
    with Package(shipped_template) as package:
        writes = plan(values, CELLS, package)
        green = package.names["SUMMARY_GREEN"]
    by_place = {write[:3]: write.value for write in writes}
    assert 0 == by_place["Summary", green.top, green.left]


def test_definitions_tell_what_is_counted_and_the_formula_as_text(
    shipped_template: Path, planned: list[CellWrite]
) -> None:
    area = named(shipped_template, "DEF_CP_PLANS")
    values = [write.value for write in planned if write.sheet == "Definitions" and write.row == area.top]
    assert "Children on a child protection plan" == values[0]
    assert {"What CP_PLANS counts.", '=KPI("CP_PLANS")', "mappings/indicators/x.yaml, line 7"} <= set(values)


def test_issues_are_counted_and_the_last_row_says_how_many_more(shipped_template: Path) -> None:
    values = invented_values()
    values.issues = [IssueCount("not-a-date", "this is not a date", "contacts", f"c{n:02}", 1, 7) for n in range(45)]
    with Package(shipped_template) as package:
        writes = plan(values, CELLS, package)
        area = package.names["QUALITY_ISSUES"]
    by_place = {write[:3]: write.value for write in writes}
    line = [by_place["Data quality", area.top + 1, column] for column in range(1, 8)]
    way_out = f"{Cost.FIELD.value.capitalize()}. Write the date as dd/mm/yyyy or yyyy-mm-dd."
    assert ["This is not a date", "contacts", "c00", 1, 7, 1 / 12, way_out] == line
    assert "and 6 more kinds of issue" == by_place["Data quality", area.bottom, 1]


def test_the_title_block_tells_council_period_data_and_edition(shipped_template: Path) -> None:
    settings = Settings(edition="Scrutiny Board", status="provisional", region="North East")
    with Package(shipped_template) as package:
        writes = plan(invented_values(), CELLS, package, settings)
    texts = {write.value for write in writes}
    assert {"Ambleford City Council", "March 2016, year to date from 1 April 2015", "31 March 2016",
            "Provisional, may change", "Scrutiny Board", "North East"} <= texts


def test_a_workbook_that_was_filled_can_be_filled_again(shipped_template: Path, tmp_path: Path) -> None:
    settings = Settings(region="Yorkshire and The Humber")
    with Package(shipped_template) as package:
        planned = plan(report_values(), CELLS, package, settings)
    fill(shipped_template, tmp_path / "filled.xlsx", planned)
    with Package(tmp_path / "filled.xlsx") as package:
        assert planned == plan(report_values(), CELLS, package, settings)


def test_a_series_has_one_row_whatever_calls_it() -> None:
    keys = [row.key for row in data_rows(CELLS)]
    assert len(set(keys)) == len(keys)
    assert SeriesKey("CP_PLANS", REPORT_MONTH.kind, "age_group: 0-3") in keys
