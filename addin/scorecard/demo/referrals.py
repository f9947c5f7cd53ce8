"""Referrals month by month: those that enquiries came of, children who come again, and children new to the council."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass

from scorecard.demo import front_door_recipe as recipe
from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.council import AS_AT, Child, Council, months_of, years_before
from scorecard.demo.enquiries import Enquiry
from scorecard.demo.rows import ReferralRow
from scorecard.demo.working_days import WorkingDays

SOURCES = by_weight(recipe.SOURCES)
DECISION_LATE_AFTER = by_weight({2: 55, 3: 25, 4: 12, 5: 8})
AGAIN_BETWEEN = (dt.timedelta(350), dt.timedelta(21))
"""How long after a referral the child comes again: well within twelve months, after the case was closed."""
FOLLOWED_FOR = dt.timedelta(30)
"""How long someone who comes again is still under 18, so that what follows is a child's."""
REFERRED_BEFORE_ENQUIRY = by_weight({0: 30, 1: 26, 2: 15, 3: 9, 5: 8, 8: 6, 12: 4, 20: 2})


@dataclass(eq=False, slots=True)
class Referral:
    child: Child
    referred: dt.date
    source: str
    decided: dt.date
    nfa: bool


class Referrals:
    """The referrals so far, in order of their dates."""

    def __init__(self) -> None:
        self.all: list[Referral] = []
        self._days: list[dt.date] = []
        self._of_child: dict[Child, list[Referral]] = {}

    def add(self, referral: Referral) -> None:
        self.all.append(referral)
        self._days.append(referral.referred)
        self._of_child.setdefault(referral.child, []).append(referral)

    def within_a_year(self, child: Child, day: dt.date) -> list[Referral]:
        since = years_before(day, 1)
        return [earlier for earlier in self._of_child.get(child, []) if since <= earlier.referred <= day]

    def between(self, first: dt.date, last: dt.date) -> range:
        """The places in `all` of the referrals from one day to the day before another."""
        return range(bisect_left(self._days, first), bisect_left(self._days, last))

    def child_who_comes_again(self, day: dt.date, after_nfa: bool, chance: Chance) -> Child:
        """A child with a referral taken up within the twelve months before; after an NFA, with none but such."""
        places = self.between(day - AGAIN_BETWEEN[0], day - AGAIN_BETWEEN[1])
        while True:
            earlier = self.all[chance.pick(places)]
            child = earlier.child
            if earlier.nfa == after_nfa and child.is_child_on(day + FOLLOWED_FOR) and child.is_free_on(day):
                recent = self.within_a_year(child, day)
                if (day - recent[-1].referred).days > 14 and not (after_nfa and any(not each.nfa for each in recent)):
                    return child


def referrals(enquiries: list[Enquiry], council: Council) -> Referrals:
    """All referrals, so that each month has its number of them and of children who come again."""
    chance = Chance("referrals")
    made = Referrals()
    needed = _before_enquiries(enquiries, council.calendar, chance)
    for year, total in recipe.REFERRALS.items():
        counts = spread(total, recipe.REFERRAL_SHAPE[year])
        weights = [count * share for count, share in zip(counts, recipe.REREFERRAL_SHAPE[year], strict=True)]
        again = spread(round(total * recipe.REREFERRALS[year]), weights)
        for period, count, coming_again in zip(months_of(year), counts, again, strict=True):
            of_month = [(day, child) for day, child in needed if period.start <= day <= period.end]
            again_anyway = sum(bool(made.within_a_year(child, day)) for day, child in of_month)
            days = council.calendar.of(period)
            others = [(chance.pick(days), None) for _ in range(count - len(of_month))]
            flags = [False] * len(of_month) + chance.flags(len(others), coming_again - again_anyway)
            slots = zip([*of_month, *others], flags, strict=True)
            for (day, child), comes_again in sorted(slots, key=lambda slot: slot[0][0]):
                made.add(_referral(day, child, comes_again, year, made, council, chance))
    return made


def _before_enquiries(
    enquiries: list[Enquiry], calendar: WorkingDays, chance: Chance
) -> list[tuple[dt.date, Child]]:
    """The referrals that strategy discussions came of; a child whose case was open already needs no new one."""
    needed: list[tuple[dt.date, Child]] = []
    last: dict[Child, dt.date] = {}
    for enquiry in enquiries:
        day = calendar.on_or_before(enquiry.held - dt.timedelta(chance.pick(REFERRED_BEFORE_ENQUIRY)))
        if enquiry.child not in last or (day - last[enquiry.child]).days > 180:
            last[enquiry.child] = day
            needed.append((day, enquiry.child))
            enquiry.child.busy.append((day - dt.timedelta(20), enquiry.held + dt.timedelta(45)))
    return needed


def _referral(
    day: dt.date, child: Child | None, comes_again: bool, year: int, made: Referrals, council: Council, chance: Chance
) -> Referral:
    nfa = False
    if comes_again:
        nfa = chance.happens(recipe.NFA_OF_REREFERRALS)
        child = made.child_who_comes_again(day, chance.happens(recipe.REREFERRALS_AFTER_NFA), chance)
    elif child is None:
        nfa = chance.happens(recipe.NFA_OF_FIRST_REFERRALS)
        child = council.child_of_today(day)
    in_time = chance.happens(recipe.REFERRALS_IN_ONE_DAY[year])
    days = chance.below(2) if in_time else chance.pick(DECISION_LATE_AFTER)
    return Referral(child, day, chance.pick(SOURCES), council.calendar.after(day, days), nfa)


def rows(made: Referrals) -> list[ReferralRow]:
    return [
        ReferralRow("", each.child.child_id, each.referred, each.source,
                    each.decided if each.decided <= AS_AT else None, each.nfa, recipe.FRONT_DOOR_TEAM)
        for each in made.all
    ]
