"""Official statistics and the interactive tool's long table, merged into the table of benchmarks."""

from __future__ import annotations

import csv

import pytest
import xlsxwriter
from typer.testing import CliRunner

from rows import write_extract
from scorecard import pipeline
from scorecard.cli import app
from scorecard.definitions.workspace import open_workspace
from scorecard.errors import DefinitionError, UsageError
from scorecard.issues import Issues

NEIGHBOURS = """\
neighbours:
  2013-14: [Oldborough]
  2014-15: [Northwick, Southwick, 903, Nowhere]
"""
OFFICIAL = """\
time_identifier,la_name,new_la_code,old_la_code,geographic_level,region_name,time_period,Referrals,Re_referrals_percent,No_Further_Action_percent
Financial year,,,,National,,201415,500000,24.0,13.8
Financial year,,,,Regional,West Midlands,201415,60000,22.6,z
Financial year,,,,Regional,London,201415,70000,16.0,9.0
Financial year,Northwick,E08000901,901,Local authority,West Midlands,201415,900,20.0,10
Financial year,Southwick,E08000902,902,Local authority,West Midlands,201415,900,25.0,c
Financial year,Eastwick,E08000903,903,Local authority,West Midlands,201415,900,c,low
Financial year,Oldborough,E08000904,904,Local authority,West Midlands,201415,900,99.0,:
Financial year,Oldborough,E08000904,904,Local authority,West Midlands,201314,900,30.0,u
Financial year,Ward,,,Local authority district,West Midlands,201415,900,1.0,1
"""
LONG = """\
Short.Desc,Years,LA and Regions,LA.Number,Values
CP_conf_15days_1,2015,England,970,74.7
CP_conf_15days_1,2015,West Midlands,985,76.4
CP_conf_15days_1,2015,Northwick,901,80
CP_conf_15days_1,2015,Southwick,902,70p
CP_conf_15days_1,2015,Eastwick,903,x
Something_Else,2015,England,970,1
CP_conf_15days_1,Trend,England,970,1
"""


@pytest.fixture
def council(tmp_path):
    (tmp_path / "scorecard.yaml").write_text("neighbours: mean of four\n", encoding="utf-8")
    (tmp_path / "neighbours.yaml").write_text(NEIGHBOURS, encoding="utf-8")
    (tmp_path / "extracts").mkdir()
    return tmp_path


def imported(council, text, **how):
    """Import a file with this text -> (code, period, comparator, value) with its source, and the issues."""
    path = council / "published.csv"
    path.write_text(text, encoding="utf-8-sig")
    issues = Issues()
    done = pipeline.import_published(open_workspace(council), path, issues, **how)
    return done, {(line.code, line.period, line.comparator): line for line in done.lines}, list(issues)


