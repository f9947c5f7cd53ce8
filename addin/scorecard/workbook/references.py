"""The pieces of a formula that say which cells it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scorecard.workbook.areas import LAST_COLUMN, LAST_ROW
from scorecard.workbook.cells import Area, letters


class CellRange(NamedTuple):
    """Cells that a formula names by address; `sheets` is the first and the last sheet named, or nothing."""

    sheets: tuple[str, str] | None
    rows: tuple[int, int]
    columns: tuple[int, int]
    fixed_rows: tuple[bool, bool]
    fixed_columns: tuple[bool, bool]

    @property
    def fixed(self) -> bool:
        """Is every part of the address absolute, as in $A$1?"""
        return all(self.fixed_rows) and all(self.fixed_columns)

    def area(self, sheet: str, down: int = 0, right: int = 0) -> Area:
        """The area on a sheet, for the formula moved so many rows down and columns to the right."""
        if down or right:
            rows = _moved(self.rows, self.fixed_rows, down, LAST_ROW)
            columns = _moved(self.columns, self.fixed_columns, right, LAST_COLUMN)
        else:
            rows, columns = self.rows, self.columns
        return Area(sheet, rows[0], columns[0], rows[1], columns[1])


def _moved(ends: tuple[int, int], fixed: tuple[bool, bool], by: int, last: int) -> tuple[int, int]:
    # Excel lets a moved address run over the sheet's edge and come in at the other side.
    start = ends[0] if fixed[0] else (ends[0] - 1 + by) % last + 1
    end = ends[1] if fixed[1] else (ends[1] - 1 + by) % last + 1
    return (start, end) if start <= end else (end, start)


class NameUse(NamedTuple):
    """A defined name, or a table's name, in a formula; `sheet` is the one written before it."""

    sheet: str | None
    name: str


class ColumnsUse(NamedTuple):
    """Columns of a table in a formula, as in Table1[[#This Row],[Rate]]; no columns means all of them."""

    table: str
    columns: tuple[str, ...]
    this_row: bool


class Call(NamedTuple):
    """A function that a formula calls."""

    name: str


class Unknown(NamedTuple):
    """Something in a formula that is not understood, so it may read any cell."""

    text: str


