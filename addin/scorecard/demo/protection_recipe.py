"""How many and when in child protection: what the rows are made to add up to.

Only the rows are made from these figures; nothing that counts rows knows them.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

LAST_MARCH, THIS_MARCH = dt.date(2015, 3, 31), dt.date(2016, 3, 31)

# Plans, by month from April to March.
NEW_PLANS = {
    2014: (60, 62, 66, 68, 49, 63, 72, 70, 57, 69, 71, 71),
    2015: (56, 59, 52, 48, 36, 42, 47, 43, 35, 41, 38, 34),
}
PLANS_AT_MONTH_END = {
    2014: (628, 640, 651, 662, 655, 663, 681, 694, 690, 699, 704, 697),
    2015: (678, 664, 648, 630, 612, 595, 577, 558, 541, 522, 501, 488),
}


class HalfYear(NamedTuple):
    """Plans that began in a half of a year, and how many of them were still open one March after the other.

    Completed months on a plan at 31 March change band with these halves: 0 to 5, 6 to 11, 12 to 17 and so on.
    """

    first: dt.date
    last: dt.date
    open_2014: int
    open_2015: int
    open_2016: int


OLDER_PLANS = (
    HalfYear(dt.date(2012, 4, 1), dt.date(2012, 9, 30), 20, 2, 1),
    HalfYear(dt.date(2012, 10, 1), dt.date(2013, 3, 31), 105, 6, 2),
    HalfYear(dt.date(2013, 4, 2), dt.date(2013, 9, 30), 195, 27, 12),
    HalfYear(dt.date(2013, 10, 1), dt.date(2014, 3, 31), 300, 119, 15),
)
# A plan that began on 1 or 2 April 2014 has 729 days in March 2016, though not 24 months: none did.
PLANS = (
    HalfYear(dt.date(2014, 4, 3), dt.date(2014, 9, 30), 0, 201, 25),
    HalfYear(dt.date(2014, 10, 1), dt.date(2015, 3, 31), 0, 342, 77),
    HalfYear(dt.date(2015, 4, 1), dt.date(2015, 9, 30), 0, 0, 127),
    HalfYear(dt.date(2015, 10, 1), dt.date(2016, 3, 31), 0, 0, 229),
)
PAST_PLANS = 420
"""Plans that began from 2012 on and had ended by March 2014."""

# Children on a plan in both Marches (by their age in each), in the first only, in the second only, in neither.
UNBORN, TODDLER, PRIMARY, TEENAGER, NEARLY_ADULT = "Unborn", "0 to 3", "4 to 11", "12 to 16", "17+"
AGE_BOTH_MARCHES = {
    (UNBORN, TODDLER): 8, (TODDLER, TODDLER): 31, (TODDLER, PRIMARY): 10, (PRIMARY, PRIMARY): 56,
    (PRIMARY, TEENAGER): 5, (TEENAGER, TEENAGER): 21, (TEENAGER, NEARLY_ADULT): 1,
}
AGE_LAST_MARCH = {UNBORN: 23, TODDLER: 169, PRIMARY: 268, TEENAGER: 100, NEARLY_ADULT: 5}
AGE_THIS_MARCH = {UNBORN: 13, TODDLER: 109, PRIMARY: 169, TEENAGER: 62, NEARLY_ADULT: 3}
AGE_AT_START = {UNBORN: 0.05, TODDLER: 0.30, PRIMARY: 0.46, TEENAGER: 0.18, NEARLY_ADULT: 0.01}
YEARS_OF_AGE = {TODDLER: (0, 3), PRIMARY: (4, 11), TEENAGER: (12, 16), NEARLY_ADULT: (17, 17)}

CATEGORY_BOTH_MARCHES = {"EMO": 60, "NEG": 57, "PHY": 6, "SAB": 9}
CATEGORY_LAST_MARCH = {"EMO": 335, "NEG": 168, "PHY": 31, "SAB": 31}
CATEGORY_THIS_MARCH = {"EMO": 181, "NEG": 143, "PHY": 15, "SAB": 17}
CATEGORY_OTHERWISE = {"EMO": 0.53, "NEG": 0.36, "PHY": 0.06, "SAB": 0.05}
CATEGORY_UNCHANGED = 0.88


class Repeats(NamedTuple):
    """Second or subsequent plans of a year, by when the plan before ended."""

    within_two_years: int
    earlier: int
    before_the_extract: int


REPEATS = {2014: Repeats(47, 12, 92), 2015: Repeats(53, 40, 52)}
REPEATS_OF_OLDER_PLANS = 0.17
PREVIOUS_PLANS_BEFORE_THE_EXTRACT = {1: 0.78, 2: 0.17, 3: 0.05}


class InitialConferences(NamedTuple):
    """Initial conferences of a year; every plan that began came of one."""

    transfers: int
    transfers_to_plan: int
    without_plan: int
    in_time: int
    in_time_by_month: tuple[float, ...]


INITIAL_CONFERENCES = {
    2014: InitialConferences(14, 13, 113, 543, (56, 57, 59, 60, 58, 61, 62, 63, 63, 64, 66, 67)),
    2015: InitialConferences(16, 15, 94, 520, (74, 77, 80, 83, 84, 87, 88, 89, 88, 90, 92, 93)),
}

REVIEWS_IN_TIME = {2013: 0.965, 2014: 0.971, 2015: 0.995}
ENDED_WITHOUT_REVIEW = 0.10
PARTICIPATION = {
    2013: {"PN1": 0.08, "PN2": 0.02, "PN3": 0.03, "PN4": 0.02, "PN5": 0.08, "PN6": 0.04, "PN7": 0.73},
    2014: {"PN1": 0.09, "PN2": 0.02, "PN3": 0.03, "PN4": 0.02, "PN5": 0.09, "PN6": 0.04, "PN7": 0.71},
    2015: {"PN1": 0.09, "PN2": 0.02, "PN3": 0.04, "PN4": 0.02, "PN5": 0.10, "PN6": 0.04, "PN7": 0.69},
}
RATINGS = {
    2013: {"Red": 0.19, "Amber": 0.36, "Green": 0.45},
    2014: {"Red": 0.18, "Amber": 0.36, "Green": 0.46},
    2015: {"Red": 0.13, "Amber": 0.33, "Green": 0.54},
}

# Strategy discussions and section 47 enquiries.
STRATEGY_DISCUSSIONS = {2014: 2260, 2015: 1799}
SECTION_47 = {2014: 1452, 2015: 1249}
ENQUIRY_SHAPE = {
    2014: (7.6, 8.3, 8.8, 9.2, 6.6, 8.2, 9.3, 9.0, 7.3, 8.8, 8.5, 8.9),
    2015: (9.2, 9.4, 9.2, 8.9, 6.5, 8.3, 8.8, 8.3, 6.8, 8.0, 8.1, 8.5),
}
SECTION_47_IN_TIME = {2014: 0.702, 2015: 0.846}
SLOW_WITHOUT_CONFERENCE = {2014: 0.37, 2015: 0.20}
SECTION_47_WITHOUT_CONFERENCE = {
    2014: {"Assessment": 0.46, "NFA": 0.43, "Other": 0.11},
    2015: {"Assessment": 0.69, "NFA": 0.22, "Other": 0.09},
}
CONFERENCES_STILL_TO_COME = 22
"""Enquiries of the last weeks that ended in a conference which is not held yet."""
