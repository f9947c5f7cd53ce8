"""Figures that are worked out from others, and measures that no shipped indicator has yet."""

from __future__ import annotations

import textwrap

import pytest

from rows import compute_from
from scorecard.values import Status

MAPPING = """
section: contacts
indicators:
  - &count
    {code: ALL_CASES, title: Cases, extract: caseloads, event_date: as_at, measure: sum, of: cases, breakdowns: [team],
     unit: number, polarity: no_judgement}
  - {<<: *count, code: ALL_FTE, measure: sum, of: fte}
  - {<<: *count, code: MEAN_CASES, measure: mean, of: cases}
  - {<<: *count, code: MEDIAN_CASES, measure: median, of: cases}
  - {<<: *count, code: WORKERS, measure: distinct, of: worker_id}
  - {<<: *count, code: BUSY_WORKERS, measure: percentage, of: worker_id, numerator: cases > 15, unit: percent}
  - {code: CASELOADS, title: Cases for each FTE, measure: ratio, numerator: ALL_CASES, denominator: ALL_FTE, unit: rate,
     polarity: in_range, targets: [{period: 2015-16, range: [10, 20], tolerance: 2}]}
"""

# North in March: 10 and 20 cases, A twice; South: 12 cases. February: North alone, 8 cases.
CASES = [
    {"as_at": "2016-02-29", "team": "North", "worker_id": "A", "fte": "0.5", "cases": "8"},
    {"as_at": "2016-03-30", "team": "North", "worker_id": "A", "fte": "1", "cases": "10"},
    {"as_at": "2016-03-31", "team": "North", "worker_id": "A", "fte": "1", "cases": "20"},
    {"as_at": "2016-03-31", "team": "South", "worker_id": "B", "fte": "0.5", "cases": "12"},
]


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    (folder / "mappings" / "indicators").mkdir(parents=True)
    (folder / "mappings" / "indicators" / "own.yaml").write_text(textwrap.dedent(MAPPING), encoding="utf-8")
    return compute_from(folder, {"caseloads": CASES}, "2016-03")[0]


@pytest.mark.parametrize(
    ("code", "period", "team", "numerator", "denominator", "value"),
    [
        ("ALL_CASES", "2016-03", "", 42, None, 42),
        ("ALL_CASES", "2016-03", "North", 30, 42, 30),
        ("ALL_CASES", "2016-01", "", None, None, None),
        ("MEAN_CASES", "2016-03", "", 42, 3, 14),
        ("MEAN_CASES", "2015-16", "North", 38, 3, 38 / 3),
        ("MEDIAN_CASES", "2016-03", "", None, 3, 12),
        ("MEDIAN_CASES", "2016-03", "North", None, 2, 15),
        ("MEDIAN_CASES", "2016-02", "South", 0, 0, None),
        ("WORKERS", "2016-03", "", 2, None, 2),
        ("WORKERS", "2015-16", "North", 1, 2, 1),
        ("WORKERS", "2015-16 Q4", "", 2, None, 2),
        ("BUSY_WORKERS", "2016-03", "", 1, 2, 0.5),
        ("BUSY_WORKERS", "2016-02", "", 0, 1, 0),
        ("CASELOADS", "2016-03", "", 42, 2.5, 16.8),
        ("CASELOADS", "2016-03", "South", 12, 0.5, 24),
        ("CASELOADS", "2016-02", "South", 0, 0, None),
    ],
)
def test_a_measure_gives_what_was_worked_by_hand(values, code, period, team, numerator, denominator, value):
    found = values.get(code, period, *(("team", team) if team else ()))
    if period == "2016-01":  # before the month of the first event
        assert found is None
    else:
        assert (numerator, denominator, value) == (found.numerator, found.denominator, found.value)


def test_nothing_over_nothing_is_no_data(values):
    assert Status.NO_DATA == values.get("CASELOADS", "2016-02", "team", "South").status


def test_a_range_is_judged_from_both_sides(values):
    assert "G" == values.get("CASELOADS", "2016-03").rag
    assert (10, 20) == values.get("CASELOADS", "2016-03")[8:10]
