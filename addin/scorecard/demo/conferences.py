"""Child protection conferences: the initial ones that plans come of, and the reviews while plans are open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorecard.demo import protection_recipe as recipe
from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.council import AS_AT, YEARS, Child, Council, months_of
from scorecard.demo.plans import Plan
from scorecard.demo.rows import ConferenceRow
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import financial_year_of

LIMIT = 15
"""Working days between the strategy discussion and the initial conference."""
FIRST_REVIEW, LATER_REVIEWS = dt.timedelta(91), dt.timedelta(183)
IN_TIME_AFTER = by_weight({15: 30, 14: 24, 13: 16, 12: 11, 11: 7, 10: 6, 9: 3, 8: 3})
LATE_AFTER = by_weight({16: 16, 17: 14, 18: 13, 19: 11, 20: 10, 22: 9, 24: 8, 26: 6, 29: 5, 32: 4, 35: 4})


@dataclass(frozen=True, slots=True)
class InitialConference:
    """An initial conference; a transfer from another council has no strategy discussion here."""

    child: Child
    held: dt.date
    led_to_plan: bool
    strategy_discussion: dt.date | None = None


def initial_conferences(plans: list[Plan], council: Council) -> list[InitialConference]:
    """All initial conferences of the reported years, with the strategy discussions that their timeliness asks for."""
    chance = Chance("initial conferences")
    made: list[InitialConference] = []
    for year in YEARS:
        counts = recipe.INITIAL_CONFERENCES[year]
        held = [InitialConference(p.known_child, p.started, True) for p in plans if p.year == year]
        held += _without_plan(year, counts.without_plan + counts.transfers - counts.transfers_to_plan, council, chance)
        transfers, ours = _transfers(held, counts, chance)
        made += transfers + _with_strategy_discussions(ours, year, council.calendar, chance)
    return sorted(made, key=lambda conference: (conference.held, conference.child.child_id))


def _without_plan(year: int, count: int, council: Council, chance: Chance) -> Iterator[InitialConference]:
    by_month = spread(count, recipe.NEW_PLANS[year])
    for period, number in zip(months_of(year), by_month, strict=True):
        days = council.calendar.of(period)
        for _ in range(number):
            held = chance.pick(days)
            yield InitialConference(council.child_of_today(held - dt.timedelta(80)), held, False)


def _transfers(
    held: list[InitialConference], counts: recipe.InitialConferences, chance: Chance
) -> tuple[list[InitialConference], list[InitialConference]]:
    """Conferences of children who came with a plan of another council, and all others."""
    shuffled = chance.shuffled(held)
    to_plan = [conference for conference in shuffled if conference.led_to_plan]
    others = [conference for conference in shuffled if not conference.led_to_plan]
    without = counts.transfers - counts.transfers_to_plan
    transfers = to_plan[: counts.transfers_to_plan] + others[:without]
    return transfers, to_plan[counts.transfers_to_plan :] + others[without:]


def _with_strategy_discussions(
    held: list[InitialConference], year: int, calendar: WorkingDays, chance: Chance
) -> list[InitialConference]:
    counts = recipe.INITIAL_CONFERENCES[year]
    by_month = [[each for each in held if period.start <= each.held <= period.end] for period in months_of(year)]
    weights = [len(month) * share for month, share in zip(by_month, counts.in_time_by_month, strict=True)]
    made = []
    for month, in_time in zip(by_month, spread(counts.in_time, weights), strict=True):
        for conference, timely in zip(month, chance.flags(len(month), in_time), strict=True):
            days = chance.pick(IN_TIME_AFTER if timely else LATE_AFTER)
            made.append(replace(conference, strategy_discussion=calendar.after(conference.held, -days)))
    return made


@dataclass(slots=True)
class Review:
    """A review conference, and whether the plan ended there."""

    plan: Plan
    due: dt.date
    held: dt.date
    ends_plan: bool = False


def reviews(plans: list[Plan], calendar: WorkingDays) -> list[Review]:
    """The reviews of every plan that was open in the reported years, a few of them late."""
    chance = Chance("reviews")
    chains = [_chain(plan, calendar, chance) for plan in plans if not plan.ended or plan.ended > dt.date(2014, 3, 31)]
    made = [review for chain in chains for review in chain]
    could_be_late = [late for chain in chains for late in _could_be_late(chain, calendar)]
    for year, share in recipe.REVIEWS_IN_TIME.items():
        of_year = sum(financial_year_of(review.held) == year for review in made)
        late = chance.shuffled([each for each in could_be_late if financial_year_of(each[1]) == year])
        for review, held in late[: of_year - round(of_year * share)]:
            review.held = held
    return sorted(made, key=lambda review: (review.held, review.plan.known_child.child_id))


def _chain(plan: Plan, calendar: WorkingDays, chance: Chance) -> list[Review]:
    """Reviews three months after the start and then every six months, the last one where the plan ends."""
    chain: list[Review] = []
    end = plan.ended or AS_AT + dt.timedelta(1)
    due = plan.started + FIRST_REVIEW
    while due < end:
        held = calendar.on_or_before(due - dt.timedelta(chance.below(14)))
        if plan.ended:
            held = min(held, calendar.on_or_before(end - dt.timedelta(30)))
        chain.append(Review(plan, due, held))
        due = held + LATER_REVIEWS
    if plan.ended and not chance.happens(recipe.ENDED_WITHOUT_REVIEW):
        chain.append(Review(plan, due, plan.ended, ends_plan=True))
    return chain


def _could_be_late(chain: list[Review], calendar: WorkingDays) -> Iterator[tuple[Review, dt.date]]:
    """Reviews that could have been held some days after they were due, in the same year, before anything follows."""
    for place, review in enumerate(chain):
        held = calendar.after(review.due, 3 + place)
        following = chain[place + 1].held if place + 1 < len(chain) else review.plan.ended or AS_AT
        if held < following and financial_year_of(held) == financial_year_of(review.held) and not review.ends_plan:
            yield review, held


def rows(initial: list[InitialConference], held: list[Review], calendar: WorkingDays) -> list[ConferenceRow]:
    """The rows of the extract, in the order in which the conferences were held."""
    chance = Chance("conference rows")
    participation = {year: by_weight(shares) for year, shares in recipe.PARTICIPATION.items()}
    ratings = {year: by_weight(shares) for year, shares in recipe.RATINGS.items()}

    def due(each: InitialConference) -> dt.date | None:
        return calendar.after(each.strategy_discussion, LIMIT) if each.strategy_discussion else None

    def row(kind: str, child: Child, day: dt.date, strategy: dt.date | None, due: dt.date | None, transfer: bool,
            outcome: str) -> ConferenceRow:
        year = max(financial_year_of(day), min(ratings))
        eligible = child.is_child_on(day.replace(year=day.year - 4, day=min(day.day, 28)))
        took_part = chance.pick(participation[year]) if eligible else "PN0"
        return ConferenceRow("", child.child_id, kind, strategy, due, day, transfer, took_part,
                             chance.pick(ratings[year]), outcome)

    made = [
        row("ICPC", each.child, each.held, each.strategy_discussion, due(each), each.strategy_discussion is None,
            "Plan" if each.led_to_plan else "No plan")
        for each in initial
    ]
    made += [
        row("RCPC", each.plan.known_child, each.held, None, each.due, False,
            "Plan ends" if each.ends_plan else "Plan continues")
        for each in held
    ]
    return sorted(made, key=lambda made_row: (made_row.held, made_row.kind, made_row.child_id))
