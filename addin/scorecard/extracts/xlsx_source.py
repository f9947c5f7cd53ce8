"""Excel workbooks: their sheets, and the cells of a sheet as text, errors included."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from scorecard.errors import ExtractError
from scorecard.extracts.text import BLANKS, SINCE_1900, SINCE_1904, Grid
from scorecard.ooxml import RELATION_NS, OfficeFile

NOT_CALCULATED = "#NOT CALCULATED"
"""Stands for a formula that was saved without its result, which readers cannot tell from a blank."""

_PLACE = rb"""[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>"""
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])""" + _PLACE + rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<", re.S)
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\s(?![^>]*\bt=["']str["'])""" + _PLACE
    + rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    + rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</")


class Workbook:
    """A workbook whose sheets can be listed and read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._office = OfficeFile(path)
        parts = [each.target for each in self._office.relations("").values() if each.kind == "officeDocument"]
        if not parts:
            raise ExtractError("it holds no workbook", "Open it in Excel and save it again as .xlsx.")
        self._part = parts[0]
        self._tree = self._office.xml(self._part)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The worksheets in their order, with the part of the file that holds each."""
        parts = self._office.relations(self._part)
        listed = ((each.get("name", ""), parts.get(each.get(f"{{{RELATION_NS}}}id", "")))
                  for each in self._tree.iter("{*}sheet"))
        return {name: part.target for name, part in listed if part and part.kind == "worksheet"}

    def is_empty(self, sheet: str) -> bool:
        data = self._office.read(self.sheets[sheet])
        return re.search(rb"<(?:\w+:)?(?:v|is|f)[\s>]", data) is None

    @property
    def _day_zero(self) -> dt.date:
        marked = [each.get("date1904", "") for each in self._tree.iter("{*}workbookPr")]
        return SINCE_1904 if any(mark in ("1", "true", "on") for mark in marked) else SINCE_1900

    def grid(self, sheet: str) -> Grid:
        """The rows of a sheet; its first row that is not blank holds the headings."""
        self._office.check_sheets()
        try:
            opened = CalamineWorkbook.from_path(str(self.path))
            values = opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError) as error:
            raise ExtractError(f"the sheet cannot be read ({error})", "Open it in Excel and save it again.") from None
        rows = _rows(values, self._marks(sheet))
        for _, cells in rows:
            if any(cell.strip(BLANKS) for cell in cells):
                return Grid(cells, rows, self._day_zero)
        raise ExtractError("the sheet is empty", "Export it again; it needs at least a row of headings.")

    def _marks(self, sheet: str) -> dict[int, dict[int, str]]:
        """What readers show as blank cells: Excel errors, and formulas without a result."""
        data = self._office.read(self.sheets[sheet])
        marks: dict[int, dict[int, str]] = {}
        if b't="e"' in data or b"t='e'" in data:
            for column, row, text in _ERROR.findall(data):
                marks.setdefault(int(row), {})[_place(column)] = text.decode()
        if b"<f" in data or b":f" in data:
            for column, row in _NO_RESULT.findall(data):
                marks.setdefault(int(row), {}).setdefault(_place(column), NOT_CALCULATED)
        return marks


def _rows(values: list[list[Any]], marks: dict[int, dict[int, str]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(values, 1):
        cells = [value if type(value) is str else _text(value) for value in row]
        for place, mark in marks.get(number, {}).items():
            cells += [""] * (place + 1 - len(cells))
            cells[place] = mark
        yield number, cells


def _text(value: Any) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return _number(value)
        case dt.datetime():
            # Excel keeps a time as a fraction of a day, so 10:30 may come as a few microseconds less.
            moment = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
            return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.time() != dt.time() else f"{moment:%Y-%m-%d}"
        case dt.date():
            return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if abs(value) >= 1e15:
        return f"{value:.14E}"  # as Excel shows it: the digits beyond the fifteenth are lost
    return str(int(value)) if value == int(value) else repr(value)


def _place(column: bytes) -> int:
    place = 0
    for letter in column:
        place = place * 26 + letter - 64
    return place - 1
