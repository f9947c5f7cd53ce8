"""Child protection plans: when they begin and end, so that each month closes on its number of plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.chance import Chance
from scorecard.demo.council import AS_AT, YEARS, Child, months_of
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import Period, financial_year_of

MARCH_2014 = dt.date(2014, 3, 31)
SHORTEST = dt.timedelta(40)
MIXED_BY = 250
"""Days by which one plan may outlast an earlier one that ended before it."""
REVIEWED_AFTER = (91, 274, 457, 640, 823)
"""The days after the start on which reviews fall, and on which plans tend to end."""
ENDS_AT_FIRST_REVIEW = 0.75
"""Plans that end at the first review that they could end at."""


@dataclass(eq=False, slots=True)
class Plan:
    """A plan; the child and what hangs on the child are settled after its dates."""

    started: dt.date
    ended: dt.date | None = None
    child: Child | None = None
    initial_category: str = ""
    latest_category: str = ""
    previous: Plan | None = None
    """The plan of the same child before."""
    plans_before_the_extract: int = 0
    transferred_in: bool = False

    def is_open_at(self, day: dt.date) -> bool:
        return self.started <= day and (self.ended is None or self.ended > day)

    @property
    def previous_plans(self) -> int:
        return self.previous.previous_plans + 1 if self.previous else self.plans_before_the_extract

    @property
    def year(self) -> int:
        return financial_year_of(self.started)

    @property
    def known_child(self) -> Child:
        assert self.child is not None, "the children of plans are settled first"
        return self.child


def plans(calendar: WorkingDays) -> list[Plan]:
    """All plans with their dates, in order of their start."""
    chance = Chance("plans")
    made = _past_plans(calendar, chance)
    ending: dict[int, list[Plan]] = {year: [] for year in YEARS}
    for half in (*recipe.OLDER_PLANS, *recipe.PLANS):
        begun = [Plan(day) for day in _starts(half, calendar, chance)]
        lasting = _lasting(begun, half.open_2015, chance) if half.last <= recipe.LAST_MARCH else begun
        ending[2014] += [plan for plan in begun if plan not in lasting]
        still_open = _lasting(lasting, half.open_2016, chance)
        ending[2015] += [plan for plan in lasting if plan not in still_open]
        made += begun
    open_before = sum(half.open_2014 for half in recipe.OLDER_PLANS)
    for year in YEARS:
        _end(ending[year], year, open_before, calendar, chance)
        open_before = recipe.PLANS_AT_MONTH_END[year][-1]
    return sorted(made, key=lambda plan: plan.started)


def _past_plans(calendar: WorkingDays, chance: Chance) -> list[Plan]:
    """Plans that had ended before the extracts begin: the history of later ones."""
    days = calendar.within(dt.date(2012, 1, 3), dt.date(2013, 11, 29))
    made = []
    for _ in range(recipe.PAST_PLANS):
        start = chance.pick(days)
        latest = min((MARCH_2014 - start).days, 600)
        made.append(Plan(start, calendar.on_or_before(start + dt.timedelta(chance.between(75, latest)))))
    return made


def _starts(half: recipe.HalfYear, calendar: WorkingDays, chance: Chance) -> Iterator[dt.date]:
    if half.open_2014:
        days = calendar.within(half.first, half.last)
        for _ in range(half.open_2014):
            yield chance.pick(days)
        return
    year = financial_year_of(half.first)
    for period, count in zip(months_of(year), recipe.NEW_PLANS[year], strict=True):
        if half.first <= period.end <= half.last:
            days = calendar.within(max(period.start, half.first), period.end)
            for _ in range(count):
                yield chance.pick(days)


def _lasting(begun: list[Plan], count: int, chance: Chance) -> list[Plan]:
    """Those still open at the end of the year: rather the younger ones."""
    by_age = sorted(begun, key=lambda plan: plan.started + dt.timedelta(chance.below(MIXED_BY)))
    return by_age[len(begun) - count :]


def _end(waiting: list[Plan], year: int, open_before: int, calendar: WorkingDays, chance: Chance) -> None:
    """End plans month by month, in the order of the reviews at which they would, as many as the month's close needs."""
    months = months_of(year)
    queue = [(calendar.on_or_before(_review_in(plan, months, chance)), plan) for plan in waiting]
    queue.sort(key=lambda entry: entry[0])
    closes = zip(months, recipe.NEW_PLANS[year], recipe.PLANS_AT_MONTH_END[year], strict=True)
    for period, begun, open_after in closes:
        ready = [entry for entry in queue if entry[1].started + SHORTEST <= period.start]
        ending = ready[: open_before + begun - open_after]
        for wish, plan in ending:
            plan.ended = wish if period.start <= wish <= period.end else chance.pick(calendar.of(period))
        taken = {id(plan) for _, plan in ending}
        queue = [entry for entry in queue if id(entry[1]) not in taken]
        open_before = open_after
    assert not queue, f"{len(queue)} plans found no month of {year} to end in"


def _review_in(plan: Plan, months: list[Period], chance: Chance) -> dt.date:
    """A day in the year, at or shortly before a review, on which the plan could end."""
    first, last = months[0].start, months[-1].end
    reviews = [plan.started + dt.timedelta(days - chance.below(12)) for days in REVIEWED_AFTER]
    inside = [day for day in reviews if first + dt.timedelta(7) <= day <= min(last, AS_AT)]
    if inside and chance.happens(ENDS_AT_FIRST_REVIEW):
        return inside[0]
    return chance.pick(inside) if inside else first + dt.timedelta(7 + chance.below(350))
