"""What stands in the extracts for a child or a worker: identifiers and dates of birth, for the gate to look for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import duckdb

from scorecard.definitions.extract import DATES, Column, Extract, Type
from scorecard.extracts.cells import name as sql_name
from scorecard.extracts.cells import quoted
from scorecard.tables import Table, Tables

ENDINGS = ("_id", "urn", "upn")
"""Columns of text that are called so identify somebody; so does a column of text that is a key alone."""


def identifiers(tables: Tables, extracts: Mapping[str, Extract]) -> dict[str, str]:
    """Every identifier in the rows in use, with the first column that it stands in, such as `child_id of contacts`."""
    found: dict[str, str] = {}
    for table, column in _columns(tables, extracts, _identifies):
        for (value,) in _values(table, column):
            found.setdefault(str(value).strip(), f"{column} of {table.name}")
    found.pop("", None)
    return found


def dates_of_birth(tables: Tables, extracts: Mapping[str, Extract]) -> frozenset[dt.date]:
    """Every date of birth, and every expected one, in the rows in use."""
    days = {value for table, column in _columns(tables, extracts, _is_birth) for (value,) in _values(table, column)}
    return frozenset(day.date() if isinstance(day, dt.datetime) else day for day in days)


def _identifies(name: str, column: Column, extract: Extract) -> bool:
    return column.type == Type.TEXT and (name.endswith(ENDINGS) or extract.key == [name])


def _is_birth(name: str, column: Column, _extract: Extract) -> bool:
    return column.type in DATES and "birth" in name


def _columns(
    tables: Tables, extracts: Mapping[str, Extract], wanted: Callable[[str, Column, Extract], bool]
) -> Iterator[tuple[Table, str]]:
    for name, table in tables.found.items():
        extract = extracts.get(name)
        if extract is None or extract.reference:
            continue  # a table that the council keeps by hand is about figures
        for column in table.columns:
            if column in extract.columns and wanted(column, extract.columns[column], extract):
                yield table, column


def _values(table: Table, column: str) -> list[tuple[Any]]:
    with duckdb.connect() as database:
        rows = f"SELECT DISTINCT {sql_name(column)} FROM read_parquet({quoted(table.path)})"
        return database.execute(f"{rows} WHERE {sql_name(column)} IS NOT NULL").fetchall()
