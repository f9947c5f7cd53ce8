"""Care leavers: the list of each month's end from one March to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorecard.demo import care_leavers_recipe as recipe
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import AS_AT, years_before
from scorecard.demo.rows import CareLeaverRow
from scorecard.periods import month_end

FIRST_LIST = dt.date(2015, 3, 31)
LISTS = [month_end(FIRST_LIST, number) for number in range(13)]
LAST = len(LISTS) - 1
DAY = dt.timedelta(1)


@dataclass(eq=False, slots=True)
class Leaver:
    """A young person with the lists on which the name stands and when status and plan changed."""

    path: recipe.Path
    age: int
    born: dt.date
    joined: int = 0
    """The first list."""
    left: int = LAST + 1
    """The first list without the name."""
    changed: int = 0
    """The list from which the second status holds."""
    became: dt.date = FIRST_LIST
    planned: dt.date | None = None
    reviewed_after: int = 0
    """Days from one review of the plan to the next."""
    gender: str = ""
    ethnicity: str = ""
    disabled: bool = False
    outcomes: dict[str, str] = field(default_factory=dict)


def rows() -> list[CareLeaverRow]:
    """The lists one after the other."""
    chance = Chance("care leavers")
    leavers = [each for path in recipe.PATHS for each in _of_path(path, chance)]
    _give_demography(leavers, chance)
    numbered = list(enumerate(chance.shuffled(leavers), 1))
    return [
        _row(f"Y{number:04}", each, place)
        for place in range(len(LISTS))
        for number, each in numbered
        if each.joined <= place < each.left
    ]


def _of_path(path: recipe.Path, chance: Chance) -> Iterator[Leaver]:
    ages = [age for age, count in path.ages.items() for _ in range(count)]
    had_plan = sorted(chance.flags(len(ages), path.plan_before), reverse=True)
    has_plan = sorted(chance.flags(len(ages), path.plan_after), reverse=True)
    for place, age in enumerate(chance.shuffled(ages)):
        made = Leaver(path, age, _born(path, age, chance))
        _set_lists(made, chance)
        _set_plan(made, had_plan[place], has_plan[place], chance)
        made.outcomes = {
            "activity": chance.pick(by_weight(recipe.ACTIVITIES)),
            "accommodation": chance.pick(by_weight(recipe.ACCOMMODATION)),
            "in_touch": chance.pick(by_weight(recipe.IN_TOUCH)),
        }
        yield made


def _born(path: recipe.Path, age: int, chance: Chance) -> dt.date:
    """Of that age at the last March; who left has the birthday of that age in the year."""
    latest = years_before(AS_AT, age)
    # Still called eligible at 18: the birthday was this month. Listed before 16: nearly 16.
    room = 25 if age == 18 and path.after == recipe.ELIGIBLE else 360
    if age == 15:
        return years_before(AS_AT, 16) + DAY + dt.timedelta(chance.below(60))
    return latest - dt.timedelta(chance.below(room))


def _set_lists(made: Leaver, chance: Chance) -> None:
    path = made.path
    birthday = years_before(made.born, -made.age)
    month = next((place for place, day in enumerate(LISTS) if day >= birthday), LAST)
    if not path.before:
        earliest, latest = {15: (8, 11), 16: (month, month)}.get(made.age, (1, 10))
        made.joined = max(chance.between(earliest, latest), 1)
        made.became = LISTS[made.joined] - dt.timedelta(chance.below(27))
    else:
        made.became = max(years_before(made.born, -15) + 150 * DAY, FIRST_LIST - dt.timedelta(chance.between(20, 1900)))
        made.became = min(made.became, FIRST_LIST - 10 * DAY)
    if not path.after:
        made.left = max(1, month if made.age == 21 else chance.between(2, LAST))
    if path.before and path.after and path.before != path.after:
        made.changed = max(1, month) if path.after == recipe.FORMER else chance.between(2, LAST)


def _set_plan(made: Leaver, had_plan: bool, has_plan: bool, chance: Chance) -> None:
    """A first plan before the first March, or between, or none."""
    if had_plan:
        made.planned = min(made.became + dt.timedelta(chance.between(30, 120)), FIRST_LIST - chance.below(9) * DAY)
    elif has_plan:
        first = LISTS[made.joined] + DAY
        made.planned = min(first + dt.timedelta(chance.between(5, 100)), AS_AT - chance.below(9) * DAY)
    made.reviewed_after = chance.between(150, 205)


def _give_demography(leavers: list[Leaver], chance: Chance) -> None:
    """Exactly for those of 16 to 24 in the last March, by the same shares for the others."""
    counted = [each for each in leavers if each.path.after and 16 <= each.age <= 24]
    others = [each for each in leavers if each not in set(counted)]
    for group in (counted, others):
        share = len(group) / len(counted)
        female = chance.flags(len(group), round(recipe.FEMALE * share))
        disabled = chance.flags(len(group), round(recipe.DISABLED * share))
        ethnicities = chance.quota(len(group), recipe.ETHNICITIES)
        for each, is_female, is_disabled, ethnicity in zip(group, female, disabled, ethnicities, strict=True):
            each.gender = "Female" if is_female else "Male"
            each.disabled, each.ethnicity = is_disabled, ethnicity


def _row(identifier: str, each: Leaver, place: int) -> CareLeaverRow:
    as_at = LISTS[place]
    status = each.path.after if not each.path.before or (each.changed and place >= each.changed) else each.path.before
    plan = _latest_review(each, as_at)
    due = plan + 183 * DAY if plan else each.became + 91 * DAY
    told = each.outcomes if status == recipe.FORMER else {}
    return CareLeaverRow(identifier, as_at, status, each.became, each.born, each.gender, each.ethnicity, each.disabled,
                         plan, due, told.get("activity", ""), told.get("accommodation", ""), told.get("in_touch", ""))


def _latest_review(each: Leaver, as_at: dt.date) -> dt.date | None:
    if each.planned is None or each.planned > as_at:
        return None
    reviews = (as_at - each.planned).days // each.reviewed_after
    return each.planned + dt.timedelta(reviews * each.reviewed_after)
