"""A run's values in one SQLite file, written aside and moved into place; `latest` names the newest.

A crash at any moment leaves the last good snapshot and the pointer to it. Old snapshots stay readable.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from scorecard.errors import StoreError
from scorecard.periods import Kind, Period
from scorecard.values import (
    Benchmark,
    Direction,
    ExtractFacts,
    IndicatorFacts,
    IndicatorValue,
    IssueCount,
    Key,
    Polarity,
    Rag,
    Run,
    Status,
    Unit,
    Values,
)

FORMAT = 1
"""Rises when a snapshot's tables change so that an older scorecard could not read them."""

POINTER = "latest"

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE periods (label TEXT PRIMARY KEY, kind TEXT, start TEXT, "end" TEXT);
CREATE TABLE indicators ({indicators});
CREATE TABLE figures ({figures});
CREATE TABLE breakdowns (code TEXT, breakdown TEXT, category TEXT);
CREATE TABLE benchmarks ({benchmarks});
CREATE TABLE extracts ({extracts});
CREATE TABLE issues ({issues});
"""


def save(values: Values, folder: Path) -> Path:
    """Write a snapshot and make it the latest. Raises StoreError when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        path = folder / f"{values.run.period.label}-{values.run.identifier}.sqlite"
        aside = path.with_suffix(f".{os.getpid()}.writing")
        aside.unlink(missing_ok=True)
        _write(values, aside)
        os.replace(aside, path)
        pointer = folder / f"{POINTER}.{os.getpid()}.writing"
        pointer.write_text(path.name, encoding="utf-8")
        os.replace(pointer, folder / POINTER)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The snapshot could not be written to {folder}: {error}.",
            "Check that the folder can be written and the disk has room; the last snapshot is untouched.",
        ) from error
    return path


def _sweep(folder: Path) -> None:
    """Take away what runs that were stopped have left; one that is still writing is younger than a day."""
    yesterday = time.time() - 86_400
    for path in folder.glob("*.writing"):
        if path.stat().st_mtime < yesterday:
            path.unlink(missing_ok=True)


def latest(folder: Path) -> Path:
    """The newest snapshot of a store. Raises StoreError when there is none."""
    pointer = folder / POINTER
    try:
        path = folder / pointer.read_text(encoding="utf-8").strip()
    except OSError:
        path = None
    if path is None or not path.is_file():
        raise StoreError(f"There is no snapshot in {folder}.", "Run `scorecard refresh` for the workspace first.")
    return path


def load(path: Path) -> Values:
    """A snapshot's values. Raises StoreError when the file is not a snapshot that can be read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as con:
            about = dict(con.execute("SELECT name, value FROM about"))
            if int(about["format"]) > FORMAT:
                raise StoreError(
                    f"{path} was written by a newer scorecard ({about['version']}).", "Update the scorecard package."
                )
            return _read(con, about)
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise StoreError(
            f"{path} cannot be read as a snapshot: {error}.", "Run `scorecard refresh` again to make a new one."
        ) from error


# ---------------------------------------------------------------- writing


def _write(values: Values, path: Path) -> None:
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute("PRAGMA synchronous = OFF")
        con.executescript(_schema())
        run = values.run
        about = {
            "format": str(FORMAT),
            "identifier": run.identifier,
            "made": run.made.isoformat(),
            "version": run.version,
            "council": run.council,
            "period": run.period.label,
            "data_as_at": run.data_as_at.isoformat(),
        }
        _insert(con, "about", about.items())
        periods = sorted(values.periods.values(), key=lambda period: (period.end, period.kind))
        _insert(con, "periods", ((p.label, p.kind, p.start.isoformat(), p.end.isoformat()) for p in periods))
        _insert(con, "indicators", (astuple(each) for each in values.indicators.values()))
        _insert(con, "figures", values.figures.values())
        rows = ((code, name, each) for (code, name), listed in values.breakdowns.items() for each in listed)
        _insert(con, "breakdowns", rows)
        _insert(con, "benchmarks", values.benchmarks)
        _insert(con, "extracts", (_dated(astuple(each)) for each in values.extracts))
        _insert(con, "issues", (astuple(each) for each in values.issues))
        con.commit()
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _schema() -> str:
    return SCHEMA.format(
        indicators=_columns(each.name for each in fields(IndicatorFacts)),
        figures=_columns(IndicatorValue._fields),
        benchmarks=_columns(Benchmark._fields),
        extracts=_columns(each.name for each in fields(ExtractFacts)),
        issues=_columns(each.name for each in fields(IssueCount)),
    )


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(con: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    listed = list(rows)
    if listed:
        con.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(listed[0]))})', listed)


def _dated(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(each.isoformat() if isinstance(each, dt.date) else each for each in row)


# ---------------------------------------------------------------- reading


def _read(con: sqlite3.Connection, about: dict[str, str]) -> Values:
    periods = {
        label: Period(Kind(kind), dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        for label, kind, start, end in con.execute("SELECT * FROM periods")
    }
    run = Run(
        about["identifier"],
        dt.datetime.fromisoformat(about["made"]),
        about["version"],
        about["council"],
        periods[about["period"]],
        dt.date.fromisoformat(about["data_as_at"]),
    )
    made = Values(run, periods, _indicators(con), _figures(con))
    made.benchmarks = [Benchmark(*row) for row in con.execute("SELECT * FROM benchmarks")]
    made.extracts = [_extract(row) for row in con.execute("SELECT * FROM extracts")]
    made.issues = [IssueCount(*row) for row in con.execute("SELECT * FROM issues")]
    for code, name, category in con.execute("SELECT * FROM breakdowns"):
        made.breakdowns.setdefault((code, name), []).append(category)
    return made


def _indicators(con: sqlite3.Connection) -> dict[str, IndicatorFacts]:
    rows = con.execute("SELECT * FROM indicators")
    names = [each[0] for each in rows.description]
    found = {}
    for row in rows:
        given = dict(zip(names, row, strict=True))
        given["unit"], given["polarity"] = Unit(given["unit"]), Polarity(given["polarity"])
        found[given["code"]] = IndicatorFacts(**given)
    return found


def _figures(con: sqlite3.Connection) -> dict[Key, IndicatorValue]:
    statuses = {each.value: each for each in Status}
    rags, ways = {each.value: each for each in Rag}, {each.value: each for each in Direction}
    figures = {}
    for row in con.execute("SELECT * FROM figures"):
        code, period, breakdown, category, numerator, denominator, value, status, low, high, rag, *moved = row
        change, way, change_last_year, way_last_year = moved
        figures[Key(code, period, breakdown, category)] = IndicatorValue(
            code,
            period,
            breakdown,
            category,
            numerator,
            denominator,
            value,
            statuses[status],
            low,
            high,
            rags[rag],
            change,
            ways[way],
            change_last_year,
            ways[way_last_year],
        )
    return figures


def _extract(row: tuple[Any, ...]) -> ExtractFacts:
    *before, first, last = row
    return ExtractFacts(*before, *(dt.date.fromisoformat(day) if day else None for day in (first, last)))
