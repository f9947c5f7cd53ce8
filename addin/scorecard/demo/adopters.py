"""Prospective adopters, one or two a family, and how far each family came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from scorecard.demo import adoption_recipe as recipe
from scorecard.demo.adoption_recipe import Days
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import AS_AT, months_of
from scorecard.demo.rows import Day

ENQUIRED_BEFORE, STAGE_TWO_AFTER, MATCHED_AFTER, PLACED_AFTER = (20, 60), (3, 40), (60, 240), (14, 40)
UNDECIDED = (14, 90)
"""Days after which a family that only asked is taken off the list."""
STAGE_ONE, STAGE_TWO = ((35, 58), (64, 120)), ((90, 118), (126, 200))
"""Days that a stage takes in time, and late."""
DAY = dt.timedelta(1)


class AdopterRow(NamedTuple):
    adopter_id: str
    family_id: str
    enquired: dt.date
    stage_one_started: Day
    stage_one_ended: Day
    stage_two_started: Day
    stage_two_ended: Day
    approved: Day
    matched: Day
    placed: Day
    left: Day
    reason_left: str


def adopters() -> list[AdopterRow]:
    """All adopters in the order of their enquiries."""
    chance = Chance("adopters")
    families = sorted([*_families(chance), *_asked_only()], key=lambda row: row.enquired)
    rows = [
        family._replace(family_id=f"AF{number:04}")
        for number, family in enumerate(families, 1)
        for _ in range(2 if chance.happens(recipe.COUPLES) else 1)
    ]
    return [row._replace(adopter_id=f"AD{number:04}") for number, row in enumerate(rows, 1)]


def _families(chance: Chance) -> Iterator[AdopterRow]:
    reasons = by_weight(recipe.REASONS_LEFT)
    for year, count in recipe.FAMILIES.items():
        months = months_of(year)
        one_in_time = chance.flags(count, round(count * recipe.STAGE_ONE_IN_TIME[year]))
        two_in_time = chance.flags(count, round(count * recipe.STAGE_TWO_IN_TIME[year]))
        for one, two_too in zip(one_in_time, two_in_time, strict=True):
            started = chance.pick(months).start + DAY * chance.below(28)
            enquired = started - DAY * chance.between(*ENQUIRED_BEFORE)
            one_ended = _stage(started, STAGE_ONE, one, chance)
            if chance.happens(recipe.LEFT_IN_STAGE_ONE):
                yield _known(AdopterRow("", "", enquired, started, one_ended, None, None, None, None, None, one_ended,
                                        chance.pick(reasons)))
                continue
            two = one_ended + DAY * chance.between(*STAGE_TWO_AFTER)
            two_ended = _stage(two, STAGE_TWO, two_too, chance)
            if chance.happens(recipe.LEFT_IN_STAGE_TWO):
                yield _known(AdopterRow("", "", enquired, started, one_ended, two, two_ended, None, None, None,
                                        two_ended, chance.pick(reasons)))
                continue
            matched = two_ended + DAY * chance.between(*MATCHED_AFTER)
            placed = matched + DAY * chance.between(*PLACED_AFTER)
            yield _known(AdopterRow("", "", enquired, started, one_ended, two, two_ended, two_ended, matched, placed,
                                    None, ""))


def _asked_only() -> Iterator[AdopterRow]:
    chance = Chance("adoption enquiries")
    for year, count in recipe.ASKED_ONLY.items():
        for _ in range(count):
            enquired = chance.pick(months_of(year)).start + DAY * chance.below(28)
            left = enquired + DAY * chance.between(*UNDECIDED)
            yield _known(AdopterRow("", "", enquired, None, None, None, None, None, None, None, left, "Did not apply"))


def _stage(started: dt.date, lengths: tuple[Days, Days], in_time: bool, chance: Chance) -> dt.date:
    return started + DAY * chance.between(*lengths[0 if in_time else 1])


def _known(row: AdopterRow) -> AdopterRow:
    """A row without what had not happened when the extract was taken."""
    dates = {name: None for name in row._fields if isinstance(day := getattr(row, name), dt.date) and day > AS_AT}
    return row._replace(**dates, **({"reason_left": ""} if "left" in dates else {}))  # type: ignore[arg-type]