Piece = CellRange | NameUse | ColumnsUse | Call | Unknown

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_WORD = r"[^\W\d][\w.\\?]*|\\[\w.\\?]*"
_INNER = r"(?:[^\[\]']|'.)*"
_TOKENS = re.compile(
    rf"""
      (?P<skip> [\s+\-*/^&=<>(),;{{}}%@]+ | "(?:[^"]|"")*" | \#(?:N/A|[A-Z/0-9_]+[!?]) )
    | (?: (?P<sheet> '(?:[^']|'')+' | (?:\[\d+\])? [\w.]* (?: :[\w.]+ )? ) ! )?
      (?:
        (?P<rows>    \$?[0-9]{{1,7}}:\$?[0-9]{{1,7}} (?![\w.]) )
      | (?P<cells>   {_CELL}(?::{_CELL})? (?![\w.(!\[]) )
      | (?P<columns> \$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}} (?![\w.(!\[]) )
      | (?P<call>    (?:{_WORD})\( )
      | (?P<table>   (?:{_WORD})\[ (?:[^\[\]']|'.|\[{_INNER}\])* \] )
      | (?P<number>  (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[+-]?[0-9]+)? (?![\w.]) )
      | (?P<name>    (?:{_WORD}) (?!!) )
      | (?P<error>   \#REF! )
      )
    | (?P<unknown> . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_RANGES = ("cells", "rows", "columns")
_PART = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_COLUMN = re.compile(rf"\[({_INNER})\]", re.DOTALL)
_QUOTED = re.compile(r"'(.)", re.DOTALL)
_OTHER_BOOK = re.compile(r"\[(\d+)\](.*)", re.DOTALL)
_PLAIN_TITLE = re.compile(r"[^\W\d][\w.]*")


@lru_cache(maxsize=1_024)
def number(column: str) -> int:
    """A column's letters as its number: AB is 28."""
    total = 0
    for letter in column.upper():
        total = total * 26 + ord(letter) - 64
    return total


def quoted(sheet: str) -> str:
    """A sheet's name as a formula writes it."""
    return sheet if _PLAIN_TITLE.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"


def shown(sheet: str, row: int, column: int) -> str:
    """A cell as Excel shows it: 'Sec 01'!F5."""
    return f"{quoted(sheet)}!{letters(column)}{row}"


@lru_cache(maxsize=50_000)
def pieces(formula: str) -> tuple[Piece, ...]:
    """What a formula names, in its own order."""
    return tuple(_pieces(formula))


def sole_range(formula: str) -> CellRange | None:
    """The range that a formula consists of, if it is nothing but one range."""
    match = _TOKENS.fullmatch(formula)
    if match is None or match.lastgroup not in _RANGES:
        return None
    found = pieces(formula)
    return found[0] if found and isinstance(found[0], CellRange) else None


def _pieces(formula: str) -> Iterator[Piece]:
    for match in _TOKENS.finditer(formula):
        kind = match.lastgroup
        if kind in ("skip", "number", "error"):
            continue
        try:
            sheets = _sheets(match["sheet"])
        except LookupError:
            continue  # another workbook: nothing here changes it
        yield _piece(kind or "", match, sheets)


def _piece(kind: str, match: re.Match[str], sheets: tuple[str, str] | None) -> Piece:
    text = match[kind]
    if kind in _RANGES:
        return cell_range(text, sheets)
    if kind == "call":
        return Call(text[:-1])
    if kind == "table":
        return _columns(text)
    if kind == "name" and (sheets is None or sheets[0] == sheets[1]):
        return NameUse(sheets[0] if sheets and sheets[0] else None, text)
    return Unknown(match[0])


def _sheets(written: str | None) -> tuple[str, str] | None:
    if written is None:
        return None
    title = written[1:-1].replace("''", "'") if written.startswith("'") else written
    if other := _OTHER_BOOK.match(title):
        if other[1] != "0":
            raise LookupError(written)
        title = other[2]
    first, _, last = title.partition(":")
    return first, last or first


def cell_range(text: str, sheets: tuple[str, str] | None = None) -> CellRange:
    """An address such as $A$1:B7, C:C or 3:4."""
    first, _, last = text.partition(":")
    start, end = _PART.fullmatch(first), _PART.fullmatch(last or first)
    assert start is not None
    assert end is not None
    rows = _ordered((int(start[4] or 1), _fixed_row(start)), (int(end[4] or LAST_ROW), _fixed_row(end)))
    columns = _ordered(
        (number(start[2]) or 1, _fixed_column(start)), (number(end[2]) or LAST_COLUMN, _fixed_column(end))
    )
    return CellRange(
        sheets,
        (rows[0][0], rows[1][0]),
        (columns[0][0], columns[1][0]),
        (rows[0][1], rows[1][1]),
        (columns[0][1], columns[1][1]),
    )


def _ordered(one: tuple[int, bool], other: tuple[int, bool]) -> tuple[tuple[int, bool], tuple[int, bool]]:
    return (one, other) if one[0] <= other[0] else (other, one)


def _fixed_row(part: re.Match[str]) -> bool:
    # In $3:$4 the dollar stands where a column's would; in C:C rows are fixed because there are none to move.
    return not part[4] or bool(part[3] if part[2] else part[1])


def _fixed_column(part: re.Match[str]) -> bool:
    return not part[2] or bool(part[1])


def _columns(text: str) -> ColumnsUse:
    table, _, inside = text.partition("[")
    inside = inside[:-1].strip()
    words = _COLUMN.findall(inside) if inside.startswith("[") else [inside] if inside else []
    plain = [word[1:] if word.startswith("@") else word for word in words]
    columns = tuple(_QUOTED.sub(r"\1", word) for word in plain if word and not word.startswith("#"))
    this_row = any(word.casefold() == "#this row" or word.startswith("@") for word in words)
    return ColumnsUse(table, columns, this_row)
