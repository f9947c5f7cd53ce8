"""How many care leavers there were in both Marches, by what became of them between.

Everyone of 16 to 24 is in the figures of 1.23; the lists, which 1.24 counts, hold a few more.
"""

from __future__ import annotations

from typing import NamedTuple

ELIGIBLE, RELEVANT, FORMER = "Eligible", "Relevant", "Former Relevant"


class Path(NamedTuple):
    """Young people by their age in the last March and the states that they had in the two Marches."""

    ages: dict[int, int]
    before: str
    """The status in March 2015; blank for who joined later."""
    after: str
    """The status in March 2016; blank for who had left by then."""
    plan_before: int = 0
    """How many of them had a pathway plan in March 2015."""
    plan_after: int = 0


PATHS = (
    # In both Marches. The ages are those in March 2016.
    Path({19: 83, 20: 79, 21: 11, 22: 4, 23: 3, 24: 1}, FORMER, FORMER, 178, 178),
    Path({25: 1}, FORMER, FORMER, 1, 1),
    Path({18: 40}, RELEVANT, FORMER, 34, 40),
    Path({18: 22}, ELIGIBLE, FORMER, 20, 22),
    Path({18: 4}, ELIGIBLE, ELIGIBLE, 4, 4),
    Path({17: 38}, ELIGIBLE, ELIGIBLE, 30, 38),
    Path({17: 7}, ELIGIBLE, RELEVANT, 1, 3),
    Path({16: 10}, ELIGIBLE, ELIGIBLE, 0, 10),
    # Joined after March 2015; the last ones are listed before they are 16.
    Path({17: 25}, "", ELIGIBLE, 0, 19),
    Path({16: 48}, "", ELIGIBLE, 0, 34),
    Path({15: 5}, "", ELIGIBLE, 0, 0),
    # Left by March 2016.
    Path({21: 48}, FORMER, "", 47),
    Path({26: 1}, FORMER, "", 1),
    Path({18: 4}, RELEVANT, "", 2),
    Path({17: 5}, ELIGIBLE, "", 3),
)

# Of those aged 16 to 24 in March 2016.
FEMALE, DISABLED = 177, 62
ETHNICITIES = {
    "BAFR": 26, "AOTH": 14, "BOTH": 1, "OOTH": 7, "MOTH": 1, "WOTH": 7, "ABAN": 6, "BCRB": 7, "WROM": 1, "AIND": 6,
    "APKN": 3, "MWAS": 11, "MWBC": 16, "WBRI": 266, "WIRI": 3,
}

# Of the former relevant.
ACTIVITIES = {"F1": 0.07, "F2": 0.20, "P2": 0.03, "F4": 0.04, "F5": 0.17, "P5": 0.06, "G4": 0.07, "G5": 0.28,
              "G6": 0.08}
ACCOMMODATION = {"B1": 0.12, "D1": 0.13, "E1": 0.07, "K1": 0.04, "U1": 0.42, "Z1": 0.08, "S2": 0.02, "V2": 0.03,
                 "X2": 0.05, "U2": 0.03, "R2": 0.01}
IN_TOUCH = {"YES": 0.92, "NO": 0.04, "REFU": 0.02, "NREQ": 0.01, "RHOM": 0.01}