def held(council):
    with (council / "extracts" / "benchmarks.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["code"], row["period"], row["comparator"]): row for row in csv.DictReader(file)}


def test_england_and_the_councils_own_region_are_read_by_heading(council):
    _, lines, _ = imported(council, OFFICIAL)
    values = {key: line.value for key, line in lines.items() if key[2] != "Statistical neighbours"}
    assert {
        ("REREFERRALS", "2014-15", "England"): 0.24,
        ("REREFERRALS", "2014-15", "West Midlands"): 0.226,
        ("REFERRAL_NFA", "2014-15", "England"): 0.138,
    } == values


def test_neighbours_are_those_of_the_year_and_suppressed_ones_are_left_out_and_counted(council):
    done, lines, issues = imported(council, OFFICIAL)
    mean = lines["REREFERRALS", "2014-15", "Statistical neighbours"]
    assert (0.225, "Characteristics of children in need, mean of 2 of 4") == (mean.value, mean.source)
    assert 0.3 == lines["REREFERRALS", "2013-14", "Statistical neighbours"].value
    assert {"c": 2, "low": 1, "u": 1, "z": 1} == done.without_number
    assert ['"Nowhere"'] == [issue.found for issue in issues]


def test_a_year_before_the_first_set_has_no_neighbours(council):
    (council / "neighbours.yaml").write_text("neighbours: {2014-15: [Northwick, Oldborough]}\n", encoding="utf-8")
    _, lines, _ = imported(council, OFFICIAL)
    assert ("REREFERRALS", "2013-14", "Statistical neighbours") not in lines


def test_the_median_is_a_setting(council):
    (council / "scorecard.yaml").write_text("neighbours: median of three\n", encoding="utf-8")
    sets = "neighbours: {2014-15: [E08000901, 902, oldborough]}\n"
    (council / "neighbours.yaml").write_text(sets, encoding="utf-8")
    _, lines, _ = imported(council, OFFICIAL)
    median = lines["REREFERRALS", "2014-15", "Statistical neighbours"]
    assert (0.25, "Characteristics of children in need, median of 3") == (median.value, median.source)


def test_another_word_for_the_neighbours_is_refused(council):
    (council / "scorecard.yaml").write_text("neighbours: best of ten\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="mean of ten"):
        open_workspace(council)


def test_the_long_table_is_read_by_measure(council):
    _, lines, _ = imported(council, LONG)
    assert {"England": 0.747, "West Midlands": 0.764, "Statistical neighbours": 0.75} == {
        comparator: line.value for (code, period, comparator), line in lines.items()
        if (code, period) == ("ICPC_TIMELINESS", "2014-15")
    }  # fmt: skip
    assert 3 == len(lines)


def test_the_long_table_may_be_a_workbook(council):
    path = council / "long.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Long")
        for row, line in enumerate(LONG.splitlines()):
            sheet.write_row(row, 0, line.split(","))
    done = pipeline.import_published(open_workspace(council), path, Issues())
    assert (3, ["interactive_tool"]) == (done.added, done.files)


def test_columns_are_added_up_over_others(council):
    _, lines, _ = imported(council, "geographic_level,0_10_ICPC,ICPC,time_period,11_15_ICPC,Section47\n"
                                    "National,30,100,201516,45,200\n")
    assert (0.75, 0.5) == (lines["ICPC_TIMELINESS", "2015-16", "England"].value,
                           lines["S47_TO_ICPC", "2015-16", "England"].value)


def test_release_and_provisional_are_kept(council):
    imported(council, OFFICIAL, release="November 2015", provisional=True)
    row = held(council)["REREFERRALS", "2014-15", "England"]
    assert ("November 2015", "Y") == (row["release"], row["provisional"])
    assert "Characteristics of children in need, release November 2015, provisional" == row["source"]


def test_a_final_figure_takes_the_place_of_a_provisional_one_and_not_the_other_way(council):
    imported(council, OFFICIAL.replace("24.0", "23.0"), provisional=True)
    done, _, _ = imported(council, OFFICIAL)
    assert (0, 6, 0) == (done.added, done.replaced, done.kept)
    done, _, _ = imported(council, OFFICIAL.replace("24.0", "23.0"), provisional=True)
    assert (0, 0, 6) == (done.added, done.replaced, done.kept)
    assert "0.24" == held(council)["REREFERRALS", "2014-15", "England"]["value"]


def test_rows_of_others_stay_as_they_are(council):
    own = "code,period,comparator,value,source,remark\nCP_PLANS_RATE,2014-15,England,42.9,By hand,ours\n"
    (council / "extracts" / "benchmarks.csv").write_text(own, encoding="utf-8")
    imported(council, OFFICIAL)
    row = held(council)["CP_PLANS_RATE", "2014-15", "England"]
    assert ("42.9", "By hand", "ours", "") == (row["value"], row["source"], row["remark"], row["release"])


def test_importing_twice_changes_nothing(council):
    imported(council, OFFICIAL)
    first = (council / "extracts" / "benchmarks.csv").read_bytes()
    done, _, _ = imported(council, OFFICIAL)
    assert (0, 0, first) == (done.added, done.replaced, (council / "extracts" / "benchmarks.csv").read_bytes())


def test_what_is_neither_a_number_nor_a_shorthand_is_told(council):
    _, _, issues = imported(council, OFFICIAL.replace(",24.0,", ",about 24,"))
    assert [("not-a-number", 2, '"about 24"')] == [
        (issue.code, issue.row, issue.found) for issue in issues if issue.code == "not-a-number"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code,value\nA,1\n", "is not a file of official statistics"),
        ("time_period,geographic_level,Weather\n201415,National,1\n", "has no column or measure"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(text, told, council):
    with pytest.raises(UsageError, match=told):
        imported(council, text)


def test_mistakes_in_the_descriptions_are_told_with_their_line(council):
    folder = council / "mappings" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text("benchmarks: own\ntitle: Own\nfigures:\n  REREFERAL: {column: A}\n",
                                     encoding="utf-8")
    with pytest.raises(DefinitionError, match=r'own.yaml, line 3.*found "REREFERAL"; expected "REREFERRALS"'):
        imported(council, OFFICIAL)


def test_the_command_prints_figures_and_what_was_left_out_and_refresh_reads_them(council):
    (council / "published.csv").write_text(OFFICIAL, encoding="utf-8-sig")
    done = CliRunner().invoke(app, ["benchmarks", "import", str(council / "published.csv"), "-w", str(council)])
    assert 0 == done.exit_code
    assert "6 added, 0 replaced, 0 final ones kept" in done.stdout
    assert "Left out for want of a number: 2 c, 1 low, 1 u, 1 z" in done.stdout
    write_extract(council / "extracts", "referrals", [
        {"referral_id": "1", "child_id": "A", "referred": "01/03/2016", "source": "6", "decided": "", "nfa": "N",
         "team": ""}])  # fmt: skip
    pipeline.compute_snapshot(open_workspace(council))
    told = CliRunner().invoke(app, ["explain", "REREFERRALS", "-w", str(council)]).stdout
    assert "Statistical neighbours 0.225 in 2014-15; Characteristics of children in need, mean of 2 of 4" in told
