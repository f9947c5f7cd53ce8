"""Runs the queries of indicators over typed tables in DuckDB, locked down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from scorecard.definitions.extract import Type
from scorecard.definitions.library import Counted, Definitions
from scorecard.indicators.atoms import Rows, Timeline
from scorecard.indicators.queries import Query, queries
from scorecard.tables import Tables

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

Parts = dict[str, float | None]
"""`numerator`, `denominator`, and `value` where it is not one over the other."""


@dataclass
class Counts:
    """What the rows say: parts of each indicator by (period, breakdown, category)."""

    parts: dict[str, dict[tuple[int, str, str], Parts]] = field(default_factory=dict)
    unavailable: dict[str, str] = field(default_factory=dict)
    """Indicators that could not be counted, with the reason in words."""
    reference: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The rows of the tables that the council keeps by hand: targets, benchmarks, population, published."""


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
    finally:
        con.close()


def count(
    definitions: Definitions, tables: Tables, timeline: Timeline, progress: Callable[[str], None] = lambda _: None
) -> Counts:
    """Count every indicator whose extract and columns are there."""
    made = Counts()
    available = [each for each in definitions.counted.values() if _is_available(each, definitions, tables, made)]
    folders = {table.path.parent for table in tables.found.values()}
    with connection(folders) as con:
        load_tables(con, definitions, tables)
        load_timeline(con, timeline)
        made.reference = {name: rows_of(con, name) for name, each in definitions.extracts.items() if each.reference}
        for query in queries(definitions, available):
            progress(query.parts[0].code)
            _run(con, query, timeline, made)
    return made


def _run(con: duckdb.DuckDBPyConnection, query: Query, timeline: Timeline, made: Counts) -> None:
    for part in query.parts:
        made.parts.setdefault(part.code, {})
    for bits, masks in timeline.batches() if query.in_batches else [(None, None)]:
        if bits is not None and masks is not None:
            load_rows(con, "atom_bits", "atom INT, bit BIGINT", bits)
            load_rows(con, "period_masks", "period INT, mask BIGINT", masks)
        for period, breakdown, category, *values in con.execute(query.sql).fetchall():
            if category is None:
                continue
            for part, value in zip(query.parts, values, strict=True):
                parts = made.parts[part.code].setdefault((period, breakdown, category), {})
                parts[part.name] = _whole(value)


def _whole(value: Any) -> float | None:
    """Counts as whole numbers, whatever number type the engine adds up in."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


# ---------------------------------------------------------------- tables


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


def tables_read(sql: str) -> set[str]:
    return {table.name for table in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)}


def load_timeline(con: duckdb.DuckDBPyConnection, timeline: Timeline) -> None:
    load_rows(con, "calendar", "day DATE, number INT, atom INT", timeline.calendar)
    load_rows(con, "atom_periods", "atom INT, period INT", timeline.atom_periods)
    load_rows(con, "ends", "day DATE, number INT", timeline.ends)
    load_rows(con, "period_ends", "period INT, day DATE", timeline.period_ends)


def load_rows(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Rows) -> None:
    """A small reference table from Python rows: lists are faster than inserts and need no other library."""
    typed = [column.split() for column in columns.split(", ")]
    selected = ", ".join(f"unnest($c{n}::{kind}[]) AS {column}" for n, (column, kind) in enumerate(typed))
    values = {f"c{n}": [row[n] for row in rows] for n in range(len(typed))}
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {selected}", values)


# ---------------------------------------------------------------- what can be counted


def _is_available(counted: Counted, definitions: Definitions, tables: Tables, made: Counts) -> bool:
    reason = _lacking(counted.relation, counted.columns, definitions, tables)
    if reason:
        made.unavailable[counted.code] = reason
    return not reason


def _lacking(relation: str, columns: Iterable[str], definitions: Definitions, tables: Tables) -> str:
    """What an indicator needs and the extracts do not have; empty when all is there."""
    view = definitions.views.get(relation)
    if view:
        return _view_lacks(relation, columns, definitions, tables)
    if relation not in tables.found:
        return f"there is no extract {relation}"
    own = definitions.extracts[relation].columns
    for column in sorted(columns):
        home = relation if column in own else "children"
        table = tables.found.get(home)
        if table is None:
            return f"there is no extract {home}"
        if column not in table.columns:
            return f'the extract {home} has no column "{column}"'
    return ""


def _view_lacks(name: str, columns: Iterable[str], definitions: Definitions, tables: Tables) -> str:
    view = definitions.views[name]
    needed = set(columns)
    if needed & set(view.adds):
        text = definitions.view_queries.get(name, "")
        used = {column.name for column in sqlglot.parse_one(text, read="duckdb").find_all(exp.Column)}
        for read in sorted(tables_read(text) & set(definitions.extracts)):
            own = definitions.extracts[read].columns
            reason = _lacking(read, used & set(own) if read == view.extends else set(), definitions, tables)
            if reason:
                return reason
    return _lacking(view.extends, needed - set(view.adds), definitions, tables)


def available_categories(counted: Counted, definitions: Definitions, tables: Tables) -> Sequence[str]:
    """The breakdowns whose columns are there."""
    found = []
    for category in counted.categories:
        columns = category.by.columns | (category.where.columns if category.where else frozenset())
        if not _lacking(counted.relation, columns - {"event_date", "period_end"}, definitions, tables):
            found.append(category.name)
    return found


def rows_of(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """A small reference table (targets, benchmarks, population, published) as dictionaries."""
    result = con.execute(f'SELECT * FROM "{name}"')
    names = [each[0] for each in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
