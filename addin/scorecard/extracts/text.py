"""Text with Excel's row numbers: what every reader of a source makes, and what is typed."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.extracts.headings import Headings

BLANKS = " \t\r\n\u00a0\u2007\u202f\u200b\ufeff"
"""What is trimmed from both ends of a cell; exports from web pages and Word are full of non-breaking spaces."""

SINCE_1900 = dt.date(1899, 12, 30)
SINCE_1904 = dt.date(1904, 1, 1)


@dataclass(frozen=True)
class Grid:
    """The rows below the headings, each with the number that Excel shows."""

    headings: Sequence[str]
    rows: Iterator[tuple[int, Sequence[str]]]
    day_zero: dt.date = SINCE_1900
    """The day from which Excel counts the serial numbers of dates in this file."""


@dataclass(frozen=True)
class TextFile:
    """A CSV file in UTF-8 that can be typed: the source itself, or a tidy copy of it.

    In a tidy copy the first column is the row's number in Excel and the second a cell too many, if there is one.
    """

    path: Path
    places: dict[str, int]
    width: int
    delimiter: str = ","
    newline: str = "\n"
    skip: int = 0
    first_row: int | None = None
    """The number of the first row below the headings; None in a tidy copy, where each row says its own."""
    day_zero: dt.date = SINCE_1900


def tidy_copy(grid: Grid, headings: Headings, path: Path) -> TextFile:
    """Write the fields of a source to a CSV file that holds nothing unusual: no blank rows, no breaks inside cells."""
    positions = list(headings.places.values())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", "too many", *headings.places])
        for number, cells in grid.rows:
            if any(cell and cell.strip(BLANKS) for cell in cells):
                writer.writerow([number, *_tidy(cells, positions, headings.width)])
    places = {name: place for place, name in enumerate(headings.places, 2)}
    return TextFile(path, places, len(places) + 2, day_zero=grid.day_zero)


def _tidy(cells: Sequence[str], positions: list[int], width: int) -> Iterator[str]:
    yield next((_one_line(cell) for cell in cells[width:] if cell.strip(BLANKS)), "")
    for position in positions:
        yield _one_line(cells[position]) if position < len(cells) else ""


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell
