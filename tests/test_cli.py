"""The command line, as an analyst types it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from rows import write_extract
from scorecard.cli import app
from scorecard.issues import Issues, MissingExtract
from scorecard.periods import Kind
from scorecard.showing import print_issues

CONTACTS = [
    {"contact_id": "1", "child_id": "A", "received": "01/02/2016 09:00", "outcome_at": "",
     "outcome": "NFA", "source": "6", "domestic_violence": "N"},
    {"contact_id": "2", "child_id": "B", "received": "01/03/2016 09:00", "outcome_at": "03/03/2016 10:00",
     "outcome": "NFA", "source": "6", "domestic_violence": ""},
    {"contact_id": "3", "child_id": "B", "received": "32/03/2016 09:00", "outcome_at": "", "outcome": "NOTHING",
     "source": "6", "domestic_violence": "N"},
]  # fmt: skip


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def workspace(tmp_path):
    write_extract(tmp_path / "extracts", "contacts", CONTACTS)
    return tmp_path


def test_refresh_prints_rows_issues_and_where_the_workbook_is(workspace):
    done = run("refresh", workspace)
    assert 0 == done.exit_code
    lines = done.stdout.splitlines()
    assert "contacts                       3         2          1" in lines
    told = '  contacts.csv, row 4, column "received": this is not a date; found "32/03/2016 09:00"; expected a date'
    assert [told] == [line[: len(told)] for line in lines if "not a date" in line]
    assert (workspace / "output" / "scorecard-2016-03.xlsx").is_file()
    assert lines[-1].startswith(f"Workbook {workspace / 'output' / 'scorecard-2016-03.xlsx'} (")


def test_extracts_that_a_council_has_not_are_told_together(workspace):
    lines = run("check", workspace).stdout.splitlines()
    missing = [number for number, line in enumerate(lines) if "there is no file or sheet for the extract" in line]
    assert 10 == len(missing) == missing[-1] - missing[0] + 1
    assert "  ... 10 more of these" == lines[missing[-1] + 1]
    assert lines[missing[-1] + 2].startswith("    The indicators that need it are not available. Put the file")


def test_one_issue_is_counted_as_one(capsys):
    issues = Issues()
    issues.add(MissingExtract(file="children.csv", extract="children"))
    print_issues(issues, shown=3)
    assert "1 issue" == capsys.readouterr().out.splitlines()[0]


def test_the_month_may_be_chosen(workspace):
    assert 0 == run("refresh", workspace, "--period", "Feb 2016", "--out", workspace / "mine.xlsx").exit_code
    assert (workspace / "mine.xlsx").is_file()
    assert "1\n" == run("kpi", "contacts", "-w", workspace).stdout


def test_values_are_printed_as_csv_for_programs(workspace):
    run("refresh", workspace)
    rows = list(csv.DictReader(io.StringIO(run("values", workspace, "--format", "csv").stdout)))
    assert [
        "code", "period", "breakdown", "category", "numerator", "denominator", "value", "status", "target", "rag",
    ] == list(rows[0])  # fmt: skip
    asked = {"code": "CONTACTS", "period": "2016-03", "breakdown": "outcome"}
    found = [row for row in rows if asked.items() <= row.items()]
    assert [("No further action", "1", "1", "1", "computed")] == [
        (row["category"], row["numerator"], row["denominator"], row["value"], row["status"]) for row in found
    ]


def test_values_are_printed_as_json(workspace):
    run("refresh", workspace)
    found = json.loads(run("values", workspace, "--format", "json", "--code", "CONTACTS", "--period", "2016-02").stdout)
    assert (1, "computed", "") == (found[0]["value"], found[0]["status"], found[0]["category"])


def test_a_figure_that_is_missing_says_why(workspace):
    run("refresh", workspace)
    done = run("kpi", "REFERRALS", "-w", workspace)
    assert (0, "#N/A\n") == (done.exit_code, done.stdout)
    assert "REFERRALS is not available: there is no extract referrals." in done.stderr
    done = run("kpi", "CONTACT_TIMELINESS", "-w", workspace, "--period", "2016-02")
    assert "#N/A\n" == done.stdout
    assert "There is nothing to divide by" in done.stderr


def test_explain_says_how_a_figure_came_to_be(workspace):
    run("refresh", workspace)
    told = run("explain", "CONTACT_TIMELINESS", "-w", workspace).stdout
    for part in (
        "Mapping:      mappings/indicators/contacts.yaml, line ",
        "Numerator:    0",
        "Denominator:  1",
        "contacts.csv: 3 rows read, 2 used, 1 set aside",
        "not-a-date, column received: this is not a date; 1 time, first in row 4",
        "SELECT",
    ):
        assert part in told


def test_explain_of_a_published_figure_names_its_table_and_no_query_that_did_not_give_it(demo_run, demo_workspace):
    told = run("explain", "ADOPTED", "-w", demo_workspace.folder, "--period", "2011-12").stdout
    for part in ("28 (published)", "Counted:      not from rows", "published.csv: 48 rows read", "Source:  "):
        assert part in told
    assert [] == [word for word in ("SELECT", "adoptions.csv") if word in told]


def test_check_lists_issues_with_what_they_cost_and_the_way_out(workspace):
    done = run("check", workspace)
    assert 0 == done.exit_code
    assert 'contacts.csv, row 4, column "received": this is not a date' in done.stdout
    assert "Write the date as dd/mm/yyyy or yyyy-mm-dd." in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["refresh", "nowhere"], 2, "There is no folder nowhere."),
        (["kpi", "CONTACTS", "-w", "."], 1, "There is no snapshot in store."),
        (["refresh", ".", "--period", "someday"], 2, '"someday" is not a period.'),
        (["values", ".", "--format", "pdf"], 2, "pdf"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_leaves_with_its_code(words, code, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert code == done.exit_code
    assert told in done.stderr


def test_mistakes_in_the_mappings_stop_the_run_and_are_all_listed(workspace):
    folder = workspace / "mappings" / "indicators"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(
        "indicators:\n"
        "  - {code: AA_ONE, title: A, extract: contact, event_date: received, measure: count, unit: number,\n"
        "     polarity: no_judgement}\n"
        "  - {code: BB_TWO, title: B, extract: contacts, event_date: recieved, measure: count, unit: number,\n"
        "     polarity: no_judgement}\n",
        encoding="utf-8",
    )
    done = run("refresh", workspace)
    assert 1 == done.exit_code
    assert "The mappings hold 2 mistakes:" in done.stderr
    assert "mappings/indicators/own.yaml, line 2, indicator AA_ONE, extract" in done.stderr
    assert 'found "recieved"; expected "received" (did you mean that?)' in done.stderr
    assert not (workspace / "store" / "latest").exists()


def test_a_template_is_not_replaced_unless_asked(workspace):
    first = run("template", workspace)
    again = run("template", workspace)
    forced = run("template", workspace, "--force")
    assert (0, 2, 0) == (first.exit_code, again.exit_code, forced.exit_code)
    assert "is there already" in again.stderr


def test_an_empty_workspace_says_that_there_are_no_rows(tmp_path):
    done = run("refresh", tmp_path)
    assert 2 == done.exit_code
    assert "The extracts hold no dated rows" in done.stderr


def test_the_kinds_of_period_are_those_of_the_readme():
    assert ["month", "quarter", "year_to_date", "financial_year", "rolling_year", "three_years"] == list(Kind)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--template", "nowhere.xlsx"], "There is no template nowhere.xlsx."),
        (["--out", "scorecard.csv"], "scorecard.csv does not end in .xlsx"),
        (["--period", "2199-01"], "2199-01 has not begun."),
    ],
)
def test_a_target_that_cannot_be_is_refused_before_anything_is_computed(words, told, workspace):
    done = run("refresh", workspace, *words)
    assert 2 == done.exit_code
    assert told in done.stderr
    assert not (workspace / "store" / "latest").exists()


def test_rows_and_issues_are_printed_also_when_the_template_does_not_fit(workspace):
    from packages import edit, replacing
    from scorecard.definitions.workspace import shipped

    template = workspace / "template.xlsx"
    template.write_bytes((shipped() / "workbook_templates" / "scorecard.xlsx").read_bytes())
    edit(template, {"xl/workbook.xml": replacing('name="CP_AGE"', 'name="CP_AGES"')})
    done = run("refresh", workspace, "--template", template)
    assert 1 == done.exit_code
    assert "contacts                       3         2          1" in done.stdout
    assert "CP_AGE" in done.stderr


def test_a_figure_without_a_target_has_no_rag(workspace):
    run("refresh", workspace)
    done = run("kpi", "CONTACTS", "-w", workspace, "--field", "rag")
    assert "#N/A\n" == done.stdout
    assert "No target is set for CONTACTS in 2016-03." in done.stderr


def test_a_store_that_cannot_be_made_is_told_without_a_traceback(workspace):
    (workspace / "store").write_text("a file where the folder should be")
    done = run("refresh", workspace)
    assert 1 == done.exit_code
    assert "Check that the folder is there" in done.stderr
