"""Strategy discussions and section 47 enquiries: those that led to initial conferences, and all others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.conferences import InitialConference
from scorecard.demo.council import AS_AT, YEARS, Child, Council, months_of
from scorecard.demo.rows import Section47Row, StrategyDiscussionRow
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import financial_year, financial_year_of

LIMIT = 15
"""Working days that an enquiry may take."""
QUICK = by_weight({2: 4, 3: 6, 4: 8, 5: 11, 6: 12, 7: 13, 8: 13, 9: 12, 10: 10, 11: 4, 12: 3, 13: 2, 14: 1, 15: 1})
SLOW = by_weight({16: 14, 17: 13, 18: 12, 19: 10, 20: 10, 21: 8, 23: 8, 25: 7, 28: 6, 31: 5, 34: 4, 38: 3})
SLOW_WHERE_CONFERENCE_IS_LATE = 0.6
KNOWN_BEFORE = 0.3
"""Discussions of a child who had an earlier one."""


@dataclass(eq=False, slots=True)
class Enquiry:
    """A strategy discussion and, where it led to one, the section 47 enquiry."""

    child: Child
    held: dt.date
    outcome: str = ""
    """Of the enquiry; empty for a discussion that led to none."""
    working_days: int = 0
    to_conference: bool = False

    def completed(self, calendar: WorkingDays) -> dt.date:
        return calendar.after(self.held, self.working_days)


def enquiries(conferences: list[InitialConference], council: Council) -> list[Enquiry]:
    """All strategy discussions of the reported years, and those of conferences that were held early in them."""
    chance = Chance("enquiries")
    made = [_before(conference, conference.strategy_discussion, council.calendar, chance)
            for conference in conferences if conference.strategy_discussion]
    taken = {(enquiry.child, enquiry.held) for enquiry in made}
    seen: list[Enquiry] = []
    for year in YEARS:
        for held, outcome, days in _without_conference(year, made, council.calendar, chance):
            child = _child(held, seen, taken, council, chance)
            taken.add((child, held))
            seen.append(Enquiry(child, held, outcome, days))
    made += seen
    for year in YEARS:
        _settle(made, year, council.calendar, chance)
    _expect_conferences(made, council.calendar)
    return sorted(made, key=lambda enquiry: (enquiry.held, enquiry.child.child_id))


def _before(
    conference: InitialConference, held: dt.date, calendar: WorkingDays, chance: Chance
) -> Enquiry:
    """The enquiry that a conference came of: completed before it."""
    longest = calendar.elapsed(held, conference.held) - 1
    slow = longest > LIMIT and chance.happens(SLOW_WHERE_CONFERENCE_IS_LATE)
    days = min(chance.pick(SLOW if slow else QUICK), longest)
    return Enquiry(conference.child, held, "ICPC", days, to_conference=True)


def _without_conference(
    year: int, made: list[Enquiry], calendar: WorkingDays, chance: Chance
) -> Iterator[tuple[dt.date, str, int]]:
    """Fill each month up to its number of discussions and enquiries: day, outcome and working days taken."""
    shape = recipe.ENQUIRY_SHAPE[year]
    months = months_of(year)
    led_already = [sum(period.start <= each.held <= period.end for each in made) for period in months]
    all_led = spread(recipe.SECTION_47[year], shape)
    led = [count - already for count, already in zip(all_led, led_already, strict=True)]
    outcomes = iter(chance.quota(sum(led), recipe.SECTION_47_WITHOUT_CONFERENCE[year]))
    not_led = spread(recipe.STRATEGY_DISCUSSIONS[year] - recipe.SECTION_47[year], shape)
    for period, to_enquiry, to_nothing in zip(months, led, not_led, strict=True):
        days = calendar.of(period)
        for held in sorted(chance.pick(days) for _ in range(to_enquiry)):
            slow = chance.happens(recipe.SLOW_WITHOUT_CONFERENCE[year])
            yield held, next(outcomes), chance.pick(SLOW if slow else QUICK)
        for held in sorted(chance.pick(days) for _ in range(to_nothing)):
            yield held, "", 0


def _child(
    held: dt.date, seen: list[Enquiry], taken: set[tuple[Child, dt.date]], council: Council, chance: Chance
) -> Child:
    """A new child, or one with an earlier discussion of some weeks ago."""
    if seen and chance.happens(KNOWN_BEFORE):
        for _ in range(5):
            earlier = chance.pick(seen)
            known = earlier.child
            if (held - earlier.held).days > 30 and known.is_child_on(held) and (known, held) not in taken:
                return known
    return council.child_of_today(held - dt.timedelta(20))


def _settle(made: list[Enquiry], year: int, calendar: WorkingDays, chance: Chance) -> None:
    """Slow down or hasten a few enquiries without a conference, so that the year's share in time comes out exactly."""
    period = financial_year(year)
    completed = [each for each in made if each.outcome and financial_year_of(each.completed(calendar)) == year]
    in_time = sum(each.working_days <= LIMIT for each in completed)
    surplus = in_time - round(len(completed) * recipe.SECTION_47_IN_TIME[year])
    # Enquiries that stay in their year whichever way they go.
    movable = [
        each for each in completed
        if not each.to_conference and each.held >= period.start and (each.working_days <= LIMIT) == (surplus > 0)
        and calendar.elapsed(each.held, period.end) > max(SLOW)
    ]
    for enquiry in chance.shuffled(movable)[: abs(surplus)]:
        enquiry.working_days = chance.pick(SLOW if surplus > 0 else QUICK)


def _expect_conferences(made: list[Enquiry], calendar: WorkingDays) -> None:
    """The latest enquiries to be completed include some whose conference is still to be held."""
    completed = [each for each in made if each.outcome and not each.to_conference and each.completed(calendar) <= AS_AT]
    for enquiry in sorted(completed, key=lambda each: each.held)[-recipe.CONFERENCES_STILL_TO_COME :]:
        enquiry.outcome = "ICPC"


def discussion_rows(made: list[Enquiry]) -> list[StrategyDiscussionRow]:
    return [StrategyDiscussionRow(each.child.child_id, each.held, bool(each.outcome)) for each in made]


def section47_rows(made: list[Enquiry], calendar: WorkingDays) -> list[Section47Row]:
    """The enquiries; one that is still open at the end has no outcome yet."""
    rows = []
    for each in made:
        if each.outcome:
            completed = each.completed(calendar)
            done = completed <= AS_AT
            rows.append(Section47Row("", each.child.child_id, each.held, completed if done else None,
                                     each.outcome if done else ""))
    return rows
