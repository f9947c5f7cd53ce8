"""Early help assessments (CAFs): opened and closed by month, so that each March has its table of lead agencies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.council import AS_AT, YEARS, Child, Council, months_of, years_before
from scorecard.demo.rows import EarlyHelpRow
from scorecard.periods import financial_year_of

OPEN_IN_MARCH = {
    "Children & Families First": (1042, 1027, 925),
    "Children's Centres": (281, 300, 317),
    "Children's Services": (88, 70, 84),
    "Health": (35, 52, 112),
    "School": (431, 467, 510),
}
"""By lead agency, at 31 March of 2014, 2015 and 2016."""
CLOSED = {2014: 1812, 2015: 2016}
PLAN_COMPLETED = {2014: 0.642, 2015: 0.688}
OTHER_REASONS = {"Step up": 0.31, "Consent withdrawn": 0.43, "Other": 0.26}
OPENED_SHAPE = (8, 9, 9, 9, 3, 8, 11, 10, 6, 9, 8, 9)
CLOSED_SHAPE = (7, 8, 9, 12, 5, 7, 9, 9, 8, 8, 8, 10)
"""How a year spreads over its months from April."""
SPELLINGS = {
    "Children & Families First": ("Children & Families First", "Children and Families First"),
    "Health": ("Health visitor", "School nurse", "Midwifery"),
    "School": ("School", "Primary school", "Primary school", "Secondary school"),
}
"""What workers write for a lead agency; a council groups it in its mapping."""
NEW_TO_THE_COUNCIL = 0.3
SHORTEST = dt.timedelta(45)
OLDEST = 540
MIXED_BY = 260
"""Days by which one assessment may outlast another that began before it."""


@dataclass(eq=False, slots=True)
class Assessment:
    opened: dt.date
    agency: str
    closed: dt.date | None = None
    reason: str = ""


def rows(council: Council) -> list[EarlyHelpRow]:
    """The rows of the extract in the order in which assessments were opened."""
    chance = Chance("early help")
    made = [each for agency in OPEN_IN_MARCH for each in _of_agency(agency, council, chance)]
    for year in YEARS:
        _give_reasons([each for each in made if each.closed and financial_year_of(each.closed) == year], year, chance)
    made.sort(key=lambda each: each.opened)
    children = _Children(council, chance)
    return [
        EarlyHelpRow("", children.on(each.opened).child_id, each.opened, each.closed,
                     chance.pick(SPELLINGS.get(each.agency, (each.agency,))), each.reason)
        for each in made
    ]


def _of_agency(agency: str, council: Council, chance: Chance) -> list[Assessment]:
    """Those of one lead agency: as many open at the first March as there were, then month by month."""
    before = dt.date(2014, 3, 31)
    at_first, *later = OPEN_IN_MARCH[agency]
    made = [Assessment(before - dt.timedelta(chance.below(OLDEST)), agency) for _ in range(at_first)]
    still_open = list(made)
    was_open = at_first
    for year, now_open in zip(YEARS, later, strict=True):
        closed = round(CLOSED[year] * (was_open + now_open) / _open_around(year))
        opened = closed + now_open - was_open
        months = zip(months_of(year), spread(opened, OPENED_SHAPE), spread(closed, CLOSED_SHAPE), strict=True)
        for period, begun, ended in months:
            days = council.calendar.of(period)
            ready = [each for each in still_open if each.opened + SHORTEST <= period.start]
            ready.sort(key=lambda each: each.opened + dt.timedelta(chance.below(MIXED_BY)))
            for each in ready[:ended]:
                each.closed = chance.pick(days)
            new = [Assessment(chance.pick(days), agency) for _ in range(begun)]
            made += new
            still_open = [each for each in still_open if not each.closed] + new
        was_open = now_open
    return made


def _open_around(year: int) -> int:
    place = YEARS.index(year)
    return sum(counts[place] + counts[place + 1] for counts in OPEN_IN_MARCH.values())


def _give_reasons(closed: list[Assessment], year: int, chance: Chance) -> None:
    others = by_weight(OTHER_REASONS)
    completed = chance.flags(len(closed), round(len(closed) * PLAN_COMPLETED[year]))
    for each, is_completed in zip(closed, completed, strict=True):
        each.reason = "Action plan completed" if is_completed else chance.pick(others)


class _Children:
    """A child for each assessment; no child has two."""

    def __init__(self, council: Council, chance: Chance) -> None:
        self._council, self._chance = council, chance
        self._known = chance.shuffled([each for each in council.children if not each.unborn])

    def on(self, day: dt.date) -> Child:
        while self._known and not self._chance.happens(NEW_TO_THE_COUNCIL):
            child = self._known.pop()
            if child.born <= day and child.born > years_before(AS_AT, 17):
                return child
        return self._council.child_of_today(day)
