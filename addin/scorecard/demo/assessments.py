"""Assessments of the children whose referrals were taken up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scorecard.demo import front_door_recipe as recipe
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import AS_AT, YEARS, Council
from scorecard.demo.referrals import Referral
from scorecard.demo.rows import AssessmentRow
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import financial_year, financial_year_of

LIMIT = 45
"""Working days that an assessment may take."""
BEGIN = dt.date(2014, 4, 1)
USUAL = by_weight(
    dict.fromkeys(range(2, 11), 1) | dict.fromkeys(range(11, 29), 5) | dict.fromkeys(range(29, 46), 2)
)


@dataclass(eq=False, slots=True)
class Assessment:
    referral: Referral
    started: dt.date
    working_days: int

    def authorised(self, calendar: WorkingDays) -> dt.date:
        return calendar.after(self.started, self.working_days)


def assessments(referrals: list[Referral], council: Council) -> list[Assessment]:
    """An assessment for each referral taken up, with each year's share of those in time."""
    chance = Chance("assessments")
    calendar = council.calendar
    made = []
    for referral in referrals:
        if not referral.nfa and referral.decided <= AS_AT:
            year = financial_year_of(calendar.after(referral.decided, LIMIT))
            slow = chance.happens(recipe.SLOW_ASSESSMENTS[min(year, YEARS[-1])])
            days = _slow(min(year, YEARS[-1]), chance) if slow else chance.pick(USUAL)
            made.append(Assessment(referral, referral.decided, days))
    made = [each for each in made if each.authorised(calendar) >= BEGIN]
    for year in YEARS:
        _settle(made, year, calendar, chance)
    return made


def _slow(year: int, chance: Chance) -> int:
    """Past the limit, mostly by a few weeks."""
    return LIMIT + 1 + int(chance.random() * chance.random() * recipe.LONGEST_DELAY[year])


def _settle(made: list[Assessment], year: int, calendar: WorkingDays, chance: Chance) -> None:
    """Slow down or hasten a few assessments, so that the year's share in time comes out exactly."""
    period = financial_year(year)
    authorised = [each for each in made if financial_year_of(each.authorised(calendar)) == year]
    in_time = sum(each.working_days <= LIMIT for each in authorised)
    surplus = in_time - round(len(authorised) * recipe.ASSESSMENTS_IN_TIME[year])
    # Assessments that stay in their year whichever way they go.
    movable = [
        each for each in authorised
        if each.started >= period.start and (each.working_days <= LIMIT) == (surplus > 0)
        and calendar.elapsed(each.started, period.end) > LIMIT + recipe.LONGEST_DELAY[year]
    ]
    for assessment in chance.shuffled(movable)[: abs(surplus)]:
        assessment.working_days = _slow(year, chance) if surplus > 0 else chance.pick(USUAL)


def rows(made: list[Assessment], calendar: WorkingDays) -> list[AssessmentRow]:
    chance = Chance("assessment rows")
    outcomes, teams = by_weight(recipe.ASSESSMENT_OUTCOMES), by_weight(recipe.TEAMS)
    found = []
    for each in made:
        authorised = each.authorised(calendar)
        outcome, team = chance.pick(outcomes), chance.pick(teams)
        done = authorised <= AS_AT
        found.append(AssessmentRow("", each.referral.child.child_id, each.started, authorised if done else None,
                                   outcome if done else "", team))
    return sorted(found, key=lambda row: (row.started, row.child_id))
