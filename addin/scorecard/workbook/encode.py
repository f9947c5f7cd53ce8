"""Values as Excel stores them in a cell: numbers, texts, dates as days since the workbook's first day."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from scorecard.workbook.cells import Cell

LONGEST_TEXT = 32_767
LARGEST_NUMBER = 9.99999999999999e307
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY = dt.timedelta(days=1)


class UnwritableError(ValueError):
    """A value that a cell cannot hold, and why."""


class Stored(NamedTuple):
    """A value in the words of a sheet's XML: the cell's type, and its text."""

    kind: str | None
    text: str | None


def stored(value: Cell, since_1904: bool) -> Stored:
    """How a value is stored; `since_1904` is true for workbooks that count days from 1904."""
    if value is None or value == "":
        # An empty text is no text: Excel would count the cell as filled.
        return Stored(None, None)
    if isinstance(value, str):
        return Stored("inlineStr", checked_text(value))
    if isinstance(value, bool):
        return Stored("b", str(int(value)))
    if isinstance(value, (int, float)):
        return Stored(None, number(value))
    if isinstance(value, dt.date):
        return Stored(None, number(serial(value, since_1904)))
    raise UnwritableError(f"a cell cannot hold a {type(value).__name__}")


def number(value: float) -> str:
    """A number as text, exact to the last digit."""
    if not abs(value) <= LARGEST_NUMBER:
        raise UnwritableError(f"{value} is not a number that a cell can hold")
    # The plain types' own spelling: subclasses of other packages spell themselves `np.float64(1.5)`.
    return int.__repr__(value) if isinstance(value, int) else float.__repr__(value).removesuffix(".0")


def serial(value: dt.date, since_1904: bool) -> float:
    """A date as the days since the workbook's first day."""
    if value != value:
        raise UnwritableError("the date is missing (NaT)")
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    if moment.tzinfo is not None:
        raise UnwritableError("a cell cannot hold a time zone")
    days = (moment - (dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30))) / _DAY
    if not since_1904 and days < 61:
        days -= 1  # Excel believes in 29 February 1900
    if days < (0 if since_1904 else 1):
        raise UnwritableError(f"{value} is before the workbook's first day")
    return days


def checked_text(text: str) -> str:
    """A text as a sheet stores it: Excel's line ends, and `_x000D_` protected from being read as a character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        raise UnwritableError(f"the text holds a control character (code {ord(found[0]):#06x})")
    if (length := len(text.encode("utf-16-le")) // 2) > LONGEST_TEXT:
        raise UnwritableError(f"the text has {length:,} characters and a cell holds {LONGEST_TEXT:,}")
    return _ESCAPE.sub(r"_x005F_x\1_", text)


def read_text(text: str) -> str:
    """A stored text as Excel shows it."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def shown_number(text: str) -> str:
    """A stored number without the digits that binary fractions add: 61.200000000000003 is 61.2."""
    try:
        return f"{float(text):.15g}"
    except ValueError:
        return text
