"""What a council keeps by hand: population, comparators and targets."""

from __future__ import annotations

from scorecard.demo import adoption_reference, care_reference
from scorecard.demo.neighbours import source_of
from scorecard.demo.rows import BenchmarkRow, PopulationRow, PublishedRow, TargetRow

POPULATION = {2012: 73_600, 2013: 74_400, 2014: 75_030, 2015: 75_540}

COMPARATORS = ("Statistical neighbours", "West Midlands", "England")
BENCHMARK_SOURCE = "Official statistics 2014 to 2015"
BENCHMARKS = {
    "REREFERRALS": (0.228, 0.226, 0.240),
    "ASSESSMENT_TIMELINESS": (0.813, 0.829, 0.815),
    "ICPC_TIMELINESS": (0.771, 0.764, 0.747),
    "ICPC_TO_PLAN": (0.868, 0.879, 0.872),
    "CP_REPEAT": (0.178, 0.187, 0.166),
    "CP_PLANS_RATE": (52.9, 46.8, 42.9),
    "CP_PLANS_2Y": (0.026, 0.022, 0.023),
}

TARGET_YEARS = ("2014-15", "2015-16")
TARGETS = {
    "CONTACT_TIMELINESS": (0.90, 0.80),
    "REFERRAL_TIMELINESS": (0.90, 0.85),
    "REREFERRALS": (0.22, 0.25),
    "REREFERRALS_EXCL_NFA": (0.22, 0.25),
    "ASSESSMENT_TIMELINESS": (0.85, 0.80),
    "ASSESSMENTS_OPEN_LATE": (40, 50),
    "S47_TIMELINESS": (0.80, 0.75),
    "ICPC_TIMELINESS": (0.90, 0.85),
    "CP_REPEAT": (0.18, 0.21),
    "CP_PLANS_18M": (40, 50),
    "CP_PLANS_2Y": (0.03, 0.04),
    "CP_ENDED_2Y": (0.05, 0.07),
    "EH_PLAN_COMPLETED": (0.70, 0.65),
    "EH_EXTERNAL": (0.40, 0.30),
    "RCPC_TIMELINESS": (0.95, 0.90),
    "CP_REVIEWED_IN_TIME": (0.95, 0.90),
    "PATHWAY_PLANS": (1.00, 0.90),
    "RHI_COMPLETED_CHILDREN": (0.90, 0.75),
    "RHI_TIMELINESS": (0.90, 0.75),
}
"""The target, where green begins, and where amber begins."""
RANGES = {
    "CASELOAD|team=RAS": (20, 25, 18),
    "CASELOAD|team=South": (20, 22, 18),
    "CASELOAD|team=North West": (20, 22, 18),
    "CASELOAD|team=North East": (20, 22, 18),
    "CASELOAD_IRO": (50, 70, 45),
}
"""From and to, and where amber begins below it; as far above the range is amber too."""

REPORT = "Report 2013/14"
PUBLISHED = [
    # The report gives shares alone: of 100.
    PublishedRow("CARE_LEAVERS", "2013-14", "status", "Eligible", 33.9, 100, 33.9, REPORT),
    PublishedRow("CARE_LEAVERS", "2013-14", "status", "Relevant", 6.2, 100, 6.2, REPORT),
    PublishedRow("CARE_LEAVERS", "2013-14", "status", "Former relevant", 59.9, 100, 59.9, REPORT),
    PublishedRow("CASELOAD", "2014-03", "team", "RAS", None, None, 42, REPORT),
]
"""Figures of the years before the extracts begin."""


def population() -> list[PopulationRow]:
    return [PopulationRow(year, under_18) for year, under_18 in POPULATION.items()]


def benchmarks() -> list[BenchmarkRow]:
    usual = [
        BenchmarkRow(code, "2014-15", comparator, value, source_of(BENCHMARK_SOURCE, comparator, code))
        for code, values in BENCHMARKS.items()
        for comparator, value in zip(COMPARATORS, values, strict=True)
    ]
    return [*usual, *adoption_reference.BENCHMARKS, *care_reference.BENCHMARKS]


def targets() -> list[TargetRow]:
    aims = [
        TargetRow(code, year, target, target, amber_from, None, None)
        for code, (target, amber_from) in TARGETS.items()
        for year in TARGET_YEARS
    ]
    ranges = [
        TargetRow(code, year, None, None, amber_from, low, high)
        for code, (low, high, amber_from) in RANGES.items()
        for year in TARGET_YEARS
    ]
    return [*aims, *ranges, *adoption_reference.TARGETS, *care_reference.TARGETS]


def published() -> list[PublishedRow]:
    return [*PUBLISHED, *adoption_reference.published(), *care_reference.published()]
