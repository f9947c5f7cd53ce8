"""Values as Excel hands them to xlwings, from and to LibreOffice: errors, dates, booleans, and texts that Excel reads.

Excel takes a text that is assigned to a cell as if it had been typed: "1-2" becomes a date, "=x" a formula, and an
apostrophe in front makes it text. This engine does the same, so that code that forgets it fails here as it would there.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
"""Excel's errors as xlwings meets them."""
_CODES = {text: code for code, text in ERRORS.items()}
_OF_LIBREOFFICE = {502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?",
                   532: "#DIV/0!", 32767: "#N/A"}

EPOCH, EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
DATE, TIME, LOGICAL = 2, 4, 1024
"""Kinds of number formats in LibreOffice (com.sun.star.util.NumberFormat)."""

_DATE_TO_EXCEL = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{2,4})?|[A-Za-z]{3,9}[ -]\d{1,4}|\d{1,2}[ -][A-Za-z]{3,9}", re.I)
"""Texts that LibreOffice leaves as they are and Excel takes for a date (roughly)."""


_NUMBER_TO_LIBREOFFICE = re.compile(r"[\d\s.,:/%£$€+()eE-]*\d[\d\s.,:/%£$€+()eE-]*|true|false", re.I)


def error_code(cell: Any) -> int:
    """The error of a cell as a number of Excel's; what only LibreOffice knows is #VALUE!."""
    return _CODES[_OF_LIBREOFFICE.get(cell.getError(), "#VALUE!")]


def moment(days: float, epoch: dt.datetime) -> dt.datetime:
    return epoch + dt.timedelta(seconds=round(days * 86400, 3))


def days(value: dt.date | dt.time, epoch: dt.datetime) -> float:
    """A date or a time as days since the workbook's first day."""
    if isinstance(value, dt.time):
        return (dt.datetime.combine(dt.date.min, value) - dt.datetime.min) / dt.timedelta(days=1)
    whole = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    return (whole.replace(tzinfo=None) - epoch) / dt.timedelta(days=1)


def is_typed(text: str) -> bool:
    """Whether Excel might take a text for something else than text."""
    return bool(re.search(r"\d", text)) or text[:1] in ("=", "+", "-", "@", "#") or text.upper() in ("TRUE", "FALSE")


def changes_format(text: str) -> bool:
    """Whether LibreOffice gives a cell the format of texts for it; Excel leaves the format alone."""
    return text.startswith("=") or bool(_DATE_TO_EXCEL.fullmatch(text) or _NUMBER_TO_LIBREOFFICE.fullmatch(text))


def type_into(cell: Any, text: str) -> None:
    """Put a text into a cell as if it had been typed into Excel."""
    if text in _CODES:
        cell.setFormula(f"={text}")
    elif _DATE_TO_EXCEL.fullmatch(text.strip()):
        cell.Value = 42430.0  # some date: what matters is that the text is gone
    else:
        cell.setFormula("=" + text[1:] if text.startswith("@") else text)


def prepared(value: Any) -> Any:
    """A value on its way from xlwings into a cell."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value.item() if type(value).__module__ == "numpy" else value


def cleaned(value: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
    """A value on its way from a cell to xlwings, as xlwings' engine for Windows does it."""
    if value in ("", None):
        return empty_as
    if isinstance(value, dt.datetime):
        parts = {name: getattr(value, name) for name in ("year", "month", "day", "hour", "minute", "second")}
        return datetime_builder(**parts, microsecond=value.microsecond, tzinfo=None)
    if number_builder is not None and isinstance(value, float):
        return number_builder(value)
    if type(value) is int and value in ERRORS:
        return ERRORS[value] if err_to_str else None
    return value
