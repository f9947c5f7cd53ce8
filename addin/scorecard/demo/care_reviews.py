"""Reviews of looked after children, one after the other through each period of care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.demo import care_recipe as recipe
from scorecard.demo.births import DAY
from scorecard.demo.care_children import age_on
from scorecard.demo.care_periods import Care, working_day
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import AS_AT
from scorecard.demo.rows import CareReviewRow
from scorecard.demo.working_days import FIRST, WorkingDays
from scorecard.periods import financial_year_of

FIRST_AFTER = 20
"""Working days until the first review."""
ABOUT_FIRST = dt.timedelta(28)
SECOND_AFTER, LATER_AFTER = dt.timedelta(91), dt.timedelta(183)
LATEST_BY = 18
ATTENDED = by_weight(recipe.ATTENDED)
RATINGS = {year: by_weight(shares) for year, shares in recipe.RATINGS.items()}


@dataclass(eq=False, slots=True)
class Review:
    care: Care
    due: dt.date
    held: dt.date


def reviews(cares: list[Care], calendar: WorkingDays) -> list[Review]:
    """All reviews; as many of each year are late as the report says."""
    chance = Chance("care reviews")
    chains = [list(_chain(care, calendar, chance)) for care in cares]
    for year in range(min(care.year for care in cares), max(recipe.REVIEWS_IN_TIME) + 1):
        share = recipe.REVIEWS_IN_TIME.get(year, recipe.REVIEWS_IN_TIME_BEFORE)
        held = [(chain, place) for chain in chains for place, each in enumerate(chain)
                if financial_year_of(each.held) == year]
        late = len(held) - round(len(held) * share)
        for chain, place in chance.shuffled(held):
            late -= bool(late) and _make_late(chain, place, calendar, chance)
        assert not late, f"{late} reviews of {year} cannot be late"
    made = [each for chain in chains for each in chain]
    return sorted(made, key=lambda each: (each.held, each.care.known_child.child_id))


def _chain(care: Care, calendar: WorkingDays, chance: Chance) -> Iterator[Review]:
    known = care.started > FIRST + ABOUT_FIRST
    due = calendar.after(care.started, FIRST_AFTER) if known else care.started + ABOUT_FIRST
    wait, early = SECOND_AFTER, 5
    while due < care.last_day:
        held = max(working_day(due - chance.below(early) * DAY, calendar), care.started)
        yield Review(care, due, held)
        due, wait, early = held + wait, LATER_AFTER, 15


def _make_late(chain: list[Review], place: int, calendar: WorkingDays, chance: Chance) -> bool:
    """Hold a review some days after it was due, in the same year and before what follows; that is due later then."""
    review, following = chain[place], chain[place + 1 : place + 2]
    held = working_day(review.due + chance.between(5, LATEST_BY) * DAY, calendar)
    latest = following[0].held - 30 * DAY if following else min(review.care.last_day, AS_AT) - DAY
    settled = review.held > review.due or any(each.held > each.due for each in following)
    if settled or not review.due < held <= latest or financial_year_of(held) != financial_year_of(review.held):
        return False
    review.held = held
    for each in following:
        each.due = held + (SECOND_AFTER if place == 0 else LATER_AFTER)
    return True


def rows(made: list[Review]) -> list[CareReviewRow]:
    chance = Chance("care review rows")
    return [
        CareReviewRow(each.care.known_child.child_id, each.due, each.held,
                      chance.pick(ATTENDED) if age_on(each.care.known_child.born, each.held) >= 4 else "PN0",
                      chance.pick(RATINGS[max(min(RATINGS), financial_year_of(each.held))]))
        for each in made
    ]
