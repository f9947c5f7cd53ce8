"""Rows of the tables that a council keeps by hand: what is wrong with one is told, and only that row is left out."""

from rows import compute_from
from scorecard.values import Status

CONTACTS = [
    {"contact_id": "1", "child_id": "A", "received": "2016-03-01", "outcome_at": "2016-03-01", "outcome": "NFA"}
]


def told(issues, file):
    return [(issue.code, issue.row, issue.found) for issue in issues if issue.file == file]


def test_targets_that_mean_nothing_are_told_and_the_others_judge(tmp_path):
    rows = {
        "contacts": CONTACTS,
        "targets": [
            {"code": "CONTACT_TIMELYNESS", "period": "2015-16", "target": "90%"},
            {"code": "CONTACT_TIMELINESS", "period": "2015-2016x", "target": "90%"},
            {"code": "CONTACT_TIMELINESS", "period": "2014-15"},
            {"code": "contact_timeliness", "period": "2015-16", "target": "90%"},
            {"code": "CONTACT_TIMELINESS_1WD", "period": "2015-16", "target": "90"},
        ],
    }
    values, issues = compute_from(tmp_path, rows, "2016-03")
    assert [
        ("unknown-indicator", 2, '"CONTACT_TIMELYNESS"'),
        ("not-a-period", 3, '"2015-2016x"'),
        ("no-value", 4, ""),
        ("wrong-scale", 6, '"90"'),
    ] == told(issues, "targets.csv")
    assert (0.9, "G") == values.get("CONTACT_TIMELINESS", "2016-03")[8:11:2]


def test_published_rows_and_benchmarks_are_checked_too(tmp_path):
    rows = {
        "contacts": CONTACTS,
        "published": [
            {"code": "CONTACTS", "period": "2012-13", "value": "100"},
            {"code": "CONTACTS", "period": "2013-14"},
            {"code": "CONTACTS", "period": "2015-16", "value": "999"},
        ],
        "benchmarks": [
            {"code": "CONTACT", "period": "2014-15", "comparator": "England", "value": "5"},
            {"code": "CONTACTS", "period": "2014-15", "comparator": "England", "value": "6"},
        ],
    }
    values, issues = compute_from(tmp_path, rows, "2016-03")
    assert [("no-value", 3, "")] == told(issues, "published.csv")
    assert [("unknown-indicator", 2, '"CONTACT"')] == told(issues, "benchmarks.csv")
    assert [6] == [benchmark.value for benchmark in values.benchmarks]
    assert (100, Status.PUBLISHED) == values.get("CONTACTS", "2012-13")[6:8]
    assert (1, Status.COMPUTED) == values.get("CONTACTS", "2015-16")[6:8]


def test_a_population_that_is_years_old_is_told(tmp_path):
    rows = {"contacts": CONTACTS, "population": [{"year": "2001", "under_18": "70000"}]}
    _, issues = compute_from(tmp_path, rows, "2016-03")
    assert ["old-population"] == [issue.code for issue in issues if issue.file == "population.csv"]


def test_rates_without_a_population_file_say_what_is_missing(tmp_path):
    values, issues = compute_from(tmp_path, {"contacts": CONTACTS}, "2016-03")
    assert ["missing-extract"] == [issue.code for issue in issues if issue.file == "population.csv"]
    assert (
        values.get("REFERRALS_RATE", "2015-16") is None
        or Status.NOT_AVAILABLE == values.get("REFERRALS_RATE", "2015-16").status
    )
