"""A workbook file -> its printed figures.

Tables and texts are what has a defined name; formulas have the value that they had when the file was saved.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from scorecard.checker.printed import Book, Figure, Table, Text, figures_of
from scorecard.errors import UsageError
from scorecard.workbook import series
from scorecard.workbook.cells import address
from scorecard.workbook.template.back import DEFINITIONS, QUALITY

BACK = (DEFINITIONS, QUALITY)
"""Sheets without figures of a section."""
NOT_PAGES = (series.SHEET, *BACK)
TEXTS = ("_COMMENTARY", "_HEADLINE")
"""What the names of texts end with."""
_DECIMALS = re.compile(r"0\.(0+)")
_ROUNDED = re.compile(r"\bcounts rounded to (\d+)\b")
"""How the first sheet of an edition says it, as `Audience.edition` words it."""


class Held(NamedTuple):
    """What stands in a cell, and how it is printed."""

    value: object
    form: str


Cells = dict[tuple[int, int], Held]
"""The cells of a sheet that are not empty, by row and column."""


def read_book(path: Path) -> Book:
    """The tables and texts of a workbook. Raises UsageError for a file that is none."""
    try:
        # Read only: charts and pictures are not looked at, which is half of the time.
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise UsageError(
            f"{path} cannot be read as a workbook: {error}.", "Name a finished scorecard, an .xlsx file."
        ) from None
    with closing(book), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sparklines, which are no figures
        cells = {sheet.title: _cells(sheet) for sheet in book.worksheets if sheet.title not in BACK}
        named = list(_names(book))
    tables: dict[str, Table] = {}
    texts: list[Text] = []
    for name, sheet, (left, top, right, bottom) in named:
        if name.endswith(TEXTS):
            words = _value(cells[sheet], top, left)
            texts += [Text(name, sheet, address(top, left), words)] if isinstance(words, str) else []
        elif bottom > top and right > left:
            tables[name] = _table(name, sheet, cells[sheet], left, top, right, bottom)
    said = {(text.sheet, text.words) for text in texts}
    words = {sheet: list(_words(sheet, held, said)) for sheet, held in cells.items()}
    step = _step(next(iter(words.values()), []))
    for table in tables.values():
        table.cells = {place: [each._replace(step=step) for each in found] for place, found in table.cells.items()}
    return Book(tables, texts, words, step)


def _step(first_sheet: Iterable[str]) -> int:
    """What the counts of an edition are rounded to; 1 where it does not say that they are."""
    found = next(filter(None, map(_ROUNDED.search, first_sheet)), None)
    return int(found[1]) if found else 1


def _cells(sheet: Any) -> Cells:
    return {
        (cell.row, cell.column): Held(cell.value, cell.number_format)
        for row in sheet.iter_rows() for cell in row if cell.value is not None
    }  # fmt: skip


def _value(cells: Cells, row: int, column: int) -> object:
    held = cells.get((row, column))
    return held.value if held else None


def _names(book: Any) -> Iterator[tuple[str, str, tuple[int, int, int, int]]]:
    """Defined names that refer to one area of a page, or of Data."""
    for name, defined in book.defined_names.items():
        places = list(defined.destinations)
        if len(places) != 1 or places[0][0] not in book.sheetnames:
            continue
        sheet, area = places[0]
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        if sheet not in BACK and None not in (left, top, right, bottom):
            yield name, sheet, (left or 1, top or 1, right or 1, bottom or 1)


def _table(name: str, sheet: str, cells: Cells, left: int, top: int, right: int, bottom: int) -> Table:
    heads = [_text(_value(cells, top, column)) for column in range(left + 1, right + 1)]
    kept = [row for row in range(top + 1, bottom + 1) if _text(_value(cells, row, left))]
    labels = [_text(_value(cells, row, left)) for row in kept]
    made = Table(name, sheet, _text(_value(cells, top, left)), labels, heads)
    for number, row in enumerate(kept):
        for place, column in enumerate(range(left + 1, right + 1)):
            held = cells.get((row, column))
            if held is None:
                continue
            if found := _figures(held, sheet, address(row, column), labels[number], heads[place]):
                made.cells[number, place] = found
            else:
                made.texts[number, place] = _text(held.value)
    return made


def _figures(held: Held, sheet: str, cell: str, row: str, column: str) -> list[Figure]:
    value = held.value
    if isinstance(value, str):
        return figures_of(value, sheet, cell, row, column)
    if isinstance(value, bool | dt.date) or not isinstance(value, int | float):
        return []
    form = held.form.split(";")[0]
    decimals = _DECIMALS.search(form)
    places = len(decimals[1]) if decimals else _general(value) if form == "General" else 0
    is_percent = "%" in form or "pp" in form
    number = value * 100 if "%" in form else value
    printed = round(number + math.copysign(1e-9, number), places)  # half away from 0, as Excel prints it
    sign = "+" if form.startswith("+") and printed > 0 else ""
    text = f"{sign}{printed:,.{places}f}{'%' if is_percent else ''}"
    return [Figure(sheet, cell, text, printed, places, is_percent, row, column)]


def _general(value: float) -> int:
    return len(f"{value:.10g}".partition(".")[2])


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _words(sheet: str, cells: Cells, said: set[tuple[str, str]]) -> Iterator[str]:
    """The texts of a page that are not checked themselves."""
    if sheet not in NOT_PAGES:
        texts = (held.value for held in cells.values() if isinstance(held.value, str))
        yield from (text for text in texts if (sheet, text) not in said)
