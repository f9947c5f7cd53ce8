"""DuckDB, locked down, with the typed extracts as views and the periods as reference tables."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from scorecard.definitions.extract import Type
from scorecard.definitions.library import Definitions
from scorecard.errors import ScorecardError
from scorecard.indicators.atoms import Rows, Timeline
from scorecard.tables import Table, Tables

TYPES = {
    Type.TEXT: "VARCHAR",
    Type.CODE: "VARCHAR",
    Type.DATE: "DATE",
    Type.DATETIME: "TIMESTAMP",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.BOOLEAN: "BOOLEAN",
}
LIMITS = {"memory_limit": "4GB"}


@contextmanager
def connection(folders: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that can read the folders of typed extracts and nothing else, and whose settings are locked."""
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        **LIMITS,
    }
    con = duckdb.connect(config=config)
    try:
        con.execute("SET allowed_directories = ?", [[str(folder.resolve()) for folder in folders]])
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        yield con
    except duckdb.Error as error:
        raise ScorecardError(
            f"The indicators could not be counted: {str(error).splitlines()[0]}.",
            "Delete the folder store/cache of the workspace and run again; the last snapshot is untouched.",
        ) from error
    except RuntimeError as error:  # what DuckDB makes of Ctrl-C
        raise KeyboardInterrupt from error
    finally:
        con.close()


def load_tables(con: duckdb.DuckDBPyConnection, definitions: Definitions, tables: Tables) -> None:
    """A view for every extract, with all its columns (missing ones blank), and for every named view."""
    for name, extract in definitions.extracts.items():
        table = tables.found.get(name)
        found = set(table.columns) if table else set()
        columns = ", ".join(
            f'"{column}"' if column in found else f'CAST(NULL AS {TYPES[each.type]}) AS "{column}"'
            for column, each in extract.columns.items()
        )
        source = f"read_parquet('{_escaped(table.path)}')" if table else "(SELECT 1 WHERE FALSE) AS nothing"
        con.execute(f'CREATE VIEW "{name}" AS SELECT {columns} FROM {source}')
    for name in _in_order(definitions):
        con.execute(f'CREATE VIEW "{name}" AS {definitions.view_queries[name]}')


def _escaped(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def _in_order(definitions: Definitions) -> list[str]:
    """Views after the views that they read."""
    order: list[str] = []

    def visit(name: str) -> None:
        for read in tables_read(definitions.view_queries[name]):
            if read in definitions.view_queries and read not in order:
                visit(read)
        if name not in order:
            order.append(name)

    for name in definitions.view_queries:
        visit(name)
    return order


@functools.cache
def _parsed(sql: str) -> exp.Expr:
    return sqlglot.parse_one(sql, read="duckdb")


@functools.cache
def tables_read(sql: str) -> frozenset[str]:
    """The tables that a view's SQL names."""
    return frozenset(table.name for table in _parsed(sql).find_all(exp.Table))


@functools.cache
def columns_read(sql: str) -> frozenset[str]:
    """The columns that a view's SQL names."""
    return frozenset(column.name for column in _parsed(sql).find_all(exp.Column))


def load_timeline(con: duckdb.DuckDBPyConnection, timeline: Timeline) -> None:
    load_rows(con, "calendar", "day DATE, number INT, atom INT", timeline.calendar)
    load_rows(con, "atom_periods", "atom INT, period INT", timeline.atom_periods)
    load_rows(con, "ends", "day DATE, number INT", timeline.ends)
    columns = "period INT, day DATE, start DATE, number INT, start_number INT"
    load_rows(con, "period_ends", columns, timeline.period_ends)


def load_rows(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Rows) -> None:
    """A small reference table from Python rows: lists are faster than inserts and need no other library."""
    typed = [column.split() for column in columns.split(", ")]
    selected = ", ".join(f"unnest($c{n}::{kind}[]) AS {column}" for n, (column, kind) in enumerate(typed))
    values = {f"c{n}": [row[n] for row in rows] for n in range(len(typed))}
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {selected}", values)


def rows_of(con: duckdb.DuckDBPyConnection, table: Table, columns: Iterable[str]) -> list[dict[str, Any]]:
    """A small table kept by hand as dictionaries by column, with `row`, the number that Excel shows."""
    result = con.execute(f"SELECT * FROM read_parquet('{_escaped(table.path)}', file_row_number = true)")
    names, found = [each[0] for each in result.description], []
    for cells in result.fetchall():
        held = dict(zip(names, cells, strict=True))
        row = held.get("source_row") or held["file_row_number"] + (table.first_row or 2)
        found.append({"row": row, **{column: held.get(column) for column in columns}})
    return found
