"""Periods of care: when they begin and end, so that each month closes on its number of looked after children."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from scorecard.demo import care_recipe as recipe
from scorecard.demo.chance import Chance
from scorecard.demo.council import AS_AT, YEARS, Child, months_of, years_before
from scorecard.demo.plans import Plan
from scorecard.demo.working_days import FIRST, WorkingDays
from scorecard.periods import Period, financial_year_of

SHORTEST = dt.timedelta(9)
HALF_YEAR = dt.timedelta(183)


@dataclass(eq=False, slots=True)
class Care:
    """A period of care; the child and the placements are settled after its dates."""

    started: dt.date
    ended: dt.date | None = None
    age_group: str = ""
    child: Child | None = None
    plan: Plan | None = None
    """The child protection plan that the child is on as well."""
    before: Care | None = None
    """The period of care of the same child before."""
    legal_status: str = ""
    reason_ended: str = ""
    in_hospital: bool = False
    """Has been in a temporary placement since birth."""
    moves: list[dt.date] = field(default_factory=list)
    placed: dict[dt.date, str] = field(default_factory=dict)
    """Where the child is on the days that are told, by the group of the placement."""

    def is_open_at(self, day: dt.date) -> bool:
        return self.started <= day and (self.ended is None or self.ended > day)

    @property
    def year(self) -> int:
        return financial_year_of(self.started)

    @property
    def last_day(self) -> dt.date:
        return self.ended or AS_AT

    @property
    def known_child(self) -> Child:
        assert self.child is not None, "the children in care are settled first"
        return self.child


def periods_of_care(calendar: WorkingDays) -> list[Care]:
    """All periods of care that were open in the reported years, in order of their start."""
    chance = Chance("care")
    open_now = [Care(_start(years, calendar, chance)) for years, count in recipe.OPEN_BEFORE.items()
                for _ in range(count)]
    made = list(open_now)
    for year in YEARS:
        closes = zip(months_of(year), recipe.STARTS[year], recipe.AT_MONTH_END[year], strict=True)
        for period, begun, left in closes:
            days = calendar.of(period)
            new = [Care(chance.pick(days)) for _ in range(begun)]
            _end(open_now, len(open_now) + begun - left, period, days, chance)
            made += new
            open_now = [care for care in open_now if not care.ended] + new
            assert left == len(open_now)
    return sorted(made, key=lambda care: care.started)


def _start(years: int, calendar: WorkingDays, chance: Chance) -> dt.date:
    return working_day(years_before(recipe.BEGIN, years) - dt.timedelta(chance.below(364)), calendar)


def working_day(day: dt.date, calendar: WorkingDays) -> dt.date:
    """A working day, or before the calendar begins a day of the week."""
    if day > FIRST + dt.timedelta(4):
        return calendar.on_or_before(day)
    return day - dt.timedelta(max(0, day.weekday() - 4))


def _end(open_now: list[Care], count: int, period: Period, days: list[dt.date], chance: Chance) -> None:
    """End so many of those that were open before the month, a share of them after a short time."""
    ready = chance.shuffled([care for care in open_now if care.started + SHORTEST < period.start])
    young = [care for care in ready if care.started > period.start - HALF_YEAR]
    short = min(len(young), round(count * recipe.YOUNG_ENDS))
    ending = young[:short] + [care for care in ready if care not in young[:short]][: count - short]
    for care in ending:
        care.ended = chance.pick(days)
