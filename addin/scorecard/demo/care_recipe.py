"""How many and when of looked after children: what the rows are made to add up to.

Only the rows are made from these figures; nothing that counts rows knows them.
"""

from __future__ import annotations

import datetime as dt

BEGIN, LAST_MARCH, THIS_MARCH = dt.date(2014, 3, 31), dt.date(2015, 3, 31), dt.date(2016, 3, 31)

# By month from April to March. The year 2014/15 has 352 starts of 351 children, 2015/16 has 280 starts of 276 children:
# the report's legal status on entry is of children, its age on entry of starts.
STARTS = {
    2014: (30, 29, 31, 32, 26, 28, 31, 30, 27, 28, 29, 31),
    2015: (28, 27, 26, 25, 21, 24, 25, 24, 20, 22, 18, 20),
}
AT_MONTH_END = {
    2014: (628, 625, 622, 620, 617, 612, 608, 603, 598, 594, 591, 587),
    2015: (590, 594, 598, 600, 597, 599, 604, 610, 615, 611, 605, 585),
}
OPEN_BEFORE = {0: 170, 1: 120, 2: 90, 3: 70, 4: 55, 5: 40, 6: 30, 7: 25, 8: 18, 9: 12}
"""Children looked after in March 2014, by completed years since they came."""
YOUNG_ENDS = 0.32
"""Of the periods of care that end in a month, those that began within the half year before."""

# Of starts: the report's column for 2014/15 adds up to 100.3%, so its second group has what the other three leave.
AGES = {
    2014: {"0-3": 117, "4-11": 130, "12-16": 93, "17+": 12},
    2015: {"0-3": 90, "4-11": 85, "12-16": 99, "17+": 6},
}
YEARS_OF_AGE = {"0-3": (0, 3), "4-11": (4, 11), "12-16": (12, 16), "17+": (17, 17)}
# Of children.
LEGAL_STATUS = {
    2014: {"C1": 90, "C2": 5, "E1": 1, "J1": 15, "L1": 88, "L2": 11, "V2": 141},
    2015: {"C1": 68, "C2": 3, "J1": 7, "L1": 70, "L2": 4, "V2": 124},
}
LEGAL_STATUS_BEFORE = {"C1": 0.26, "C2": 0.02, "J1": 0.01, "L1": 0.25, "L2": 0.03, "V2": 0.43}
TWICE_IN_THE_YEAR = {2014: 1, 2015: 4}
LOOKED_AFTER_BEFORE = {2014: 34, 2015: 29}
"""Children who start and had an earlier period of care, which ended before April 2014."""
BACK_WITHIN_A_YEAR = 11
"""Children who left in 2014/15 and came back in 2015/16."""

DUAL_REGISTERED = {
    dt.date(2015, 3, 31): 14, dt.date(2015, 6, 30): 7, dt.date(2015, 9, 30): 19, dt.date(2015, 12, 31): 3,
    dt.date(2016, 3, 31): 9,
}

EXTERNAL, FAMILY, MAINSTREAM = "Fostering, external", "Family and friends", "Fostering, mainstream"
ADOPTION, PARENTS, INDEPENDENT, OTHER = "Placed for adoption", "With parents", "Independent", "Other"
HOME, SECURE, ELSEWHERE, SCHOOL = "Children's home", "Secure", "Other residential", "School"
SUPPORTED, INTERNAL = "Supported accommodation", "Internal residential"
PLACEMENTS = {
    # The report's own column is of 588 children; of 587 one in external fostering is left out.
    LAST_MARCH: {EXTERNAL: 278, FAMILY: 23, MAINSTREAM: 134, INDEPENDENT: 1, ADOPTION: 36, PARENTS: 14, HOME: 69,
                 SECURE: 3, ELSEWHERE: 8, SCHOOL: 2, SUPPORTED: 12, INTERNAL: 7},
    # Of 584 children: one of the 585 has been in hospital since birth and has no placement yet.
    THIS_MARCH: {EXTERNAL: 257, FAMILY: 22, MAINSTREAM: 152, INDEPENDENT: 3, OTHER: 1, ADOPTION: 32, PARENTS: 9,
                 HOME: 61, SECURE: 2, ELSEWHERE: 12, SCHOOL: 7, SUPPORTED: 11, INTERNAL: 15},
}
PLACEMENTS_IN_YEAR = {LAST_MARCH: {1: 382, 2: 137, 3: 68}, THIS_MARCH: {1: 374, 2: 128, 3: 82}}
NEW_IN_YEAR = {1: 0.62, 2: 0.24, 3: 0.14}
"""Placements of those who came in 2015/16 and are looked after in March 2016."""
CODES = {
    EXTERNAL: {("U6", "PR4"): 62, ("U4", "PR4"): 22, ("U6", "PR5"): 12, ("U6", "PR2"): 4},
    FAMILY: {("U3", "PR1"): 60, ("U1", "PR1"): 40},
    MAINSTREAM: {("U6", "PR1"): 64, ("U4", "PR1"): 36},
    ADOPTION: {("A6", "PR1"): 60, ("A6", "PR5"): 25, ("A4", "PR1"): 15},
    PARENTS: {("P1", "PR0"): 1},
    INDEPENDENT: {("P2", "PR4"): 1},
    OTHER: {("Z1", "PR1"): 1},
    HOME: {("K2", "PR4"): 85, ("K2", "PR5"): 15},
    SECURE: {("K1", "PR2"): 1},
    ELSEWHERE: {("R3", "PR4"): 40, ("R5", "PR3"): 35, ("R2", "PR3"): 15, ("R1", "PR4"): 10},
    SCHOOL: {("S1", "PR4"): 1},
    SUPPORTED: {("H5", "PR4"): 70, ("H5", "PR5"): 30},
    INTERNAL: {("K2", "PR1"): 85, ("H5", "PR1"): 15},
}
USUAL = {EXTERNAL: 0.62, MAINSTREAM: 0.31, FAMILY: 0.07}
"""Placements that no March shows."""

ADOPTED = {2014: 70, 2015: 54}
REASONS_ENDED = {"E4A": 40, "E4B": 12, "E44": 13, "E43": 7, "E41": 8, "E13": 7, "E8": 8, "E3": 3, "E9": 2}
AT_EIGHTEEN = {"E5": 45, "E6": 30, "E7": 5, "E8": 20}

REVIEWS_IN_TIME = {2014: 0.848, 2015: 0.946}
REVIEWS_IN_TIME_BEFORE = 0.968
ATTENDED = {"PN1": 0.30, "PN2": 0.03, "PN3": 0.10, "PN4": 0.03, "PN5": 0.08, "PN6": 0.40, "PN7": 0.06}
RATINGS = {
    2013: {"Red": 0.05, "Amber": 0.29, "Green": 0.66},
    2014: {"Red": 0.06, "Amber": 0.29, "Green": 0.65},
    2015: {"Red": 0.08, "Amber": 0.27, "Green": 0.65},
}
