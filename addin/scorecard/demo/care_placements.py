"""Where looked after children are in both Marches, and when they move, so that both tables of the report come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from scorecard.demo import care_recipe as recipe
from scorecard.demo.births import DAY
from scorecard.demo.care_children import age_on
from scorecard.demo.care_periods import Care
from scorecard.demo.chance import Chance, by_weight
from scorecard.periods import financial_year_of

LAST_MARCH, THIS_MARCH = recipe.LAST_MARCH, recipe.THIS_MARCH
WINDOW_BEGINS = {LAST_MARCH: recipe.BEGIN + DAY, THIS_MARCH: LAST_MARCH + DAY}
AGES = {
    recipe.ADOPTION: (0, 6), recipe.INDEPENDENT: (16, 17), recipe.SUPPORTED: (16, 17), recipe.SECURE: (12, 17),
    recipe.ELSEWHERE: (13, 17), recipe.SCHOOL: (8, 17), recipe.INTERNAL: (10, 17), recipe.HOME: (10, 17),
}
"""Who comes into a placement, in completed years, in the order in which they are dealt; others are for everyone."""
STAYING = 0.66
"""How many of a March's children in a kind of placement may have been there a year before."""
LONG_ADOPTION = 5
"""Children who are placed for adoption in both Marches."""
SETTLED = dt.timedelta(200)
NEW = dt.timedelta(40)
ADOPTED_AFTER = dt.timedelta(330)
OTHER_MOVES = by_weight({0: 70, 1: 20, 2: 10})
OLDER_MOVES = {2012: by_weight({0: 80, 1: 14, 2: 6}), 2013: by_weight({0: 72, 1: 16, 2: 12})}
LONG_STAY, SETTLING = dt.timedelta(800), 0.32
"""Who has been looked after for longer moves less."""
MOVES_WITHIN = 150
"""Days within which someone moves who moves more than once."""


def place(cares: list[Care]) -> None:
    """Settle in which kind of placement each child is in both Marches, who is adopted, and the days of the moves."""
    chance = Chance("care placements")
    last = [care for care in cares if care.is_open_at(LAST_MARCH)]
    this = [care for care in cares if care.is_open_at(THIS_MARCH) and not care.in_hospital]
    _place_last_march(last, chance)
    counts = {LAST_MARCH: _counts_last_march(last, chance), THIS_MARCH: _place_this_march(this, chance)}
    _adopt(cares, chance)
    for care in cares:
        _move(care, counts, chance)


def _place_last_march(last: list[Care], chance: Chance) -> None:
    """Children placed for adoption leave in the year that follows, but for a few."""
    need = dict(recipe.PLACEMENTS[LAST_MARCH])
    young = [care for care in chance.shuffled(last)
             if _can_be(recipe.ADOPTION, care, LAST_MARCH) and _age(care, THIS_MARCH) <= 6]
    staying = [care for care in young if not care.ended][:LONG_ADOPTION]
    leaving = [care for care in young if care.ended][: need.pop(recipe.ADOPTION) - LONG_ADOPTION]
    for care in staying + leaving:
        care.placed[LAST_MARCH] = recipe.ADOPTION
    _deal(last, LAST_MARCH, need, chance)


def _place_this_march(this: list[Care], chance: Chance) -> dict[Care, int]:
    """Those with one placement in the year are where they were a year before; how many placements each has had."""
    need = dict(recipe.PLACEMENTS[THIS_MARCH])
    in_year = recipe.PLACEMENTS_IN_YEAR[THIS_MARCH]
    new = [care for care in this if care.started > LAST_MARCH]
    new_with_one = round(len(new) * recipe.NEW_IN_YEAR[1])
    room = {group: int(count * STAYING) for group, count in need.items()} | {recipe.ADOPTION: LONG_ADOPTION}
    both = sorted(_settled_first([care for care in this if care.started <= LAST_MARCH], THIS_MARCH, chance),
                  key=lambda care: care.placed[LAST_MARCH] != recipe.ADOPTION)
    staying: list[Care] = []
    for care in both:
        group = care.placed[LAST_MARCH]
        if room.get(group, 0) and len(staying) < in_year[1] - new_with_one:
            room[group], need[group] = room[group] - 1, need[group] - 1
            care.placed[THIS_MARCH] = group
            staying.append(care)
    assert len(staying) == in_year[1] - new_with_one
    _deal(this, THIS_MARCH, need, chance)
    one = sorted(chance.shuffled(new), key=lambda care: (not _is_new(care, THIS_MARCH), _is_adoption(care, THIS_MARCH)))
    counts = dict.fromkeys(staying + one[:new_with_one], 1)
    others = [care for care in this if care not in counts]
    more = chance.quota(len(others), {2: in_year[2], 3: in_year[3]})
    return counts | dict(zip(others, more, strict=True))


