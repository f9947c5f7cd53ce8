"""Episodes of care: a row for every change of placement or of legal status, in the codes of the SSDA903 return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from scorecard.demo import care_recipe as recipe
from scorecard.demo.births import DAY
from scorecard.demo.care_children import age_on
from scorecard.demo.care_periods import Care
from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.council import YEARS, years_before
from scorecard.demo.rows import CareEpisodeRow

HOSPITAL = ("T1", "PR3", "")
CODES = {group: by_weight(codes, 100) for group, codes in recipe.CODES.items()}
USUAL = by_weight(recipe.USUAL)
REASONS, AT_EIGHTEEN = by_weight(recipe.REASONS_ENDED), by_weight(recipe.AT_EIGHTEEN)
BEFORE = by_weight(recipe.LEGAL_STATUS_BEFORE)
TEMPORARY = {"T1": 4, "T2": 3, "T4": 3}
WITH_URN = "UKHSRA"
SAME_CARER, AWAY = 0.05, 0.07
"""Of the stays that last long enough: those in which the carer's kind changes, and those that are interrupted."""
LONG = 150
USUAL_LATER = {group: group for group in (recipe.HOME, recipe.INTERNAL, recipe.SCHOOL, recipe.ELSEWHERE)} | {
    recipe.SUPPORTED: recipe.HOME, recipe.INDEPENDENT: recipe.SUPPORTED,
}
"""Where someone is before who is in such a placement in March."""
LIKE_THE_NEAREST = 0.75
TEENAGER, TEENAGERS_IN_HOMES = 12, 0.25


class Placed(NamedTuple):
    placement: str
    provider: str
    urn: str


class Change(NamedTuple):
    """From a day on: another placement, with another carer or the same one, or another legal status."""

    day: dt.date
    placed: Placed | None = None
    same_carer: bool = False
    legal_status: str = ""


def give_legal_status(cares: list[Care]) -> None:
    """The legal status on entry: a child's first start of a year has the year's shares."""
    chance = Chance("care legal status")
    for year in YEARS:
        begun = [care for care in cares if care.year == year]
        first = [care for care in begun if not care.before or care.before.year != year]
        left = dict(recipe.LEGAL_STATUS[year])
        old = chance.shuffled([care for care in first if care.age_group in ("12-16", "17+")])
        for care in old[: left.pop("J1")]:
            care.legal_status = "J1"
        others = [care for care in first if not care.legal_status]
        for care, status in zip(others, chance.quota(len(others), left), strict=True):
            care.legal_status = status
    for care in cares:
        care.legal_status = care.legal_status or chance.pick(BEFORE)


def rows(cares: list[Care]) -> list[CareEpisodeRow]:
    chance = Chance("care episodes")
    made = [row for care in cares for row in _episodes(care, chance)]
    return sorted(made, key=lambda row: (row.started, row.child_id))


def _episodes(care: Care, chance: Chance) -> Iterator[CareEpisodeRow]:
    changes = _changes(care, chance)
    days = sorted({change.day for change in changes})
    placed, status = Placed(*HOSPITAL), care.legal_status
    for place, day in enumerate(days):
        now = [change for change in changes if change.day == day]
        moved = next((change for change in now if change.placed), None)
        new_status = next((change.legal_status for change in now if change.legal_status), status)
        reason = "S" if not place else _reason(moved, new_status != status)
        placed, status = (moved.placed or placed) if moved else placed, new_status
        after = days[place + 1] if place + 1 < len(days) else None
        ended = after or care.ended
        why = "X1" if after else _reason_ended(care, chance) if care.ended else ""
        yield CareEpisodeRow(care.known_child.child_id, day, reason, status, placed.placement, placed.provider, ended,
                             why, placed.urn)


def _reason(moved: Change | None, new_status: bool) -> str:
    if not moved:
        return "L"
    if moved.same_carer:
        return "U" if new_status else "T"
    return "B" if new_status else "P"


def _reason_ended(care: Care, chance: Chance) -> str:
    if care.reason_ended:
        return care.reason_ended
    if care.last_day == years_before(care.known_child.born, -18):
        return chance.pick(AT_EIGHTEEN)
    return "E14" if care.legal_status == "J1" else chance.pick(REASONS)


def _changes(care: Care, chance: Chance) -> list[Change]:
    """Everything that changes in a period of care, the start included."""
    if care.in_hospital:
        return [Change(care.started, Placed(*HOSPITAL))]
    starts = sorted([care.started, *care.moves])
    made: list[Change] = []
    adoption = None
    for start, after in zip(starts, [*starts[1:], care.last_day], strict=True):
        group = _group(care, start, after, chance)
        placed = _placement(group, chance)
        made.append(Change(start, placed))
        adoption = adoption or (start if group == recipe.ADOPTION else None)
        if (after - start).days > LONG and group in recipe.USUAL:
            made += _inside(placed, start, after, chance)
    return made + list(_legal(care, adoption, {change.day for change in made}, chance))


def _group(care: Care, start: dt.date, after: dt.date, chance: Chance) -> str:
    """Where the child is in a stay: where a March says, else often of the kind that the nearest March says."""
    told = [group for day, group in care.placed.items() if start <= day < after or day == after == care.last_day]
    if told:
        return told[0]
    nearest = min(care.placed, key=lambda day: abs((day - start).days), default=None)
    if nearest and care.placed[nearest] in (*USUAL_LATER, *recipe.USUAL) and chance.happens(LIKE_THE_NEAREST):
        return USUAL_LATER.get(care.placed[nearest], care.placed[nearest])
    old = age_on(care.known_child.born, start) >= TEENAGER
    return recipe.HOME if old and chance.happens(TEENAGERS_IN_HOMES) else chance.pick(USUAL)


def _placement(group: str, chance: Chance) -> Placed:
    placement, provider = chance.pick(CODES[group])
    urn = f"SC{chance.between(100_000, 999_999)}" if placement[0] in WITH_URN else ""
    return Placed(placement, provider, urn)


def _inside(placed: Placed, start: dt.date, after: dt.date, chance: Chance) -> list[Change]:
    """What happens in a stay without ending it: a longer agreement with the carer, a time in hospital or on holiday."""
    first = start + chance.between(40, 70) * DAY
    if chance.happens(SAME_CARER) and placed.placement == "U6":
        return [Change(first, placed._replace(placement="U4"), same_carer=True)]
    if chance.happens(AWAY):
        kind = chance.pick(list(TEMPORARY))
        provider = "PR3" if kind == "T1" else placed.provider
        return [Change(first, Placed(kind, provider, "")), Change(first + TEMPORARY[kind] * DAY, placed)]
    return []


def _legal(care: Care, adoption: dt.date | None, taken: set[dt.date], chance: Chance) -> Iterator[Change]:
    """Police protection and emergency orders soon become something else; a placement for adoption needs its order."""
    day, status, end = care.started, care.legal_status, adoption or care.last_day
    while following := _next_status(status, chance):
        days, status = following
        day += days * DAY
        while day in taken:
            day += DAY
        if day >= end - 10 * DAY:
            break
        yield Change(day, legal_status=status)
    if adoption and adoption > care.started:
        yield Change(adoption, legal_status="E1")


def _next_status(status: str, chance: Chance) -> tuple[int, str] | None:
    if status in ("L1", "L2"):
        return chance.between(1, 3 if status == "L1" else 8), "C1" if chance.happens(0.6) else "V2"
    if status == "C1":
        return chance.between(150, 240), "C2"
    if status == "V2" and chance.happens(0.35):
        return chance.between(40, 200), "C1"
    return None
