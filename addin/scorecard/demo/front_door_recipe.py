"""How many and when at the front door: what the rows of contacts, referrals and assessments are made to add up to.

Only the rows are made from these figures; nothing that counts rows knows them.
"""

from __future__ import annotations

# Months run from April to March. Schools close in August and December; a year's trend lies over the seasons.
CONTACTS = {2014: 15_010, 2015: 17_580}
CONTACT_SHAPE = {
    2014: (7.7, 8.3, 8.6, 8.9, 6.6, 8.1, 9.0, 8.6, 7.4, 8.7, 8.5, 9.1),
    2015: (8.2, 8.1, 8.8, 8.9, 6.6, 8.4, 8.9, 8.7, 7.4, 8.5, 8.6, 8.9),
}
CONTACTS_WITHOUT_OUTCOME = 9
"""Contacts of the last two days that wait for an outcome."""
CONTACTS_IN_24_HOURS = {2014: 0.742, 2015: 0.705}
CONTACTS_IN_24_HOURS_SHAPE = {
    2014: (76, 76, 75, 75, 76, 75, 74, 73, 74, 73, 72, 72),
    2015: (72, 71, 70, 69, 70, 68, 68, 69, 71, 71, 73, 74),
}
CONTACTS_TO_REFERRAL = {
    2014: (0.278, 0.277, 0.275, 0.274, 0.275, 0.272, 0.270, 0.268, 0.267, 0.265, 0.264, 0.262),
    2015: (0.260, 0.257, 0.252, 0.248, 0.246, 0.242, 0.238, 0.236, 0.233, 0.230, 0.226, 0.222),
}
ADVICE_OR_NFA = {2014: 0.521, 2015: 0.5523}
"""Of contacts by the day of their outcome; by the day on which they were received the share is a little lower."""
ADVICE_OR_NFA_SHAPE = {
    2014: (51.0, 51.2, 51.5, 51.7, 51.8, 52.0, 52.2, 52.5, 52.6, 52.8, 52.9, 53.0),
    2015: (53.5, 53.9, 54.3, 54.6, 54.9, 55.2, 55.5, 55.7, 55.9, 56.2, 56.5, 56.8),
}
ADVICE_OF_THESE = {
    2014: (0.36, 0.36, 0.37, 0.37, 0.38, 0.38, 0.38, 0.39, 0.39, 0.40, 0.40, 0.41),
    2015: (0.42, 0.43, 0.44, 0.46, 0.47, 0.48, 0.50, 0.51, 0.52, 0.53, 0.54, 0.55),
}
OTHER_OUTCOMES = {
    "EXISTING_REFERRAL": 0.40, "EARLY_HELP": 0.36, "CP_ENQUIRY": 0.10, "OLA_CP": 0.03, "MISSING": 0.05,
    "PRIVATE_FOSTERING": 0.008, "NON_AGENCY_ADOPTION": 0.002, "OTHER": 0.05,
}
SOURCES = {
    "1A": 0.06, "1B": 0.02, "1C": 0.01, "1D": 0.02, "2A": 0.19, "2B": 0.03, "3A": 0.02, "3B": 0.04, "3C": 0.03,
    "3D": 0.02, "3E": 0.06, "3F": 0.04, "4": 0.03, "5A": 0.08, "5B": 0.05, "5C": 0.03, "6": 0.17, "7": 0.04,
    "8": 0.03, "9": 0.02, "10": 0.01,
}
DOMESTIC_VIOLENCE = {2014: 2_430, 2015: 2_560}
DOMESTIC_VIOLENCE_OUTCOMES = {
    "NFA": 0.47, "ADVICE": 0.25, "EXISTING_REFERRAL": 0.14, "EARLY_HELP": 0.09, "NEW_REFERRAL": 0.05,
}
DOMESTIC_VIOLENCE_IN_24_HOURS = {2014: 0.83, 2015: 0.79}

# Referrals from 2013-14 on: the first year is there for the re-referrals of the next.
REFERRALS = {2013: 4_540, 2014: 4_715, 2015: 4_560}
REFERRAL_SHAPE = {
    2013: (8.4, 8.5, 8.6, 9.0, 6.9, 8.2, 8.9, 8.4, 7.2, 8.6, 8.4, 8.9),
    2014: (8.2, 8.5, 8.7, 8.9, 7.0, 8.2, 8.9, 8.5, 7.4, 8.5, 8.3, 8.9),
    2015: (8.4, 8.3, 8.9, 8.9, 6.9, 8.5, 8.8, 8.6, 7.4, 8.4, 8.4, 8.5),
}
REREFERRALS = {2013: 0.16, 2014: 0.241, 2015: 0.288}
REREFERRAL_SHAPE = {
    2013: (0, 4, 8, 11, 14, 17, 19, 21, 22, 23, 23, 24),
    2014: (23.6, 24.0, 24.3, 23.9, 24.6, 24.4, 24.0, 24.5, 23.8, 24.2, 24.1, 23.9),
    2015: (24.3, 25.6, 26.9, 28.0, 28.7, 29.3, 29.8, 30.1, 30.3, 30.5, 30.6, 30.7),
}
REREFERRALS_AFTER_NFA = 0.065
NFA_OF_FIRST_REFERRALS = 0.24
NFA_OF_REREFERRALS = 0.065
REFERRALS_IN_ONE_DAY = {2013: 0.84, 2014: 0.866, 2015: 0.888}

# Assessments follow referrals that were taken up.
ASSESSMENTS_IN_TIME = {2014: 0.793, 2015: 0.880}
SLOW_ASSESSMENTS = {2013: 0.24, 2014: 0.195, 2015: 0.118}
LONGEST_DELAY = {2013: 110, 2014: 110, 2015: 95}
"""Working days past the limit that a slow assessment may take at the most; few take so long."""
ASSESSMENT_OUTCOMES = {
    "No further action": 0.36, "Child in need plan": 0.33, "Section 47 enquiry": 0.11, "Step down to early help": 0.20,
}
FRONT_DOOR_TEAM = "Referral and Assessment Service"
TEAMS = {FRONT_DOOR_TEAM: 0.74, "South": 0.09, "North West": 0.09, "North East": 0.08}
