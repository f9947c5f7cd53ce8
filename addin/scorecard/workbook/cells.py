"""What passes between the plan and whoever writes cells: places in a workbook and values for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

Cell = str | float | int | bool | dt.date | None


class Area(NamedTuple):
    """A rectangle on a sheet; rows and columns count from 1 as in Excel."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class Origin(NamedTuple):
    """The figure behind a cell: an indicator in a period, in total or in categories of a breakdown added up.

    A breakdown without categories stands for all of them.
    """

    code: str
    period: str = ""
    """The label of the period; empty where the cell is about the indicator as such."""
    breakdown: str = ""
    categories: tuple[str, ...] = ()
    field: str = "value"
    """What of the figure the cell shows, such as its target."""


class CellWrite(NamedTuple):
    """One value for one cell. `look_of` names a cell whose format the written cell takes over; `origin` says which
    figure it shows, if any.
    """

    sheet: str
    row: int
    column: int
    value: Cell
    look_of: tuple[str, int, int] | None = None
    origin: Origin | None = None
    link: str | None = None
    """The defined name that the link of the cell leads to from now on; empty takes the link away."""


class Template(Protocol):
    """What the plan asks of a workbook, be it a file or open in Excel."""

    @property
    def file(self) -> str:
        """Its name, as messages say it."""

    @property
    def sheets(self) -> Sequence[str]: ...

    @property
    def names(self) -> Mapping[str, Area]:
        """Defined names that refer to one area of one sheet."""

    def text(self, sheet: str, row: int, column: int) -> str:
        """What a cell shows as text; empty for an empty cell."""

    def has_formula(self, sheet: str, row: int, column: int) -> bool: ...


def letters(column: int) -> str:
    """A column's number as Excel's letters: 1 is A, 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    return f"{letters(column)}{row}"
