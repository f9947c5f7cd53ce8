"""Children with a decision that they should be placed for adoption, and how far each of them came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scorecard.demo import adoption_recipe as recipe
from scorecard.demo.adoption_recipe import Adopted, Span, Waiting
from scorecard.demo.chance import Chance, spread
from scorecard.demo.council import AS_AT, DISABLED, ETHNICITIES, GENDERS
from scorecard.demo.foster_adoptions import WithCarer
from scorecard.demo.rows import ChildRow, Day

YOUNG = 4 * 365
"""Days of age at which children who are adopted enter care, at most."""
MATCHED_BEFORE = (14, 26)
"""Days between the match and moving in."""
DECIDED_BEFORE_ORDER = (35, 60)
ORDER_AFTER_MATCH = 12
ORDER_AFTER_DECISION = (25, 60)
EARLY_MATCH, BEFORE_DECISION = 120, 60
"""Days in care before which no match, and no decision, is likely."""
DAY = dt.timedelta(1)


class AdoptionRow(NamedTuple):
    child_id: str
    entered_care: dt.date
    decision: dt.date
    placement_order: Day
    matched: Day
    moved_in: Day
    adopted: Day
    decision_reversed: Day
    foster_carer_adoption: bool


def adoptions(with_carers: Mapping[int, Sequence[WithCarer]]) -> list[AdoptionRow]:
    """The register of adoptions, in the order in which children entered care; `with_carers` are those whom their foster
    carers adopt, by the place of their group in the recipe.
    """
    chance = Chance("adoptions")
    made = [row for year in recipe.WAITED for row in _adopted_in(year, with_carers, chance)]
    made += [row for group in recipe.WAITING for row in _waiting(group, chance)]
    made.sort(key=lambda row: row.entered_care)
    return [row._replace(child_id=row.child_id or f"N{number:06}") for number, row in enumerate(made, 1)]


def children(register: list[AdoptionRow]) -> list[ChildRow]:
    """The children of the register who are not in the episodes of care: young, and known under no other number."""
    chance = Chance("children for adoption")
    return [
        ChildRow(row.child_id, row.entered_care - DAY * chance.below(YOUNG), None, chance.pick(GENDERS),
                 chance.pick(ETHNICITIES), chance.happens(DISABLED))
        for row in register if row.child_id.startswith("N")
    ]


def _adopted_in(
    year: int, with_carers: Mapping[int, Sequence[WithCarer]], chance: Chance
) -> Iterator[AdoptionRow]:
    """The children of a year whose waits, and whose days from order to match, add up to the year's averages."""
    slots = [
        (group, with_carers[number][place] if place < len(with_carers.get(number, ())) else None)
        for number, group in enumerate(recipe.ADOPTED) if group.year == year for place in range(group.children)
    ]
    children = [group._replace(waited=(child.waited,) * 2) if child else group for group, child in slots]
    waits = _waits(children, recipe.WAITED[year] * len(children), chance)
    with_order, average = recipe.ORDER_TO_MATCH[year]
    has_order = chance.flags(len(children), with_order)
    early = with_order - recipe.MATCHED_BEFORE_ORDER
    in_turn = [place for place, has in enumerate(has_order) if has]
    weights = [waits[place] - EARLY_MATCH for place in in_turn[:early]]
    lags: dict[int, int | None] = dict(zip(in_turn, spread(average * with_order, weights), strict=False))
    for place, group in enumerate(children):
        yield _adopted(group, waits[place], has_order[place], lags.get(place), slots[place][1], chance)


def _waits(children: Sequence[Adopted], total: int, chance: Chance) -> list[int]:
    """Days waited, each within the limits of its group, that add up to a total."""
    waits = [chance.between(*child.waited) for child in children]
    order = chance.shuffled(range(len(children)))
    step = 1 if sum(waits) < total else -1
    while sum(waits) != total:
        before = sum(waits)
        for place in order:
            low, high = children[place].waited
            if sum(waits) != total and low <= waits[place] + step <= high:
                waits[place] += step
        assert sum(waits) != before, f"waits of {before} days do not reach {total}"
    return waits


def _adopted(
    group: Adopted, wait: int, has_order: bool, lag: int | None, child: WithCarer | None, chance: Chance
) -> AdoptionRow:
    moved_in = child.moved_in if child else _day(group.moved_in, chance)
    entered = moved_in - DAY * wait
    matched = moved_in - DAY * chance.between(*MATCHED_BEFORE)
    order = matched + DAY * ORDER_AFTER_MATCH if lag is None else matched - DAY * lag
    earliest, latest = group.decided
    decision = min(order - DAY * chance.between(*DECIDED_BEFORE_ORDER), latest)
    decision = max(decision, earliest, entered + DAY * BEFORE_DECISION)
    adopted = child.adopted if child else moved_in + DAY * chance.between(*group.adopted_after)
    fostered = bool(child) or (group.year not in recipe.ADOPTED_BY_CARER
                               and chance.happens(recipe.ADOPTED_BY_FOSTER_CARER))
    number = child.child_id if child else ""
    return AdoptionRow(number, entered, decision, order if has_order else None, matched, moved_in, adopted, None,
                       fostered)


def _waiting(group: Waiting, chance: Chance) -> Iterator[AdoptionRow]:
    for _ in range(group.children):
        entered = _day(group.entered, chance)
        decision = max(entered + DAY * chance.between(*group.decided_after), group.decided_from)
        order = decision + DAY * chance.between(*ORDER_AFTER_DECISION)
        reversed_on = _day(group.reversed, chance) if group.reversed else None
        adopted = _day(group.adopted, chance) if group.adopted else None
        moved_in = matched = None
        if group.moved_in_after:
            moved_in = min(entered + DAY * chance.between(*group.moved_in_after), AS_AT)
            matched = moved_in - DAY * chance.between(*MATCHED_BEFORE)
            order = min(order, matched)
        likely = recipe.ORDER_WHEN_MATCHED if adopted or moved_in else recipe.ORDER_WHEN_WAITING
        has_order = chance.happens(likely) and order <= AS_AT
        yield AdoptionRow("", entered, decision, order if has_order else None, matched, moved_in, adopted, reversed_on,
                          False)


def _day(span: Span, chance: Chance) -> dt.date:
    first, last = span
    return first + DAY * chance.below((last - first).days + 1)
