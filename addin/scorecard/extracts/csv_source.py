"""CSV files: their encoding, delimiter, headings and formats of dates, and their rows as text."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scorecard.definitions.extract import Type, spelling
from scorecard.errors import ExtractError
from scorecard.extracts.text import BLANKS, Grid

HEAD = 1 << 18
"""Bytes looked at to find out how a file is written."""
DELIMITERS = ",;\t|"
NEITHER = "it is neither UTF-8 nor Windows text (cp1252)"
SAVE_AGAIN = "In Excel, save it as CSV UTF-8 (comma delimited)."

_DATE_PATTERNS = ((r"\d{4}-\d\d-\d\d", "%Y-%m-%d"), (r"\d\d?/\d\d?/\d{4}", "%d/%m/%Y"))
_TIME_PATTERNS = ((r"\d\d?:\d\d", "%H:%M"), (r"\d\d?:\d\d:\d\d", "%H:%M:%S"))


class Fingerprint(NamedTuple):
    """A file's contents in short: their hash, and how many lines of text there are."""

    sha256: str
    size: int
    lines: int


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once for its hash and its lines; blank lines at the end do not count."""
    digest, size, breaks, tail = hashlib.sha256(), 0, 0, b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
            breaks += piece.count(b"\n")
            tail = (tail + piece)[-HEAD:]
    ending = tail[len(tail.rstrip(b"\r\n")) :].count(b"\n")
    return Fingerprint(digest.hexdigest(), size, breaks - ending + 1)


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written."""

    path: Path
    encoding: str
    delimiter: str
    newline: str
    headings: Sequence[str]
    heading_row: int
    sample: Sequence[Sequence[str]]
    one_line_headings: bool

    @property
    def plain(self) -> bool:
        """Whether the file can be typed as it is: UTF-8, headings on one line and none of them blank."""
        ordinary = self.encoding == "utf-8-sig" and self.newline in ("\n", "\r\n") and self.one_line_headings
        return ordinary and all(heading.strip(BLANKS) for heading in self.headings)


def dialect_of(path: Path, known: Iterable[str]) -> Dialect:
    """Find out how a file is written; of the delimiters, the one that gives the most known headings."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\r\n\t ,;"):
        raise ExtractError("it is empty", "Export it again; it needs at least a row of headings.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        raise ExtractError("it is not a CSV file in UTF-8", SAVE_AGAIN)
    encoding, text = _decoded(head)
    names = set(known)
    tried = [_try(text, delimiter) for delimiter in DELIMITERS]
    best = max(tried, key=lambda each: (len(names & {spelling(cell) for cell in each[1]}), len(each[1])))
    delimiter, headings, row, one_line, sample = best
    newline = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r" if "\r" in text else "\n"
    return Dialect(path, encoding, delimiter, newline, headings, row, sample, one_line)


def _decoded(head: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig",) if head.startswith(codecs.BOM_UTF8) else ("utf-8-sig", "cp1252"):
        try:
            return encoding, codecs.getincrementaldecoder(encoding)("strict").decode(head)
        except UnicodeDecodeError:
            continue
    raise ExtractError(NEITHER, SAVE_AGAIN)


def _try(text: str, delimiter: str) -> tuple[str, list[str], int, bool, list[list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip(BLANKS) for cell in cells):
                one_line = reader.line_num == number
                return delimiter, cells, number, one_line, list(itertools.islice(reader, 500))
    except csv.Error:
        pass
    return delimiter, [], 1, False, []


def grid_of(dialect: Dialect) -> Grid:
    """The rows of a CSV file, however oddly it is written; a file that is not UTF-8 after all is read as cp1252."""
    with dialect.path.open("rb") as file:
        marked = file.read(3) == codecs.BOM_UTF8
    for encoding in (dialect.encoding,) if marked else (dialect.encoding, "cp1252"):
        if _decodes(dialect.path, encoding):
            return Grid(dialect.headings, _rows(dialect, encoding))
    raise ExtractError(NEITHER, SAVE_AGAIN)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rows(dialect: Dialect, encoding: str) -> Iterator[tuple[int, Sequence[str]]]:
    with dialect.path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=dialect.delimiter)
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                if lines.unclosed_quote():
                    raise ExtractError(f"a quotation mark in row {number} is not closed", SAVE_AGAIN)
                if number > dialect.heading_row:
                    yield number, cells
        except csv.Error as error:
            raise ExtractError(f"row {number + 1} cannot be read ({error})", SAVE_AGAIN) from None


class _Lines:
    """The lines of a file, with those of the current row kept: an unclosed quotation mark swallows the rest of a file,
    and the parser says nothing of it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._current: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._current.append(line)
        return line

    def unclosed_quote(self) -> bool:
        lines, self._current = self._current, []
        return len(lines) > 1 and sum(line.count('"') for line in lines) % 2 == 1


def date_formats(dialect: Dialect, places: Mapping[str, int], types: Mapping[str, Type]) -> tuple[str, str] | None:
    """The one format of all dates and the one of all date-times in the first rows; None where they differ."""
    dates: set[str] = set()
    moments: set[str] = set()
    for name, place in places.items():
        if types[name] in (Type.DATE, Type.DATETIME):
            cells = (row[place].strip() for row in dialect.sample if place < len(row))
            if first := next(filter(None, cells), ""):
                (dates if types[name] == Type.DATE else moments).add(_format(first, types[name]))
    if len(dates) > 1 or len(moments) > 1 or "" in dates | moments:
        return None
    return next(iter(dates), "%Y-%m-%d"), next(iter(moments), "%Y-%m-%d %H:%M:%S")


def _format(cell: str, kind: Type) -> str:
    for pattern, written in _DATE_PATTERNS:
        if kind == Type.DATE and re.fullmatch(pattern, cell):
            return written
        for time_pattern, time_written in _TIME_PATTERNS if kind == Type.DATETIME else ():
            if found := re.fullmatch(f"{pattern}([ T]){time_pattern}", cell):
                return f"{written}{found[1]}{time_written}"
    return ""
