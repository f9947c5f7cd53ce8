"""The text of one cell as SQL: how it is typed, and what is wrong with it."""

from __future__ import annotations

import datetime as dt

from scorecard.definitions.extract import Type
from scorecard.extracts.text import BLANKS, SINCE_1900
from scorecard.extracts.xlsx_source import NOT_CALCULATED
from scorecard.issues import CellIssue, DigitsLost, NotADate, NotANumber, NotYesOrNo, UnknownCode

EARLIEST, LATEST = dt.date(1920, 1, 1), dt.date(2199, 12, 31)
"""Dates outside are slips of the pen or placeholders such as 01/01/1900."""

YES = ("y", "yes", "1", "true")
NO = ("n", "no", "0", "false")

ERROR = r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|" + (
    NOT_CALCULATED[1:] + ")"
)
SHORTENED = r"[+-]?\d(\.\d+)?E\+\d\d+"
"""A long number as Excel saves it once it has lost digits, such as 1.23457E+12."""

LOOK_CLOSER = "error('look closer')"
"""Ends a query that types cells while a file is read."""

_SERIAL = r"\d{5}(\.\d+)?"
_INTEGER = r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0+)?"
_NUMBER = r"[+-]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})?(\.\d+)?([Ee][+-]?\d{1,3})?\s?%?"
_FORMATS = [f"{day}{time}" for day in ("%d/%m/%Y", "%Y-%m-%d") for time in ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f")]

NOT_OF_TYPE: dict[Type, tuple[type[CellIssue], str]] = {
    Type.DATE: (NotADate, "a date from 1920 on, such as 31/03/2024 or 2024-03-31"),
    Type.DATETIME: (NotADate, "a date and time from 1920 on, such as 31/03/2024 09:30"),
    Type.INTEGER: (NotANumber, "a whole number"),
    Type.NUMBER: (NotANumber, "a number"),
    Type.BOOLEAN: (NotYesOrNo, "Y or N"),
    Type.CODE: (UnknownCode, "a code of the list"),
    Type.TEXT: (DigitsLost, "all the digits; format the column as text before saving"),
}


def is_error(text: str) -> str:
    return f"({text} LIKE '#%' AND regexp_full_match(upper({text}), {quoted(ERROR)}))"


def quoted(text: object) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def name(column: str) -> str:
    """A column as an SQL name."""
    return '"' + column.replace('"', '""') + '"'


def trimmed(cell: str) -> str:
    """The text of a cell without what is blank around it; NULL for a blank cell."""
    # Cheap tests first: nearly all cells are plain ASCII and begin and end with a letter or digit.
    perhaps = f"{cell} < '!' OR ends_with({cell}, ' ') OR ends_with({cell}, '\t') OR strlen({cell}) <> length({cell})"
    return f"CASE WHEN {perhaps} THEN nullif(trim({cell}, {quoted(BLANKS)}), '') ELSE {cell} END"


def typed(text: str, kind: Type, column: str, usual: str = "", day_zero: dt.date = SINCE_1900) -> str:
    """The value of a trimmed text; NULL where it is not of the type. A code stays text here.

    `usual` is the format that most dates of the source have; it is tried first.
    """
    match kind:
        case Type.DATE | Type.DATETIME:
            return _moment(text, usual, day_zero)
        case Type.INTEGER:
            value = f"TRY_CAST(TRY_CAST(replace({text}, ',', '') AS DOUBLE) AS BIGINT)"
            return (f"CASE WHEN regexp_full_match({text}, '\\d{{1,15}}') THEN TRY_CAST({text} AS BIGINT) "
                    f"WHEN regexp_full_match({text}, {quoted(_INTEGER)}) THEN {value} END")
        case Type.NUMBER:
            value = f"TRY_CAST(replace(rtrim({text}, '% '), ',', '') AS DOUBLE)"
            share = f"CASE WHEN ends_with({text}, '%') THEN round({value} / 100, 12) ELSE {value} END"
            return f"CASE WHEN regexp_full_match({text}, {quoted(_NUMBER)}) THEN {share} END"
        case Type.BOOLEAN:
            return (f"CASE WHEN lower({text}) IN {_any_of(YES)} THEN true "
                    f"WHEN lower({text}) IN {_any_of(NO)} THEN false END")
        case Type.CODE:
            return text
    wrong = f"{text} < ':' AND ({is_error(text)} OR regexp_full_match({text}, {quoted(SHORTENED)}))"
    if column.endswith("_id"):
        whole = f"ends_with({text}, '.0') AND regexp_full_match({text}, '\\d+\\.0')"
        return f"CASE WHEN {wrong} THEN NULL WHEN {whole} THEN left({text}, length({text}) - 2) ELSE {text} END"
    return f"CASE WHEN {wrong} THEN NULL ELSE {text} END"


def within_reason(value: str, kind: Type) -> str:
    """A typed value; NULL for a date that cannot be right."""
    if kind not in (Type.DATE, Type.DATETIME):
        return value
    return f"CAST(CASE WHEN {in_range(value)} THEN {value} END AS {'DATE' if kind == Type.DATE else 'TIMESTAMP'})"


def strictly_typed(cell: str, kind: Type, column: str) -> str:
    """The value of an untrimmed cell; the query fails where the cell needs a closer look."""
    match kind:
        case Type.DATE | Type.DATETIME | Type.CODE | Type.TEXT:
            return cell  # dates and codes are typed while the file is read, texts looked at afterwards
        case Type.INTEGER:
            value = f"CASE WHEN regexp_full_match({cell}, '\\d{{1,15}}') THEN CAST({cell} AS BIGINT) END"
        case _:
            value = typed(cell, kind, column)
    return f"CASE WHEN {cell} IS NULL THEN NULL ELSE coalesce({value}, {LOOK_CLOSER}) END"


def needs_a_look(text: str, column: str) -> str:
    """Whether an untrimmed text may have blanks around it, be an error of Excel or have lost digits."""
    # Cheap tests first: nearly all cells begin with a letter or digit and are plain ASCII.
    number = f"contains({text}, 'E+')" + (f" OR ends_with({text}, '.0')" if column.endswith("_id") else "")
    return (f"{text} < '$' OR ends_with({text}, ' ') OR ends_with({text}, '\t') OR ({text} < ':' AND ({number})) "
            f"OR (strlen({text}) <> length({text}) AND {trimmed(text)} IS DISTINCT FROM {text})")


def in_range(moment: str) -> str:
    return f"({moment} >= DATE '{EARLIEST}' AND {moment} < DATE '{LATEST + dt.timedelta(days=1)}')"


def _moment(text: str, usual: str, day_zero: dt.date) -> str:
    formats = "[" + ", ".join(quoted(each) for each in _FORMATS) + "]"
    seconds = f"CAST(round(TRY_CAST({text} AS DOUBLE) * 86400) AS BIGINT)"
    serial = f"CASE WHEN regexp_full_match({text}, {quoted(_SERIAL)}) " \
             f"THEN TIMESTAMP '{day_zero}' + to_seconds({seconds}) END"
    tried = [f"try_strptime({text}, {quoted(usual)})"] if usual else []
    tried += [f"try_strptime(replace({text}, 'T', ' '), {formats})", serial]
    return f"CASE WHEN {text} IS NULL THEN NULL ELSE coalesce({', '.join(tried)}) END"


def _any_of(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(quoted(word) for word in words) + ")"
