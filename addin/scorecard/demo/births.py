"""When the children on plans were born: dealt out so that both Marches have their table of ages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.chance import Chance
from scorecard.demo.council import AS_AT, years_before
from scorecard.demo.plans import Plan

LAST_MARCH, THIS_MARCH = recipe.LAST_MARCH, recipe.THIS_MARCH
DAY = dt.timedelta(1)
LONGEST_BEFORE_BIRTH = dt.timedelta(130)
"""How long before a birth a plan begins at the earliest."""
YOUNG = dt.timedelta(150)
"""Plans of this age at most can still be of an unborn child."""

Label = TypeVar("Label", bound=Hashable)


class Birth(NamedTuple):
    """The days on which a child can have been born, from what is known of the child's plans."""

    earliest: dt.date
    latest: dt.date

    def __and__(self, other: Birth) -> Birth:
        return Birth(max(self.earliest, other.earliest), min(self.latest, other.latest))

    def __bool__(self) -> bool:
        return self.earliest <= self.latest


class Groups(NamedTuple):
    """Plans by the Marches in which they are open: the tables of the two share the first group."""

    both: list[Plan]
    last_only: list[Plan]
    this_only: list[Plan]
    neither: list[Plan]

    @classmethod
    def of(cls, plans: list[Plan]) -> Groups:
        groups: dict[tuple[bool, bool], list[Plan]] = {
            (True, True): [], (True, False): [], (False, True): [], (False, False): []
        }
        for plan in plans:
            groups[plan.is_open_at(LAST_MARCH), plan.is_open_at(THIS_MARCH)].append(plan)
        return cls(*groups.values())


def births(plans: list[Plan], chance: Chance) -> dict[Plan, Birth]:
    """For each plan the days on which its child can have been born."""
    groups = Groups.of(plans)
    both = _dealt(groups.both, recipe.AGE_BOTH_MARCHES, LAST_MARCH, chance,
                  lambda plan, ages: _born(plan, ages[0], LAST_MARCH) & _born(plan, ages[1], THIS_MARCH))
    last = _dealt(groups.last_only, recipe.AGE_LAST_MARCH, LAST_MARCH, chance,
                  lambda plan, age: _born(plan, age, LAST_MARCH))
    this = _dealt(groups.this_only, recipe.AGE_THIS_MARCH, THIS_MARCH, chance,
                  lambda plan, age: _born(plan, age, THIS_MARCH))
    ages_at_start = chance.quota(len(groups.neither), recipe.AGE_AT_START)
    neither = {
        # Someone of 17 may be too old for the end of the plan.
        plan: _born(plan, age, plan.started) or _born(plan, recipe.TEENAGER, plan.started)
        for plan, age in zip(groups.neither, ages_at_start, strict=True)
    }
    return both | last | this | neither


def _dealt(
    group: list[Plan], counts: Mapping[Label, int], day: dt.date, chance: Chance, born: Callable[[Plan, Label], Birth]
) -> dict[Plan, Birth]:
    """Deal out ages, anew until each can have its plan; the first age is that of the unborn, whose plans are young."""
    ages = [age for age, count in counts.items() for _ in range(count)]
    unborn = next(iter(counts.values()))
    old = [plan for plan in group if plan.started <= day - YOUNG]
    while True:
        young = chance.shuffled([plan for plan in group if plan.started > day - YOUNG])
        in_order = young[:unborn] + chance.shuffled(young[unborn:] + old)
        found = {plan: born(plan, age) for plan, age in zip(in_order, ages, strict=True)}
        if all(found.values()):
            return found


def _born(plan: Plan, age: str, day: dt.date) -> Birth:
    """When a child of an age on a day was born; under 18 as long as the plan lasts."""
    latest_at_start = plan.started + LONGEST_BEFORE_BIRTH
    if age == recipe.UNBORN:
        return Birth(day + 4 * DAY, max(latest_at_start, day + 20 * DAY))
    youngest, oldest = recipe.YEARS_OF_AGE[age]
    under_18 = years_before(plan.ended or AS_AT, 18) + 2 * DAY
    in_age = Birth(years_before(day, oldest + 1) + DAY, years_before(day, youngest))
    return in_age & Birth(under_18, latest_at_start)
