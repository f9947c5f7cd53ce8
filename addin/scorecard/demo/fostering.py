"""The fostering register, and what its households offer at the end of each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from scorecard.demo import fostering_recipe as recipe
from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.council import YEARS, months_of
from scorecard.demo.fostering_recipe import Capacity

OLDEST, EXTRACTS_BEGIN = dt.date(2003, 4, 1), dt.date(2014, 4, 1)
EXTRA_PLACES = by_weight({0: 0.35, 1: 0.35, 2: 0.30})
"""Places beyond the first that a household is rather approved for."""


class HouseholdRow(NamedTuple):
    household_id: str
    approved: dt.date
    places: int
    deregistered: dt.date | None
    places_lost: int | None
    reason: str


class CapacityRow(NamedTuple):
    as_at: dt.date
    household_id: str
    approved_places: int
    filled: int
    on_hold: int
    vacant: int
    household_on_hold: bool


def households() -> list[HouseholdRow]:
    """The register: those approved before the extracts begin, and who joined and left since."""
    chance = Chance("fostering register")
    before = (EXTRACTS_BEGIN - OLDEST).days
    older = sorted(OLDEST + dt.timedelta(chance.below(before)) for _ in range(recipe.OLDER_HOUSEHOLDS))
    made = [HouseholdRow("", day, 1 + chance.pick(EXTRA_PLACES), None, None, "") for day in older]
    staying = chance.shuffled(range(len(made)))
    reasons = by_weight(recipe.REASONS)
    for span, counts in recipe.REGISTER.items():
        for places in _parts(counts.gained, counts.approved, chance):
            made.append(HouseholdRow("", _day(span, chance), places, None, None, ""))
        for lost in _parts(counts.lost, counts.deregistered, chance):
            place = staying.pop()
            made[place] = made[place]._replace(
                places=max(lost, made[place].places), deregistered=_day(span, chance), places_lost=lost,
                reason=chance.pick(reasons),
            )
    made.sort(key=lambda row: row.approved)
    return [row._replace(household_id=f"FH{number:04}") for number, row in enumerate(made, 1)]


def _parts(total: int, count: int, chance: Chance) -> list[int]:
    """A total of places over so many households, at least one each."""
    return chance.shuffled([1 + extra for extra in spread(total - count, [1] * count)])


def _day(span: recipe.Span, chance: Chance) -> dt.date:
    first, last = span
    return first + dt.timedelta(chance.below((last - first).days + 1))


def capacity(register: list[HouseholdRow]) -> list[CapacityRow]:
    """Each household in use at the end of each month, with its places."""
    chance = Chance("fostering capacity")
    wishes = {row.household_id: chance.pick(EXTRA_PLACES) + 0.5 for row in register}
    days = [month.end for year in YEARS for month in months_of(year)]
    return [row for day in days for row in _snapshot(day, register, wishes, chance)]


def _snapshot(
    day: dt.date, register: list[HouseholdRow], wishes: dict[str, float], chance: Chance
) -> Iterator[CapacityRow]:
    on_register = [row for row in register if row.approved <= day and (not row.deregistered or row.deregistered > day)]
    counts = _capacity_on(day, len(on_register))
    in_use = [row.household_id for row in on_register[: counts.households]]
    places = [1 + extra for extra in spread(counts.places - len(in_use), [wishes[each] for each in in_use])]
    held = set(chance.shuffled(range(len(in_use)))[: counts.households_on_hold])
    states = _states(places, held, counts, chance)
    for place, (household, approved) in enumerate(zip(in_use, places, strict=True)):
        yield CapacityRow(day, household, approved, *states[place], place in held)


def _capacity_on(day: dt.date, registered: int) -> Capacity:
    """The figures of a day: those of a quarter's end, or between those of the two that it lies between."""
    if day in recipe.CAPACITY:
        return recipe.CAPACITY[day]
    before = max(known for known in recipe.CAPACITY if known < day)
    after = min(known for known in recipe.CAPACITY if known > day)
    way = (day - before) / (after - before)
    pairs = zip(recipe.CAPACITY[before], recipe.CAPACITY[after], strict=True)
    between = Capacity(*(round(first + (last - first) * way) for first, last in pairs))
    return between._replace(
        households=min(between.households, registered), places=between.filled + between.on_hold + between.vacant
    )


def _states(
    places: list[int], held: set[int], counts: Capacity, chance: Chance
) -> dict[int, tuple[int, int, int]]:
    """Filled, on hold and vacant places of each household: all places of one on hold, the others as they fall."""
    single = [household for household, number in enumerate(places) for _ in range(number)]
    on_hold = [household for household in single if household in held]
    others = chance.shuffled([household for household in single if household not in held])
    assert len(on_hold) <= counts.on_hold, f"{len(on_hold)} places of households on hold"
    blocked = counts.on_hold - len(on_hold)
    on_hold, rest = on_hold + others[:blocked], others[blocked:]
    filled, vacant = rest[: counts.filled], rest[counts.filled : counts.filled + counts.vacant]
    return {
        household: (filled.count(household), on_hold.count(household), vacant.count(household))
        for household in range(len(places))
    }
