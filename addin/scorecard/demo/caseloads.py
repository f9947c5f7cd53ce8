"""Caseloads: the workers of each team at each month's end, with as many cases for each FTE as the report prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scorecard.demo.chance import Chance, spread
from scorecard.demo.council import YEARS, months_of
from scorecard.demo.rows import CaseloadRow

CASES_PER_FTE = {
    "RAS": (
        41.3, 40.2, 38.8, 37.5, 36.9, 35.1, 33.6, 31.8, 30.4, 28.1, 26.2, 23.72,
        23.9, 24.1, 20.47, 25.3, 25.7, 14.14, 27.1, 27.4, 26.6, 28.5, 28.9, 26.6,
    ),
    "South": (
        24.8, 24.1, 23.6, 24.4, 23.7, 22.9, 23.1, 22.4, 21.9, 22.2, 21.3, 20.54,
        20.5, 20.4, 23.78, 20.0, 20.5, 19.17, 19.7, 20.0, 20.41, 20.1, 19.7, 19.3,
    ),
    "North West": (
        21.6, 21.2, 20.7, 20.9, 20.3, 19.8, 19.4, 19.1, 18.6, 18.2, 17.5, 17.02,
        17.3, 18.1, 20.49, 18.4, 19.0, 20.06, 19.7, 19.8, 16.6, 20.5, 20.7, 20.6,
    ),
    "North East": (
        23.4, 23.0, 22.7, 22.9, 22.1, 21.8, 21.4, 21.6, 20.9, 20.5, 20.2, 19.81,
        19.4, 19.5, 21.97, 19.2, 18.6, 19.75, 18.9, 18.7, 19.71, 18.2, 17.8, 21.7,
    ),
    "IRO": (
        112, 115, 118, 121, 124, 127, 129, 118, 106, 94, 83, 83,
        81, 78, 74, 75, 74, 76, 71, 71, 72, 66, 65, 65,
    ),
}
"""By month from April 2014 to March 2016, to as many places as shown."""
FTE = {"RAS": 21.4, "South": 24.6, "North West": 22.8, "North East": 23.2, "IRO": 11.0}
REVIEWING = "IRO"
PART_TIME = (0.8, 0.6, 0.5)


def rows() -> list[CaseloadRow]:
    """A row a worker and month's end; each team has a manager who holds no case."""
    chance = Chance("caseloads")
    ends = [period.end for year in YEARS for period in months_of(year)]
    return [
        row
        for place, day in enumerate(ends)
        for team, ratios in CASES_PER_FTE.items()
        for row in _team(team, day, ratios[place], chance)
    ]


def _team(team: str, day: dt.date, ratio: float, chance: Chance) -> Iterator[CaseloadRow]:
    tenths, cases = _size(FTE[team], ratio)
    shares = list(_shares(tenths))
    weights = [share * (0.85 + 0.3 * chance.random()) for share in shares]
    role = REVIEWING if team == REVIEWING else "Social worker"
    name = "Reviewing service" if team == REVIEWING else team
    letters = "".join(word[0] for word in name.split())
    for number, (share, held) in enumerate(zip(shares, spread(cases, weights), strict=True), 1):
        yield CaseloadRow(day, name, role, f"{letters}{number:02}", share / 10, held)
    yield CaseloadRow(day, name, role, f"{letters}99", 1.0, 0)


def _size(fte: float, ratio: float) -> tuple[int, int]:
    """Tenths of an FTE near the usual size, and cases, that give the ratio at its printed places."""
    places = len(str(ratio).partition(".")[2])
    usual = round(fte * 10)
    for away in range(usual // 2):
        for tenths in (usual + away, usual - away):
            cases = round(ratio * tenths / 10)
            if round(cases / (tenths / 10), places) == ratio:
                return tenths, cases
    raise AssertionError(f"no team of about {fte} FTE has {ratio} cases for each")


def _shares(tenths: int) -> Iterator[int]:
    """Workers of a team in tenths of an FTE: some part-time, the others full-time, and one for what is left."""
    for share in PART_TIME:
        yield round(share * 10)
        tenths -= round(share * 10)
    yield from [10] * (tenths // 10)
    if tenths % 10:
        yield tenths % 10
