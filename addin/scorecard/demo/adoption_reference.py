"""Fostering and adoption in the tables kept by hand: earlier figures, comparators and targets."""

from __future__ import annotations

from scorecard.demo.rows import BenchmarkRow, PublishedRow, TargetRow

REPORT = "Performance report 2015/16, section 10"
ADOPTED = {"2011-12": 28, "2012-13": 40}
DAYS = {
    "ADOPTION_A1": {"2012-13": 821, "2010-13": 884, "2011-14": 733, "2012-15": 625},
    "ADOPTION_A2": {"2012-13": 402, "2010-13": 343, "2011-14": 280, "2012-15": 233},
}
WAITING = {"2012-13": (63, 0.46), "2010-13": (92, 0.29), "2011-14": (165, 0.42), "2012-15": (228, 0.53)}
"""Children who waited less than the threshold (A3), and their share."""

SCORECARDS = "Department for Education, adoption scorecards"
BENCHMARKS = [
    BenchmarkRow("ADOPTION_A1", "2014-15", "West Midlands", 509, SCORECARDS),
    BenchmarkRow("ADOPTION_A1", "2012-15", "West Midlands", 590, SCORECARDS),
    BenchmarkRow("ADOPTION_A1", "2011-14", "England", 628, SCORECARDS),
    BenchmarkRow("ADOPTION_A2", "2014-15", "West Midlands", 213, SCORECARDS),
    BenchmarkRow("ADOPTION_A2", "2012-15", "West Midlands", 198, SCORECARDS),
    BenchmarkRow("ADOPTION_A2", "2011-14", "England", 217, SCORECARDS),
    BenchmarkRow("ADOPTION_A3", "2011-14", "England", 0.51, SCORECARDS),
]

YEARS = ("2014-15", "2015-16")
TARGETS = [
    TargetRow(code, year, target, target, amber_from, None, None)
    for code, target, amber_from in (
        ("FOSTERING_FILLED", 0.70, 0.66),
        ("FOSTERING_APPROVAL_TIMELINESS", 0.60, 0.50),
        ("ADOPTER_STAGE_ONE_TIMELINESS", 0.75, 0.65),
        ("ADOPTER_STAGE_TWO_TIMELINESS", 0.75, 0.65),
    )
    for year in YEARS
] + [
    # The thresholds of the Department stand in the definition; amber is this council's own.
    TargetRow("ADOPTION_A1", "2015-16", 426, 426, 486, None, None),
    TargetRow("ADOPTION_A2", "2015-16", 121, 121, 171.5, None, None),
    # A net gain of 100 placements over 2016/18.
    TargetRow("FOSTERING_NET_PLACES", "2016-17", 50, 50, 40, None, None),
    TargetRow("FOSTERING_NET_PLACES", "2017-18", 50, 50, 40, None, None),
]


def published() -> list[PublishedRow]:
    adopted = [PublishedRow("ADOPTED", year, "", "", count, None, count, REPORT) for year, count in ADOPTED.items()]
    days = [
        PublishedRow(code, period, "", "", None, None, value, REPORT)
        for code, values in DAYS.items()
        for period, value in values.items()
    ]
    waiting = [
        PublishedRow("ADOPTION_A3", period, "", "", count, None, share, REPORT)
        for period, (count, share) in WAITING.items()
    ]
    return [*adopted, *days, *waiting]
