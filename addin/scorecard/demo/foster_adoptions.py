"""Children whom their foster carers adopt: they are placed for adoption where they live, with the carers they had.

They are chosen among the adopted children in the episodes of care, so that both extracts know them by one number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scorecard.demo import adoption_recipe as recipe
from scorecard.demo.adoption_recipe import Adopted
from scorecard.demo.rows import CareEpisodeRow
from scorecard.periods import financial_year_of

PLACED_WITH_CARER = "A5"
ADOPTED = ("E11", "E12")
FOSTERED = ("U4", "U6")


class WithCarer:
    """A child's last period of care: adopted from the foster placement that is the last but one of its episodes."""

    def __init__(self, episodes: Sequence[CareEpisodeRow]) -> None:
        self.child_id = episodes[-1].child_id
        self.entered = next(row.started for row in reversed(episodes) if row.reason_new == "S")
        self.before, self.last = episodes[-2], episodes[-1]
        self.moved_in = self.last.started
        self.adopted = self.last.ended or dt.date.max

    @property
    def waited(self) -> int:
        return (self.moved_in - self.entered).days

    def fits(self, group: Adopted) -> bool:
        """Whether the days are those of a group of the register."""
        first, last = group.moved_in
        low, high = group.waited
        of_year = financial_year_of(self.adopted) == group.year
        return of_year and first <= self.moved_in <= last and low <= self.waited <= high


def chosen(episodes: Iterable[CareEpisodeRow]) -> dict[int, list[WithCarer]]:
    """The children by the place of their group in the register's recipe, a few of each year."""
    found: dict[int, list[WithCarer]] = defaultdict(list)
    left = dict(recipe.ADOPTED_BY_CARER)
    for child in _adopted_from_fostering(episodes):
        groups = (place for place, group in enumerate(recipe.ADOPTED) if child.fits(group))
        place = next((place for place in groups if len(found[place]) < recipe.ADOPTED[place].children // 2 + 1), None)
        year = financial_year_of(child.adopted)
        if place is not None and left.get(year):
            left[year] -= 1
            found[place].append(child)
    assert not any(left.values()), f"too few children can be adopted by their carers: {left}"
    return found


def _adopted_from_fostering(episodes: Iterable[CareEpisodeRow]) -> Iterator[WithCarer]:
    of_child: dict[str, list[CareEpisodeRow]] = defaultdict(list)
    for row in episodes:
        of_child[row.child_id].append(row)
    for rows in of_child.values():
        last = rows[-1]
        if last.reason_ended in ADOPTED and len(rows) > 1 and rows[-2].placement in FOSTERED and last.reason_new != "S":
            yield WithCarer(rows)


def with_carers(episodes: Iterable[CareEpisodeRow], children: Iterable[WithCarer]) -> list[CareEpisodeRow]:
    """The episodes with these children placed for adoption with the carers whom they lived with."""
    stay = {child.last: child for child in children}
    return [_stayed(row, stay[row].before) if row in stay else row for row in episodes]


def _stayed(row: CareEpisodeRow, before: CareEpisodeRow) -> CareEpisodeRow:
    reason = "U" if row.legal_status != before.legal_status else "T"
    return row._replace(reason_new=reason, placement=PLACED_WITH_CARER, provider=before.provider, urn=before.urn)
