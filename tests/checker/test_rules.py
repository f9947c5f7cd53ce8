"""What a finished workbook is held to, rule by rule."""

from __future__ import annotations

import shutil

import openpyxl
import pytest
from typer.testing import CliRunner

from checker_book import write_book
from scorecard import pipeline
from scorecard.checker import check_workbook
from scorecard.checker.interval import Interval, exactly, rounded
from scorecard.checker.printed import figures_of
from scorecard.cli import app
from scorecard.definitions.checks import load_checks
from scorecard.definitions.workspace import open_workspace
from scorecard.errors import DefinitionError, UsageError
from scorecard.issues import Issues


def section(text="No text.", *tables):
    return {"sheet": "Page", "text": text, "tables": list(tables)}


def table(name, heads, *rows):
    return {"name": name, "heads": heads, "rows": [list(row) for row in rows]}


@pytest.fixture
def check(tmp_path):
    """Sections and rules -> codes and what was found, with what was skipped."""

    def checked(*sections, rules=""):
        path = tmp_path / "rules.yaml"
        path.write_text("checks: own\n" + rules, encoding="utf-8")
        issues = Issues()
        declared = load_checks([(path, "mappings/checks/rules.yaml")], issues)
        report = check_workbook(write_book(tmp_path / "book.xlsx", list(sections)), declared, issues)
        return [(issue.code, issue.found, issue.expected) for issue in issues], report

    return checked


PLANS = table("PLANS", ["Category", "Count", "%"], ("Neglect", "2", "66.7%"), ("Physical", "1", "33.3%"),
              ("Total", "3", "100.0%"))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("925 (47.5%)", [(925, 0, False), (47.5, 1, True)]),
        ("1,948", [(1948, 0, False)]),
        ("11%", [(11, 0, True)]),
        ("−3", [(-3, 0, False)]),
        ("+10", [(10, 0, False)]),
        ("63 (46%) < 20 Months", [(63, 0, False), (46, 0, True)]),
        ("51% <19 months", [(51, 0, True)]),
        ("54 children have been adopted", [(54, 0, False)]),
        ("20-25", []),
        ("Not collected", []),
        ("2015-16", []),
    ],
)
def test_figures_are_read_as_they_are_printed(text, values):
    assert values == [(each.value, each.decimals, each.is_percent) for each in figures_of(text, "Page", "B2")]


def test_a_rounded_figure_stands_for_all_that_rounds_to_it():
    assert rounded(98.8, 1).meets(exactly(98.75))
    assert not rounded(98.9, 1).meets(exactly(98.77))
    assert Interval(241.19, 241.43).holds_a_whole_number is False
    assert Interval(240.96, 241.21).holds_a_whole_number is True


def test_a_table_that_adds_up_has_nothing_wrong(check):
    assert [] == check(section("There are 3 plans, 66.7% for neglect.", PLANS))[0]


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        (2, 1, "4", "parts-do-not-add-up"),
        (0, 2, "66.6%", "share-is-wrong"),
        (1, 2, "33.4%", "share-is-wrong"),
    ],
)
def test_a_wrong_cell_is_told_once(row, column, value, code, check):
    wrong = table("PLANS", PLANS["heads"], *PLANS["rows"])
    wrong["rows"][row][column] = value
    assert [code] == [found[0] for found in check(section("No text.", wrong))[0]]


def test_shares_beside_counts_are_of_the_parts(check):
    caf = table("CAFS", ["Agency", "Mar 16"], ("Health", "1 (25.0%)"), ("School", "3 (74.0%)"), ("Total", "4"))
    assert [("share-is-wrong", "3 (74.0%) (School, Mar 16)", "75.0%, 3 of 4")] == check(section("No.", caf))[0][:1]


def test_declared_distributions_add_up_to_100_but_for_rounding(check):
    thirds = table("THIRDS", ["Kind", "2015/16", "2014/15"], ("a", "33.3%", "33.3%"), ("b", "33.3%", "33.0%"),
                   ("c", "33.3%", "33.3%"))  # fmt: skip
    assert ["99.6% in THIRDS, 2014/15"] == [each[1] for each in check(section("No.", thirds),
                                                                       rules="distributions: [THIRDS]\n")[0]]
    assert [] == check(section("No.", thirds))[0]


