"""The staged rows as they are checked: with codes in place of what was written, and without dates in the future."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import duckdb

from scorecard.definitions.extract import DATES, CodeList, Extract, Type, spelling
from scorecard.extracts.cells import name, quoted
from scorecard.extracts.staging import Staged, bad


def later(column: str) -> str:
    """The column with a date that lies in the future, which the column of that name no longer has."""
    return name(f">{column}")


def view_rows(
    connection: duckdb.DuckDBPyConnection, staged: Staged, extract: Extract, codes: Mapping[str, CodeList],
    today: dt.date,
) -> None:
    """Make the view `checked`: its rows have `source_row`, `too_many`, each field, and what is wrong with it."""
    _view_staged(connection, staged)
    selected = []
    for column in staged.columns:
        definition = extract.columns[column]
        value, wrong = f"staged.{name(column)}", f"staged.{bad(column)}" if staged.careful else "NULL::VARCHAR"
        if definition.type == Type.CODE and staged.careful:
            code = _code_of(connection, column, codes[definition.codes])
            wrong, value = f"CASE WHEN {code} IS NULL THEN {value} END", code
        if definition.type in DATES and not definition.future:
            in_future = f"CAST({value} AS DATE) > DATE '{today}'"
            selected.append(f"CASE WHEN {in_future} THEN {value} END AS {later(column)}")
            value = f"CASE WHEN {in_future} THEN NULL ELSE {value} END"
        selected += [f"{value} AS {name(column)}", f"{wrong} AS {bad(column)}"]
    extra = "too_many" if staged.careful else "NULL::VARCHAR AS too_many"
    connection.execute(f"CREATE TEMP VIEW checked AS SELECT source_row, {extra}, {', '.join(selected)} FROM staged")


def _view_staged(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    source = f"read_parquet({quoted(staged.path)}, file_row_number = true)"
    if staged.first_row is not None:
        source = f"(SELECT *, file_row_number + {staged.first_row} AS source_row FROM {source})"
    rows = " WHERE NOT blank" if staged.careful else ""
    connection.execute(f"CREATE TEMP VIEW staged AS SELECT * FROM {source}{rows}")


def _code_of(connection: duckdb.DuckDBPyConnection, column: str, listed: CodeList) -> str:
    """The code that a text of the column means; NULL for one that is not known."""
    text, spellings = name(column), listed.spellings()
    written = connection.execute(f"SELECT DISTINCT {text} FROM staged WHERE {text} IS NOT NULL ORDER BY ALL").fetchall()
    matched = [(each, spellings[spelling(each)]) for (each,) in written if spelling(each) in spellings]
    # A map and not a join: a join would mix up the order of the rows.
    entries = ", ".join(f"{quoted(each)}: {quoted(code)}" for each, code in matched)
    return f"MAP {{{entries}}}[staged.{text}]" if entries else "NULL::VARCHAR"
