"""Words of Office files that cleaning and gate share: namespaces, kinds of parts, the sheets that a formula names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from scorecard.ooxml import RELATION_NS, SHEET_NS

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = "http://www.w3.org/XML/1998/namespace"

S, R, A, C, D, M = (f"{{{each}}}" for each in (SHEET_NS, RELATION_NS, MAIN, CHART, DRAWING, XM))

SPARKLINES = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
CONDITIONS = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
CONDITION = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"
DECORATIVE_MARK = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
EXTENSIONS = {SPARKLINES, CONDITIONS, CONDITION, DECORATIVE_MARK}
"""The later additions to the format that an edition may have, by the number that marks each."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "worksheet": f"{_OFFICE}.spreadsheetml.worksheet+xml",
    "styles": f"{_OFFICE}.spreadsheetml.styles+xml",
    "theme": f"{_OFFICE}.theme+xml",
    "sharedStrings": f"{_OFFICE}.spreadsheetml.sharedStrings+xml",
    "table": f"{_OFFICE}.spreadsheetml.table+xml",
    "drawing": f"{_OFFICE}.drawing+xml",
    "chart": f"{_OFFICE}.drawingml.chart+xml",
    "officeDocument": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "extended-properties": f"{_OFFICE}.extended-properties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
}
"""The kinds of XML parts that an edition may have, by the last word of the relationship, with their content types."""
PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg"}
"""The kinds of pictures that an edition may have, by the ending of their names."""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_NAMED = re.compile(r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*(?::[\w.]+)?))!")
_OTHER_BOOK = re.compile(r"\[\d*[^\]]*\]")
_RANGE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d{1,7})"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d{1,7}))?"
)
_ADDRESS = re.compile(
    r"(?<=[!:])\$?[A-Z]{1,3}\$?\d{1,7}\b|\$[A-Z]{1,3}\$?\d+\b|\b[A-Z]{1,3}\$\d+\b|\b[A-Z]{1,3}\d{1,7}(?=:)"
)
"""An address after a sheet or in a pair, or one with a dollar: a bare C11575 may be a child's number."""
_WHOLE = re.compile(r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?:\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7})")


class Range(NamedTuple):
    """Cells of one sheet; rows and columns count from 1. The sheet is empty where none is named."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell, row by row."""
        columns = range(self.left, self.right + 1)
        return ((row, column) for row in range(self.top, self.bottom + 1) for column in columns)


def local(element: Element) -> str:
    """An element's name without its namespace; nothing for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(name: str) -> str:
    """The namespace of a tag or an attribute."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def row_and_column(address: str) -> tuple[int, int]:
    """The place of an address such as AB12."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def sheets_named(formula: str) -> set[str]:
    """The sheets that a formula names; another workbook's as `[...]`."""
    bare = _TEXT.sub('""', formula)
    if _OTHER_BOOK.search(bare) and not re.fullmatch(r"[^!]*\[[^\]]*\]", bare):
        return {"[...]"}
    found: set[str] = set()
    for quoted, plain in _NAMED.findall(bare):
        found.update((quoted.replace("''", "'") or plain).split(":"))
    return found


def range_of(formula: str) -> Range | None:
    """The area that a formula consists of, if it is one area of at most one sheet."""
    found = _RANGE.fullmatch(formula.strip())
    if not found:
        return None
    sheet = found["sheet"] or ""
    title = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    first = (int(found["top"]), column_number(found["left"]))
    last = (int(found["bottom"]), column_number(found["right"])) if found["right"] else first
    return Range(title, min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1]))


def is_areas(formula: str) -> bool:
    """Whether a name stands for nothing but cells, such as an area or the rows that are printed on each page."""
    return all(range_of(part) or _WHOLE.fullmatch(part.strip()) for part in _areas(formula))


def _areas(formula: str) -> list[str]:
    return re.findall(r"(?:'(?:[^']|'')+'|[^,])+", formula) or [""]


def without_addresses(formula: str) -> str:
    """A formula without the addresses in it: what is left may be words of people."""
    return _ADDRESS.sub(" ", formula)