def test_a_change_is_the_difference_of_the_counts_before_it(check):
    plans = table("PLANS", ["Age", "Mar 2016", "% of all", "Mar 2015", "% of all", "Change"],
                  ("a", "2", "50.0%", "1", "50.0%", "+1"), ("b", "2", "50.0%", "1", "50.0%", "+2"),
                  ("All", "4", "100.0%", "2", "100.0%", "+2"))  # fmt: skip
    assert [("change-is-wrong", "+2 (b, Change)", "1")] == check(section("No.", plans))[0]


@pytest.mark.parametrize(
    "text",
    ["There are 2 plans for neglect, 1 more than for physical abuse.", "Over 90% had a visit within 45 days.",
     "The target is 40%.", "In October 2014 it was 7.", "Section 47 of 1989.", "Neglect is 67% of all."],
)  # fmt: skip
def test_numbers_of_the_page_and_what_cannot_be_judged_are_let_pass(text, check):
    assert [] == check(section(text, PLANS))[0]


@pytest.mark.parametrize(("text", "found"), [("There are 5 plans.", '"5"'), ("Neglect is 67.5%.", '"67.5%"')])
def test_a_number_of_a_text_that_no_table_has_is_told(text, found, check):
    assert [("text-disagrees", found, "a figure of the page")] == check(section(text, PLANS))[0]


def test_texts_of_pages_without_tables_are_not_judged(check):
    assert [] == check(section("There are 5 plans."))[0]


def test_equations_hold_for_each_row_or_each_column(check):
    rules = """
equations:
  - {table: NET, is: "[Net]", equals: "[Gained] - [Lost]", says: gained less lost}
  - {table: SUMS, is: "[All]", equals: "[a] + [b]", says: both together}
"""
    net = table("NET", ["Quarter", "Gained", "Lost", "Net"], ("Q1", "2", "5", "-3"), ("Q2", "6", "2", "+1"))
    sums = table("SUMS", ["Kind", "2015", "2016"], ("a", "1", "2"), ("b", "1", "2"), ("All", "2", "5"))
    found = [each for each in check(section("No.", net, sums), rules=rules)[0] if each[0] == "equation-fails"]
    assert [("+1 (Q2, Net)", "4, as gained less lost"), ("5 (All, 2016)", "4, as both together")] == [
        each[1:] for each in found
    ]


def test_figures_of_sentences_enter_equations_and_are_not_judged_twice(check):
    rules = """
readings:
  - {section: Page, reads: "{seen} of {missing} children were seen, {share}"}
equations:
  - {is: share, equals: seen / missing, says: those who were seen}
"""
    assert [("equation-fails", "60% (share)", "50.0%, as those who were seen")] == check(
        section("4 of 8 children were seen, 60%.", PLANS), rules=rules)[0]  # fmt: skip


def test_rules_about_other_tables_are_counted_as_skipped(check):
    found, report = check(section("No."), rules='equations: [{is: "X[a | b]", equals: 1, says: nothing}]\n')
    assert ([], ["mappings/checks/rules.yaml, line 2: X"]) == (found, report.skipped)


def test_an_equation_that_cannot_be_read_is_told_with_its_line(check):
    found = check(section("No.", PLANS), rules='equations: [{is: "open(1)", equals: 1, says: nothing}]\n')[0]
    assert [("wrong-value", '"open(1)"')] == [each[:2] for each in found]


