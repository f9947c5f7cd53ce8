"""The figures of a finished workbook as they are printed, table by table, and its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scorecard.checker.interval import Interval, rounded

_NUMBER = r"[+−-]?\d[\d,]*(?:\.\d+)?"
_COUNT_AND_SHARE = re.compile(rf"\s*(?P<count>{_NUMBER})\s*\((?P<share>\d+(?:\.\d+)?)\s?%\)")
_ONE = re.compile(rf"\s*(?P<one>{_NUMBER})(?P<percent>\s?%)?(?![\d–-])(?:\s|$)")
TOTAL = re.compile(r"(?:grand\s+)?(?:total|all)\b", re.IGNORECASE)


class Figure(NamedTuple):
    """A number as it is printed; a percentage is out of 100."""

    sheet: str
    cell: str
    text: str
    value: float
    decimals: int
    is_percent: bool
    row: str = ""
    column: str = ""
    step: int = 1
    """What the counts of the workbook are rounded to, as it says itself; then its percentages are whole ones."""

    @property
    def interval(self) -> Interval:
        """What the figure can be: a count is what it is, unless counts are rounded; a percentage is a fraction that was
        rounded.
        """
        if self.is_percent:
            low, high = rounded(self.value, 0 if self.step > 1 else self.decimals)
            return Interval(low / 100, high / 100)
        if self.decimals:
            return rounded(self.value, self.decimals)
        half = self.step / 2 if self.step > 1 else 0
        return Interval(self.value - half, self.value + half)


def figures_of(text: str, sheet: str, cell: str, row: str = "", column: str = "") -> list[Figure]:
    """The figures that a text begins with: `925 (47.5%)`, `25.4%`, `+1`; a range has none."""
    if both := _COUNT_AND_SHARE.match(text):
        pair = ((both["count"], False), (both["share"], True))
        return [figure(number, percent, text, sheet, cell, row, column) for number, percent in pair]
    if one := _ONE.match(text):
        return [figure(one["one"], bool(one["percent"]), text, sheet, cell, row, column)]
    return []


def figure(
    number: str, is_percent: bool, text: str, sheet: str, cell: str, row: str = "", column: str = ""
) -> Figure:
    digits = number.strip().rstrip("%").strip().replace(",", "").replace("−", "-")
    decimals = len(digits.partition(".")[2])
    return Figure(sheet, cell, text.strip(), float(digits), decimals, is_percent, row, column)


@dataclass
class Table:
    """A block with labels in its first column and heads in its first row."""

    name: str
    sheet: str
    corner: str
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[int, int], list[Figure]] = field(default_factory=dict)
    """The figures in a row and a column, both counted from 0."""
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """The texts that are no figures."""

    def at(self, row: int, column: int, percent: bool = False) -> Figure | None:
        """The figure of a cell, or its percentage; a cell with one figure has it either way."""
        found = self.cells.get((row, column), [])
        wanted = [each for each in found if each.is_percent == percent]
        return wanted[0] if wanted else found[0] if found and not percent else None

    @cached_property
    def total_row(self) -> int | None:
        return next((n for n, label in enumerate(self.rows) if n and TOTAL.match(label)), None)

    @property
    def parts(self) -> range:
        """The rows above the total, or all of them."""
        return range(self.total_row if self.total_row is not None else len(self.rows))

    def column(self, number: int, percent: bool) -> list[Figure]:
        """The parts of a column that are counts, or that are percentages; nothing where one has none."""
        found = [self.at(row, number, percent) for row in self.parts]
        kept = [each for each in found if each and each.is_percent == percent]
        return kept if len(kept) == len(found) and kept else []

    @property
    def figures(self) -> Iterator[Figure]:
        return (each for found in self.cells.values() for each in found)


@dataclass(frozen=True)
class Text:
    """A text in a cell."""

    name: str
    sheet: str
    cell: str
    words: str


@dataclass(frozen=True)
class Book:
    """All that is checked of a workbook; `words` are the other texts of each sheet."""

    tables: dict[str, Table]
    texts: list[Text]
    words: dict[str, list[str]]
    step: int = 1
    """What counts are rounded to, as the workbook says; 1 where they are not."""

    def on(self, sheet: str) -> list[Table]:
        return [table for table in self.tables.values() if table.sheet == sheet]
