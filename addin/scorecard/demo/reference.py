"""What a council keeps by hand: population, comparators and targets."""

from __future__ import annotations

from scorecard.demo.rows import BenchmarkRow, PopulationRow, TargetRow

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
}
"""The target, where green begins, and where amber begins."""


def population() -> list[PopulationRow]:
    return [PopulationRow(year, under_18) for year, under_18 in POPULATION.items()]


def benchmarks() -> list[BenchmarkRow]:
    return [
        BenchmarkRow(code, "2014-15", comparator, value, BENCHMARK_SOURCE)
        for code, values in BENCHMARKS.items()
        for comparator, value in zip(COMPARATORS, values, strict=True)
    ]


def targets() -> list[TargetRow]:
    return [
        TargetRow(code, year, target, target, amber_from, None, None)
        for code, (target, amber_from) in TARGETS.items()
        for year in TARGET_YEARS
    ]
