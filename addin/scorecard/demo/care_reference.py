"""What is kept by hand of looked after children: comparators, targets and the report's figures of 2013/14."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.demo.neighbours import source_of
from scorecard.demo.rows import BenchmarkRow, PublishedRow, TargetRow

SOURCE, REPORT = "Official statistics 2014 to 2015", "Report 2013/14"
COMPARATORS = ("Statistical neighbours", "West Midlands", "England")
BENCHMARKS = [
    BenchmarkRow(code, "2014-15", comparator, value, source_of(SOURCE, comparator, code))
    for code, values in {
        "LAC_RATE": (82.4, 73.0, 60.0),
        "LAC_STARTED_RATE": (32.1, 28.0, 27.0),
        "LAC_RESIDENTIAL": (0.110, 0.111, 0.102),
        "PLACEMENT_STABILITY": (0.097, 0.100, 0.100),
        "PLACEMENT_STABILITY_LONG_TERM": (0.672, 0.665, 0.680),
    }.items()
    for comparator, value in zip(COMPARATORS, values, strict=True)
]
TARGETS = [
    TargetRow(code, year, target, target, amber_from, None, None)
    for code, (target, amber_from) in {
        "LAC_REENTRY": (0.12, 0.15),
        "PLACEMENT_STABILITY": (0.10, 0.12),
        "PLACEMENT_STABILITY_LONG_TERM": (0.70, 0.65),
        "LAC_REVIEW_TIMELINESS": (1.00, 0.93),
        "LAC_REVIEWED_IN_TIME": (1.00, 0.93),
        "LAC_REVIEW_PARTICIPATION": (0.95, 0.90),
        "LAC_REVIEW_ATTENDANCE": (0.55, 0.45),
    }.items()
    for year in ("2014-15", "2015-16")
]

LEGAL_STATUS = {
    "C1 - Interim Care Order": 25.4, "C2 - Full Care Order": 0.9, "E1 - Placement Order": 0.0,
    "J1 - In local authority on remand, or committed for trial or sentence": 3.1,
    "L1 - Under police protection, in local authority accommodation": 24.1,
    "L2 - Subject to emergency protection order": 1.9,
    "V2 - Single period of accommodation under Section 20": 42.9,
}
AGES = {"0-3": 30.8, "4-11": 34.5, "12-16": 31.6, "17+": 3.1}
PLACEMENT_TYPE = {
    "Fostering (External)": 41.7, "Fostering (Internal) - Family & Friends": 4.8,
    "Fostering (Internal) - Mainstream": 25.2, "Independent Living": 0.0, "Other": 0.0, "Placed For Adoption": 7.3,
    "Placed With Parents": 3.7, "Residential (External) - Children's Homes": 11.4,
    "Residential (External) - Children's Homes (Secure Accommodation)": 0.0, "Residential (External) - Other": 0.8,
    "Residential (External) - Residential School": 0.5, "Residential (External) - Supported Accommodation": 2.9,
    "Residential (Internal)": 1.7,
}
PLACEMENTS_IN_YEAR = {"1 Placement": 65.0, "2 Placements": 25.0, "3 or more Placements": 10.0}
PERCENTAGES = {"LAC_RESIDENTIAL": 0.160, "PLACEMENT_STABILITY": 0.100, "LAC_REVIEW_TIMELINESS": 0.968}


def published() -> list[PublishedRow]:
    return [
        *_shares("LAC_STARTED", "legal_status", LEGAL_STATUS),
        *_shares("LAC_STARTS", "age_group", AGES),
        *_shares("LAC", "placement_type", PLACEMENT_TYPE),
        *_shares("LAC", "placements_in_year", PLACEMENTS_IN_YEAR),
        *(PublishedRow(code, "2013-14", "", "", None, None, value, REPORT) for code, value in PERCENTAGES.items()),
    ]


def _shares(code: str, breakdown: str, percentages: Mapping[str, float]) -> Iterator[PublishedRow]:
    """The report gives shares alone: of 100."""
    for category, value in percentages.items():
        yield PublishedRow(code, "2013-14", breakdown, category, value, 100, value, REPORT)
