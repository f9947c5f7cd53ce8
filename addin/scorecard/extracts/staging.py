"""Text -> a Parquet file with its cells typed; cells that could not be typed stand beside them as text.

Two ways lead there. The quick one has DuckDB type the cells while it reads the file; the first cell that is out of the
ordinary ends it. The careful one reads everything as text and loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scorecard.definitions.extract import DATES, CodeList, Extract, Type
from scorecard.extracts.cells import (
    in_range,
    name,
    needs_a_look,
    quoted,
    strictly_typed,
    trimmed,
    typed,
    within_reason,
)
from scorecard.extracts.text import TextFile

PARQUET = "(FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION v2)"


@dataclass(frozen=True)
class Staged:
    """The typed rows of a source, those included that will be set aside.

    The careful way leaves codes as they are written and keeps, in a column `?name`, what could not be typed.
    """

    path: Path
    columns: tuple[str, ...]
    first_row: int | None
    """The number of the first row, where rows follow each other; otherwise the file says each row's own."""
    careful: bool


def bad(column: str) -> str:
    """The staged column with the text that could not be typed."""
    return name(f"?{column}")


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds nothing yet; what it cannot hold there goes to the folder."""
    connection = duckdb.connect(config={"memory_limit": "1500MB", "temp_directory": str(folder)})
    connection.execute("SET preserve_insertion_order = true")  # rows are told apart by their place in the file
    return connection


def stage_quickly(
    connection: duckdb.DuckDBPyConnection, text: TextFile, extract: Extract, codes: Mapping[str, CodeList],
    formats: tuple[str, str], path: Path,
) -> Staged | None:
    """Type a file while it is read; None when a cell or line needs a closer look."""
    types = {f"c{place}": "VARCHAR" for place in range(text.width)}
    for column, place in text.places.items():
        types[f"c{place}"] = _native_type(extract, column, codes)
    values = {column: strictly_typed(f"c{place}", extract.columns[column].type, column)
              for column, place in text.places.items()}
    selected = ", ".join(f"{value} AS {name(column)}" for column, value in values.items())
    source = _read_csv(text, types, formats)
    try:
        connection.execute(f"COPY (SELECT {selected} FROM {source}) TO {quoted(path)} {PARQUET}")
    except duckdb.Error:
        return None
    ordinary = _dates_in_reason(connection, extract, text, path) and _texts_ordinary(connection, extract, text, path)
    return Staged(path, tuple(text.places), text.first_row, careful=False) if ordinary else None


def stage_carefully(
    connection: duckdb.DuckDBPyConnection, text: TextFile, extract: Extract, path: Path,
    formats: tuple[str, str] = ("", ""),
) -> Staged | None:
    """Type a file from its text; None when its lines cannot be read as they are."""
    source = _read_csv(text, {f"c{place}": "VARCHAR" for place in range(text.width)})
    texts, values, kept = [], [], []
    for column, place in text.places.items():
        kind = extract.columns[column].type
        usual = formats[kind == Type.DATETIME]
        texts.append(f"{trimmed(f'c{place}')} AS t{place}")
        values.append(f"{typed(f't{place}', kind, column, usual, text.day_zero)} AS v{place}")
        value = within_reason(f"v{place}", kind)
        kept.append(f"{value} AS {name(column)}, CASE WHEN {value} IS NULL THEN t{place} END AS {bad(column)}")
    if text.first_row is None:
        texts.append("CAST(c0 AS BIGINT) AS source_row, c1 AS too_many, false AS blank")
        kept.append("source_row")
    else:
        anything = ", ".join(trimmed(f"c{place}") for place in range(text.width))
        texts.append(f"CAST(NULL AS VARCHAR) AS too_many, coalesce({anything}) IS NULL AS blank")
    query = f"SELECT {', '.join(texts)} FROM {source}"
    query = f"SELECT *, {', '.join(values)} FROM ({query})"
    query = f"SELECT too_many, blank, {', '.join(kept)} FROM ({query})"
    try:
        connection.execute(f"COPY ({query}) TO {quoted(path)} {PARQUET}")
    except duckdb.Error:
        if text.first_row is None:
            raise
        return None
    return Staged(path, tuple(text.places), text.first_row, careful=True)


def rows_in(connection: duckdb.DuckDBPyConnection, staged: Staged) -> int:
    found = connection.execute(f"SELECT count(*) FROM read_parquet({quoted(staged.path)})").fetchone()
    assert found is not None
    return int(found[0])


def _native_type(extract: Extract, column: str, codes: Mapping[str, CodeList]) -> str:
    match extract.columns[column].type:
        case Type.DATE:
            return "DATE"
        case Type.DATETIME:
            return "TIMESTAMP"
        case Type.CODE:
            return f"ENUM({', '.join(quoted(code) for code in codes[extract.columns[column].codes].values)})"
    return "VARCHAR"


def _read_csv(text: TextFile, types: dict[str, str], formats: tuple[str, str] | None = None) -> str:
    options = {
        "columns": "{" + ", ".join(f"'{cell}': {quoted(kind)}" for cell, kind in types.items()) + "}",
        "auto_detect": "false", "header": "true", "skip": str(text.skip),
        "delim": quoted(text.delimiter), "quote": "'\"'", "escape": "'\"'",
        "new_line": "'\\r\\n'" if text.newline == "\r\n" else "'\\n'",
    }
    if formats:
        options |= {"dateformat": quoted(formats[0]), "timestampformat": quoted(formats[1])}
    listed = ", ".join(f"{option} = {value}" for option, value in options.items())
    return f"read_csv({quoted(text.path)}, {listed})"


def _dates_in_reason(
    connection: duckdb.DuckDBPyConnection, extract: Extract, text: TextFile, path: Path
) -> bool:
    dates = [name(column) for column in text.places if extract.columns[column].type in DATES]
    if not dates:
        return True
    ends = [f"{end}({each})" for each in dates for end in ("min", "max")]
    tests = " AND ".join(f"coalesce({in_range(end)}, true)" for end in ends)
    found = connection.execute(f"SELECT {tests} FROM read_parquet({quoted(path)})").fetchone()
    return bool(found and found[0])


def _texts_ordinary(
    connection: duckdb.DuckDBPyConnection, extract: Extract, text: TextFile, path: Path
) -> bool:
    """No text needs a closer look, and no row is blank.

    One query a column: a text that repeats in many rows is looked at once for all of them.
    """
    odd = [needs_a_look(name(column), column) for column in text.places if extract.columns[column].type == Type.TEXT]
    odd.append(" AND ".join(f"{name(column)} IS NULL" for column in text.places))
    rows = f"SELECT 1 FROM read_parquet({quoted(path)}) WHERE"
    return not any(connection.execute(f"{rows} {each} LIMIT 1").fetchone() for each in odd)
