"""Second and subsequent plans: which plans are of a child who had one before."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.births import DAY, Birth
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import YEARS
from scorecard.demo.plans import Plan

TWO_YEARS = dt.timedelta(729)
SHORTEST_PAUSE = dt.timedelta(100)
OLD_ENOUGH = dt.date(2011, 3, 31)
"""Children with a plan before the extract were born by then."""
TRIES = 60
BEFORE_THE_EXTRACT = by_weight(recipe.PREVIOUS_PLANS_BEFORE_THE_EXTRACT)


class Families:
    """Which plans are of one child, and when that child can have been born to be of an age for all of them."""

    def __init__(self, plans: list[Plan], births: dict[Plan, Birth]) -> None:
        self.births = births
        self._next: dict[Plan, Plan] = {}
        self._ended = sorted((plan.ended, place) for place, plan in enumerate(plans) if plan.ended)
        self._plans = plans

    def follow(self, plan: Plan, earliest: dt.date, latest: dt.date, chance: Chance) -> bool:
        """Give a plan the child of one that ended between two days, if there is one of a fitting age."""
        first, after = bisect_left(self._ended, (earliest, 0)), bisect_right(self._ended, (latest, len(self._plans)))
        if first == after:
            return False
        for _ in range(TRIES):
            earlier = self._plans[self._ended[chance.between(first, after - 1)][1]]
            both = self.births[earlier] & self.births[plan]
            if both and earlier not in self._next:
                plan.previous = earlier
                self._next[earlier] = plan
                self._narrow(plan, both)
                return True
        return False

    def born_by(self, plan: Plan, day: dt.date) -> bool:
        """Make the child of a plan old enough, if it can be."""
        birth = self.births[plan] & Birth(dt.date.min, day)
        if birth:
            self._narrow(plan, birth)
        return bool(birth)

    def _narrow(self, plan: Plan, birth: Birth) -> None:
        """What one plan says of the birth holds for all plans of the child."""
        link: Plan | None = plan
        while link:
            self.births[link], link = birth, link.previous
        link = self._next.get(plan)
        while link:
            self.births[link], link = birth, self._next.get(link)


def link_repeats(plans: list[Plan], births: dict[Plan, Birth], chance: Chance) -> None:
    """Make as many plans of each year second or subsequent ones as there were; births are narrowed to fit."""
    families = Families(plans, births)
    for year in YEARS:
        left = recipe.REPEATS[year]
        for plan in _mixed_by_month([plan for plan in plans if plan.year == year], chance):
            two_years_before = plan.started - TWO_YEARS
            if left.within_two_years and families.follow(
                plan, two_years_before, plan.started - SHORTEST_PAUSE, chance
            ):
                left = left._replace(within_two_years=left.within_two_years - 1)
            elif left.earlier and families.follow(plan, dt.date.min, two_years_before - 8 * DAY, chance):
                left = left._replace(earlier=left.earlier - 1)
            elif left.before_the_extract and families.born_by(plan, OLD_ENOUGH):
                plan.plans_before_the_extract = chance.pick(BEFORE_THE_EXTRACT)
                left = left._replace(before_the_extract=left.before_the_extract - 1)
        assert not any(left), f"too few plans of {year} can be repeats: {left}"
    older = [plan for plan in plans if plan.year < YEARS[0]]
    for plan in older:
        if chance.happens(recipe.REPEATS_OF_OLDER_PLANS) and families.born_by(plan, OLD_ENOUGH):
            plan.plans_before_the_extract = chance.pick(BEFORE_THE_EXTRACT)


def _mixed_by_month(begun: list[Plan], chance: Chance) -> list[Plan]:
    """An order in which every stretch holds plans of all months, so that no month has most of the repeats."""
    of_month = Counter(plan.started.month for plan in begun)
    seen: Counter[int] = Counter()
    keys: dict[Plan, float] = {}
    for plan in chance.shuffled(begun):
        seen[plan.started.month] += 1
        keys[plan] = seen[plan.started.month] / of_month[plan.started.month] + chance.random() * 0.3
    return sorted(begun, key=lambda plan: keys[plan])
