"""The children in care: who is on a plan as well, who comes back, how old they are."""

from __future__ import annotations

import datetime as dt

from scorecard.demo import care_recipe as recipe
from scorecard.demo.births import DAY, Birth
from scorecard.demo.care_periods import Care, working_day
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import YEARS, Council, years_before
from scorecard.demo.plans import Plan
from scorecard.periods import month_end

ON_PLAN_BEFORE = dt.timedelta(14)
PAUSE = dt.timedelta(20)
EARLIER_CARE = dt.date(2012, 10, 1)
AGE_AT_START = by_weight({0: 26, 1: 9, 2: 8, 3: 7, 4: 6, 5: 6, 6: 5, 7: 5, 8: 5, 9: 5, 10: 4, 11: 4, 12: 4, 13: 4,
                          14: 2})
TURNS_EIGHTEEN = 0.16
"""Of the periods of care from before the extract that ended, those that ended on the eighteenth birthday."""


def give_children(cares: list[Care], plans: list[Plan], council: Council) -> list[Care]:
    """Settle the children, their ages and earlier periods of care; the earlier ones are returned."""
    chance = Chance("care children")
    _give_plans(cares, plans, chance)
    for year in YEARS:
        _give_ages([care for care in cares if care.year == year], year, chance)
        _give_twice([care for care in cares if care.year == year], year, chance)
    _give_back_within_a_year(cares, chance)
    returning = [care for year in YEARS for care in _returning(cares, year, chance)]
    _give_hospital(cares)
    comes_back = {care.before: care for care in cares if care.before}
    for care in cares:
        if not care.child:
            successor = comes_back.get(care)
            care.child = council.child(_birth(care, successor, chance))
            if successor:
                successor.child = care.child
    return [_earlier(care, council, chance) for care in returning]


def _give_plans(cares: list[Care], plans: list[Plan], chance: Chance) -> None:
    """Children who are on a plan when they come and at the end of that quarter, and at no other end of a quarter."""
    followed = {plan.previous for plan in plans}
    for end, count in recipe.DUAL_REGISTERED.items():
        first, next_end = month_end(end, -3) + DAY, month_end(end, 3)
        ending = [plan for plan in plans if plan.is_open_at(end) and (_is_now(end) or not plan.is_open_at(next_end))]
        free = chance.shuffled([plan for plan in ending if plan not in followed and not plan.known_child.unborn])
        begun = [care for care in cares if first <= care.started <= end and care.is_open_at(end)]
        for care in chance.shuffled(begun)[:count]:
            plan = next(plan for plan in free if _fits(plan, care))
            free.remove(plan)
            care.plan, care.child = plan, plan.child
            care.age_group = age_group(care)


def _is_now(end: dt.date) -> bool:
    return end == recipe.THIS_MARCH


def _fits(plan: Plan, care: Care) -> bool:
    child = plan.known_child
    return (plan.started + ON_PLAN_BEFORE <= care.started and child.is_child_on(care.started)
            and child.is_child_on(care.last_day) and age_on(child.born, care.started) < 17)


def age_on(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_group(care: Care) -> str:
    age = age_on(care.known_child.born, care.started)
    return next(label for label, (low, high) in recipe.YEARS_OF_AGE.items() if low <= age <= high)


def _give_ages(begun: list[Care], year: int, chance: Chance) -> None:
    """Deal the age groups out; who is 17 leaves soon or has come lately, so as to be under 18 all the time."""
    left = dict(recipe.AGES[year])
    for care in begun:
        if care.age_group:
            left[care.age_group] -= 1
    others = chance.shuffled([care for care in begun if not care.age_group])
    others.sort(key=lambda care: (care.last_day - care.started).days > 250)
    oldest, rest = others[: left.pop("17+")], others[recipe.AGES[year]["17+"] :]
    for care in oldest:
        care.age_group = "17+"
    for care, label in zip(rest, chance.quota(len(rest), left), strict=True):
        care.age_group = label


def _give_twice(begun: list[Care], year: int, chance: Chance) -> None:
    """Children who come, leave, come back and leave again within the year."""
    end, count = dt.date(year + 1, 3, 31), recipe.TWICE_IN_THE_YEAR[year]
    free = [care for care in begun if not care.plan and care.age_group != "17+" and care.ended and care.ended <= end]
    linked: set[Care] = set()
    for later in chance.shuffled(free):
        fitting = (care for care in free if care.last_day + PAUSE < later.started and care.age_group == later.age_group)
        first = next((care for care in fitting if care not in linked), None)
        if first and later not in linked and len(linked) < 2 * count:
            later.before = first
            linked |= {first, later}
    assert len(linked) == 2 * count, f"too few periods of care of {year} can be second ones"


def _give_back_within_a_year(cares: list[Care], chance: Chance) -> None:
    """Children of the time before who left in 2014/15 and came back in 2015/16, within twelve months."""
    gone = [care for care in cares if care.year < YEARS[0] and care.ended and care.ended <= recipe.LAST_MARCH]
    for later in chance.shuffled(_free(cares, YEARS[1], "12-16"))[: recipe.BACK_WITHIN_A_YEAR]:
        earliest = years_before(later.started, 1) + PAUSE
        first = next(care for care in gone if care.ended and earliest < care.ended < later.started - PAUSE
                     and care.started > years_before(later.started, 9))
        gone.remove(first)
        later.before = first


def _free(cares: list[Care], year: int, *groups: str) -> list[Care]:
    linked = {care.before for care in cares}
    free = (care for care in cares if not care.plan and not care.before and care not in linked)
    return [care for care in free if care.year == year and care.age_group in groups]


def _returning(cares: list[Care], year: int, chance: Chance) -> list[Care]:
    """Spread over the year."""
    free, count = _free(cares, year, "4-11", "12-16"), recipe.LOOKED_AFTER_BEFORE[year]
    return [free[int(len(free) * (place + chance.random()) / count)] for place in range(count)]


def _give_hospital(cares: list[Care]) -> None:
    newborn = [care for care in cares if care.started >= recipe.THIS_MARCH.replace(day=10) and not care.ended]
    next(care for care in newborn if care.age_group == "0-3" and not care.plan and not care.before).in_hospital = True


def _birth(care: Care, successor: Care | None, chance: Chance) -> dt.date:
    if care.in_hospital:
        return care.started - 2 * DAY
    days = Birth(dt.date.min, care.started)
    for each in filter(None, (care, successor)):
        days = days & Birth(years_before(each.last_day, 18) + DAY, each.started)
        if each.age_group:
            low, high = recipe.YEARS_OF_AGE[each.age_group]
            days = days & Birth(years_before(each.started, high + 1) + DAY, years_before(each.started, low))
    assert days, f"no one can have been born for the care from {care.started}"
    if care.age_group or successor:
        youngest = chance.random() if care.age_group == "0-3" else 1
        return days.latest - dt.timedelta(int((days.latest - days.earliest).days * chance.random() * youngest))
    if care.ended and chance.happens(TURNS_EIGHTEEN):
        return years_before(care.ended, 18)
    return max(days.earliest, years_before(care.started, chance.pick(AGE_AT_START)) - dt.timedelta(chance.below(364)))


def _earlier(care: Care, council: Council, chance: Chance) -> Care:
    """A period of care that ended before the extract begins."""
    started = working_day(EARLIER_CARE + dt.timedelta(chance.below(280)), council.calendar)
    ended = working_day(started + dt.timedelta(chance.between(12, 190)), council.calendar)
    return Care(started, ended, child=care.child, legal_status="V2")


