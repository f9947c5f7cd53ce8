"""The invented council: its children and its calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from scorecard.demo.chance import Chance, by_weight
from scorecard.demo.rows import ChildRow
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import Period, month

NAME = "Ambleford City Council"
REGION = "West Midlands"
AS_AT = dt.date(2016, 3, 31)
YEARS = (2014, 2015)
"""The financial years that are reported, by the calendar year in which they begin."""

GENDERS = by_weight({"Male": 0.512, "Female": 0.482, "Other": 0.001, "Not recorded": 0.005})
ETHNICITIES = by_weight({
    "WBRI": 0.605, "WIRI": 0.008, "WIRT": 0.003, "WROM": 0.012, "WOTH": 0.062, "MWBC": 0.042, "MWBA": 0.012,
    "MWAS": 0.021, "MOTH": 0.020, "AIND": 0.027, "APKN": 0.037, "ABAN": 0.012, "AOTH": 0.025, "BAFR": 0.052,
    "BCRB": 0.012, "BOTH": 0.014, "CHNE": 0.002, "OOTH": 0.014, "NOBT": 0.020,
})
AGES = by_weight({0: 9, 1: 7, 2: 7, 3: 7, 4: 6, 5: 6, 6: 6, 7: 5, 8: 5, 9: 5, 10: 5, 11: 5, 12: 5, 13: 6, 14: 6,
                  15: 6, 16: 4, 17: 2})
DISABLED = 0.07


def months_of(year: int) -> list[Period]:
    """The months of a financial year, from April to March."""
    return [month(year + (number < 4), number) for number in (*range(4, 13), 1, 2, 3)]


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years ago; for 29 February the day before."""
    feb = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if feb else day.day)


@dataclass(eq=False, slots=True)
class Child:
    """An invented child. `born` is the expected date for the unborn, whose `unborn` is set."""

    child_id: str
    born: dt.date
    expected: dt.date | None
    gender: str
    ethnicity: str
    disabled: bool
    unborn: bool = False
    busy: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    """The times when a case of the child is open, so that no new referral is made."""
    grown_up: dt.date = field(init=False)

    def __post_init__(self) -> None:
        self.grown_up = years_before(self.born, -18)

    def is_child_on(self, day: dt.date) -> bool:
        """Born, and under 18."""
        return self.born <= day < self.grown_up

    def is_free_on(self, day: dt.date) -> bool:
        return not any(start <= day <= end for start, end in self.busy)

    @property
    def row(self) -> ChildRow:
        born = None if self.unborn else self.born
        return ChildRow(self.child_id, born, self.expected, self.gender, self.ethnicity, self.disabled)


class Council:
    """Its children so far, its calendar and the streams of chance."""

    def __init__(self) -> None:
        self.calendar = WorkingDays()
        self.children: list[Child] = []
        self._chance = Chance("children")

    def child(self, born: dt.date, expected: dt.date | None = None, unborn: bool = False) -> Child:
        """A child who was not known before."""
        chance = self._chance
        gender = "Not recorded" if unborn else chance.pick(GENDERS)
        ethnicity = "NOBT" if unborn else chance.pick(ETHNICITIES)
        disabled = not unborn and chance.happens(DISABLED)
        made = Child(f"C{len(self.children) + 1:06}", born, expected, gender, ethnicity, disabled, unborn)
        self.children.append(made)
        return made

    def child_of_today(self, day: dt.date) -> Child:
        """A new child of an age that children have who come to the front door."""
        age = self._chance.pick(AGES)
        # No one of 17 is so near to 18 that what follows in the next months would not be a child's.
        days = self._chance.below(364 if age < 17 else 240)
        return self.child(years_before(day, age) - dt.timedelta(days))

    def known_child(self, chance: Chance, day: dt.date) -> Child:
        """Any child known to the council who is a child on the day."""
        while True:
            found = chance.pick(self.children)
            if found.is_child_on(day):
                return found
