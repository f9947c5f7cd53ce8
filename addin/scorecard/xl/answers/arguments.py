"""What crosses between cells and the store: arguments as Excel gives them, answers as Excel takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import chain, repeat
from typing import Any, NamedTuple

from scorecard.collecting import without_collecting
from scorecard.errors import UsageError
from scorecard.store.lookup import NOT_AVAILABLE, Answer

WRONG_ARGUMENT = "#VALUE!"
"""With NOT_AVAILABLE the two texts that the wrappers in the add-in turn into errors of Excel."""

FIRST_DAY = dt.date(1899, 12, 30)
FIRST_DATE, LAST_DATE = 18_264, 73_051
"""Excel's numbers of the first days of 1950 and 2100; a number outside is no date."""

Rows = list[list[Any]]
"""What spills into cells."""

SEVERAL = (list, tuple)


def text(cell: Any) -> str:
    """A code, field or category as it was typed; whole numbers without their decimals, an empty cell as nothing."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def period(cell: Any) -> str | dt.date:
    """A period as it was typed; a date cell, or the number of one, is its day."""
    if isinstance(cell, dt.date):
        return cell
    if type(cell) in (int, float) and FIRST_DATE <= cell < LAST_DATE:
        return FIRST_DAY + dt.timedelta(days=int(cell))
    return text(cell)


class Grid(NamedTuple):
    """The cells of a range or an array, row by row."""

    cells: list[Any]
    height: int
    width: int


def read(argument: Any, cell_as: Callable[[Any], Any], default: Any = "") -> Any:
    """An argument as it is meant, cell by cell where there are several; where a cell is empty, the default."""
    while type(argument) in SEVERAL and len(argument) == 1:
        argument = argument[0]
    if argument is None:
        return default
    if type(argument) not in SEVERAL:
        return cell_as(argument) or default
    lines = argument if argument and type(argument[0]) in SEVERAL else [argument]
    return Grid([cell_as(cell) or default for cell in chain.from_iterable(lines)], len(lines), len(lines[0]))


def read_one(argument: Any, cell_as: Callable[[Any], Any], default: Any = "") -> Any:
    """An argument that cannot be a range. Raises UsageError for several cells."""
    found = read(argument, cell_as, default)
    if isinstance(found, Grid):
        raise UsageError("A single cell is wanted here, not a range.", "Name one cell.")
    return found


def shown(answer: Answer) -> float | str:
    """An answer as a cell shows it: what is missing is never 0 and never blank."""
    return NOT_AVAILABLE if answer is None else answer


def each(answer: Callable[..., Any], *arguments: Any) -> Any:
    """An answer for every cell: single values, rows and columns are repeated as far as the others reach.

    A column of codes beside a row of periods is a grid. Ranges that do not fit each other are a wrong argument.
    """
    if Grid not in map(type, arguments):
        return answer(*arguments)
    return _each(answer, [given if isinstance(given, Grid) else Grid([given], 1, 1) for given in arguments])


@without_collecting()
def _each(answer: Callable[..., Any], grids: list[Grid]) -> Any:
    height, width = max(grid.height for grid in grids), max(grid.width for grid in grids)
    if any(grid.height not in (1, height) or grid.width not in (1, width) for grid in grids):
        return WRONG_ARGUMENT
    answers = map(answer, *(_spread(grid, height, width) for grid in grids))
    return [list(line) for line in zip(*[answers] * width, strict=True)]


def _spread(grid: Grid, height: int, width: int) -> Iterable[Any]:
    """The cells of a grid, repeated as far as others reach, row by row."""
    across = grid.cells if grid.width == width else chain.from_iterable(repeat(cell, width) for cell in grid.cells)
    return across if grid.height == height else chain.from_iterable(repeat(list(across), height))