def test_mistakes_in_the_rules_stop_the_check(tmp_path):
    (tmp_path / "mappings" / "checks").mkdir(parents=True)
    (tmp_path / "mappings" / "checks" / "own.yaml").write_text("checks: own\nequation: []\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match='"equations" \\(did you mean that\\?\\)'):
        pipeline.check_finished(open_workspace(tmp_path), tmp_path / "none.xlsx", Issues())


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "no.xlsx").write_text("no", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read as a workbook"):
        check_workbook(tmp_path / "no.xlsx", [], Issues())


# ---------------------------------------------------------------- an edition with rounded counts


EDITION = table("EDITION", ["Edition", "Of"], ("Public, counts rounded to 5", "March"))
ROUNDED = table("PLANS", ["Category", "Count", "%"], ("Neglect", "10", "50.0%"), ("Physical", "10", "50.0%"),
                ("Emotional", "5", "25.0%"), ("Total", "20", "100.0%"))  # fmt: skip


def test_a_count_that_was_rounded_stands_for_all_that_round_to_it(check):
    """8, 8 and 3 of 19 are printed as 10, 10 and 5 of 20."""
    assert [] == check(section("No text.", EDITION, ROUNDED))[0]
    rules = """
equations:
  - {table: PLACES, is: "[Filled, %]", equals: "[Filled] / ([Filled] + [Vacant])", says: filled out of all}
  - {table: PLACES, is: "[Net]", equals: "[Filled] - [Vacant]", says: filled less vacant}
"""
    places = table("PLACES", ["Places", "Q1"], ("Filled", "155"), ("Vacant", "85"),
                   ("Filled, %", "64.0%"), ("Net", "65"))  # fmt: skip
    assert [] == check(section("No text.", EDITION, places), rules=rules)[0]
    told = check(section("No text.", places), rules=rules)[0]
    assert ["64.0% (Filled, %, Q1)", "65 (Net, Q1)"] == [each[1] for each in told]


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [(3, 1, "40", "parts-do-not-add-up"), (0, 2, "80.0%", "share-is-wrong")],
)
def test_what_no_rounding_explains_is_told_of_a_rounded_edition_too(row, column, value, code, check):
    wrong = table("PLANS", ROUNDED["heads"], *ROUNDED["rows"])
    wrong["rows"][row][column] = value
    assert [code] == [found[0] for found in check(section("No text.", EDITION, wrong))[0]]


# ---------------------------------------------------------------- our own workbook


def test_the_scorecard_of_the_demo_council_agrees_with_itself(demo_run, demo_workspace):
    issues = Issues()
    report = pipeline.check_finished(demo_workspace, demo_run.workbook, issues)
    assert [] == [str(issue) for issue in issues]
    assert report.figures > 1000


def test_cells_that_were_changed_by_hand_are_found(demo_run, demo_workspace, tmp_path):
    path = tmp_path / "changed.xlsx"
    shutil.copy(demo_run.workbook, path)
    with pytest.warns(UserWarning, match="Sparkline"):
        book = openpyxl.load_workbook(path)
    sheet = book["Child protection plans"]
    by_label = {row[0].value: row for row in sheet.iter_rows()}
    by_label["Children on a plan"][1].value = 489
    by_label["Neglect"][1].value = 210
    by_label["All plans"][1].value = 490
    name = book.defined_names["PLANS_COMMENTARY"].attr_text.rsplit("!", 1)[1].replace("$", "")
    sheet[name].value = sheet[name].value.replace("34 in the month", "77 in the month")
    book.save(path)
    issues = Issues()
    pipeline.check_finished(demo_workspace, path, issues)
    assert {
        "figures-disagree", "parts-do-not-add-up", "share-is-wrong", "change-is-wrong", "text-disagrees",
        "equation-fails",
    } == {issue.code for issue in issues}  # fmt: skip


def test_findings_stand_on_the_sheet_of_data_quality(demo_workspace, tmp_path):
    folder = tmp_path / "council"
    shutil.copytree(demo_workspace.folder / "extracts", folder / "extracts")
    (folder / "mappings" / "checks").mkdir(parents=True)
    rule = '{is: "CP_AGE[Unborn | Mar 2016]", equals: 14, says: what the county was told}'
    (folder / "mappings" / "checks" / "own.yaml").write_text(f"checks: own\nequations: [{rule}]\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["refresh", str(folder)])
    assert "the figures do not agree; found 13 (Unborn, Mar 2016); expected 14, as what the county" in done.stdout
    with pytest.warns(UserWarning, match="Sparkline"):
        told = openpyxl.load_workbook(folder / "output" / "scorecard-2016-03.xlsx")["Data quality"]
    assert "The figures do not agree" in {row[0].value for row in told.iter_rows()}