def _counts_last_march(last: list[Care], chance: Chance) -> dict[Care, int]:
    in_year = recipe.PLACEMENTS_IN_YEAR[LAST_MARCH]
    moved = [care for care in last if _is_adoption(care, LAST_MARCH) and care.started > LAST_MARCH - 3 * ADOPTED_AFTER]
    fixed = dict.fromkeys([care for care in last if _is_new(care, LAST_MARCH)], 1) | dict.fromkeys(moved, 2)
    left = {count: number - sum(given == count for given in fixed.values()) for count, number in in_year.items()}
    others = _settled_first([care for care in last if care not in fixed], LAST_MARCH, chance)
    return fixed | dict(zip(others, [count for count, number in left.items() for _ in range(number)], strict=True))


def _settled_first(cares: list[Care], day: dt.date, chance: Chance) -> list[Care]:
    keys = {care: chance.random() + SETTLING * (care.started > day - LONG_STAY) for care in cares}
    return sorted(cares, key=lambda care: keys[care])


def _deal(cares: Iterable[Care], day: dt.date, need: dict[str, int], chance: Chance) -> None:
    """Give each kind of placement as many children as it needs, of a fitting age."""
    for group in sorted(need, key=lambda group: list(AGES).index(group) if group in AGES else len(AGES)):
        free = chance.shuffled([care for care in cares if day not in care.placed])
        chosen = [care for care in free if _can_be(group, care, day)][: need[group]]
        assert len(chosen) == need[group], f"{group} on {day}"
        for care in chosen:
            care.placed[day] = group


def _can_be(group: str, care: Care, day: dt.date) -> bool:
    low, high = AGES.get(group, (0, 17))
    return low <= _age(care, day) <= high and (group != recipe.ADOPTION or care.started + SETTLED <= day)


def _age(care: Care, day: dt.date) -> int:
    return age_on(care.known_child.born, day)


def _is_new(care: Care, day: dt.date) -> bool:
    return care.started > day - NEW


def _is_adoption(care: Care, day: dt.date) -> bool:
    return care.placed.get(day) == recipe.ADOPTION


def _adopt(cares: list[Care], chance: Chance) -> None:
    """The year's adoptions: first of those who were placed in March, then of others who were young and stayed long."""
    for year, count in recipe.ADOPTED.items():
        gone = [care for care in cares if care.ended and financial_year_of(care.ended) == year]
        fit = [care for care in chance.shuffled(gone) if _age(care, care.last_day) <= 8
               and care.started + ADOPTED_AFTER <= care.last_day
               and (_is_adoption(care, LAST_MARCH) or care.last_day > WINDOW_BEGINS[LAST_MARCH].replace(year=year)
                    + dt.timedelta(45))]
        fit.sort(key=lambda care: not _is_adoption(care, LAST_MARCH))
        assert len(fit) >= count, f"{len(fit)} children can be adopted in {year}"
        for care in fit[:count]:
            care.reason_ended = chance.pick(("E12", "E12", "E12", "E11"))
            care.placed[care.last_day - DAY] = recipe.ADOPTION


def _move(care: Care, counts: dict[dt.date, dict[Care, int]], chance: Chance) -> None:
    """The days of the moves: as many as each March's count says, and a few where no March is about."""
    if care.in_hospital:
        return
    for day, begins in WINDOW_BEGINS.items():
        first, last = max(begins, care.started + 7 * DAY), min(day, care.last_day) - 4 * DAY
        told = counts[day].get(care)
        moves = told - 1 if told else _untold(care, begins, last, chance)
        if moves and last > first:
            care.moves += _spread(first, last, moves, chance)
    for year, usual in OLDER_MOVES.items():
        first, last = max(dt.date(year, 4, 1), care.started + 15 * DAY), dt.date(year + 1, 3, 25)
        if first + 30 * DAY < last:
            care.moves += _spread(first, last, chance.pick(usual), chance)


def _untold(care: Care, begins: dt.date, last: dt.date, chance: Chance) -> int:
    """Moves of someone who has left by March; who is adopted moves to the family."""
    if care.reason_ended in ("E11", "E12"):
        return 0 if _is_adoption(care, begins - DAY) or financial_year_of(last) != begins.year else 1
    return chance.pick(OTHER_MOVES) if (last - care.started).days > 60 and last > begins else 0


def _spread(first: dt.date, last: dt.date, count: int, chance: Chance) -> list[dt.date]:
    """So many days between two others, some time apart and not too far."""
    span = (last - first).days
    if count > 1 and span > MOVES_WITHIN:
        first, span = first + chance.below(span - MOVES_WITHIN) * DAY, MOVES_WITHIN
    part = span / max(count, 1)
    return [first + int(part * (place + 0.75 * chance.random())) * DAY for place in range(count)]
