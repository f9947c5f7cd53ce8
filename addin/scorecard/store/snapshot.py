"""A run's values in one SQLite file, written aside and moved into place; `latest` names the newest.

A crash at any moment leaves the last good snapshot and the pointer to it. Older snapshots of a store stay readable.
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

from scorecard.collecting import without_collecting
from scorecard.errors import StoreError
from scorecard.periods import Kind, Period
from scorecard.store import series
from scorecard.values import (
    Benchmark,
    ExtractFacts,
    IndicatorFacts,
    IssueCount,
    Polarity,
    Run,
    Unit,
    Values,
)

FORMAT = 2
"""Rises when the tables of a snapshot change; those of another format are made again, not read."""

POINTER = "latest"

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE periods (label TEXT PRIMARY KEY, kind TEXT, start TEXT, "end" TEXT);
CREATE TABLE indicators ({indicators});
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
        _move(pointer, folder / POINTER)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The snapshot could not be written to {folder}: {error}.",
            "Check that the folder can be written and the disk has room; the last snapshot is untouched.",
        ) from error
    return path


def _move(source: Path, target: Path) -> None:
    """Put a file in the place of another. Windows refuses while a worksheet function reads it, which is soon over."""
    for wait in (0.02, 0.1, 0.5):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(source, target)


def _sweep(folder: Path) -> None:
    """Take away what runs that were stopped have left; one that is still writing is younger than a day."""
    yesterday = time.time() - 86_400
    for path in folder.glob("*.writing"):
        if path.stat().st_mtime < yesterday:
            path.unlink(missing_ok=True)


def latest(folder: Path) -> Path:
    """The newest snapshot of a store. Raises StoreError when there is none."""
    way_out = "Run `scorecard refresh` for the workspace first."
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
        path = folder / name
        if not path.is_file():
            raise StoreError(f"The latest snapshot of {folder}, {name or 'without a name'}, is not there.", way_out)
    except FileNotFoundError as error:
        raise StoreError(f"There is no snapshot in {folder}.", way_out) from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / POINTER} cannot be read: {error}.", way_out) from error
    return path


@without_collecting()
def load(path: Path) -> Values:
    """A snapshot's values. Raises StoreError when the file is not a snapshot that can be read."""
    try:
        # Read whole: nothing stays open for a refresh to trip over, and a folder on a server is as good as any.
        content = path.read_bytes()
        if not content:
            raise ValueError("it is empty")
        with closing(sqlite3.connect(":memory:")) as con:
            con.deserialize(content)
            about = dict(con.execute("SELECT name, value FROM about"))
            _check_format(path, int(about["format"]), about["version"])
            return _read(con, about)
    except (sqlite3.Error, OSError, KeyError, TypeError, ValueError) as error:
        raise StoreError(
            f"{path} cannot be read as a snapshot: {error}.", "Run `scorecard refresh` again to make a new one."
        ) from error


def _check_format(path: Path, given: int, version: str) -> None:
    if given > FORMAT:
        raise StoreError(f"{path} was written by a newer scorecard ({version}).", "Update the scorecard package.")
    if given < FORMAT:
        raise StoreError(
            f"{path} was written by an older scorecard ({version}).",
            "Run `scorecard refresh` for the workspace to make a new one.",
        )


# ---------------------------------------------------------------- writing


def _write(values: Values, path: Path) -> None:
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode = OFF")
        con.execute("PRAGMA synchronous = OFF")
        con.executescript(_schema() + series.SCHEMA)
        run = values.run
        about = {
            "format": str(FORMAT),
            "identifier": run.identifier,
            "made": run.made.isoformat(),
            "version": run.version,
            "council": run.council,
            "period": run.period.label,
            "data_as_at": run.data_as_at.isoformat(),
            "region": run.region,
        }
        _insert(con, "about", about.items())
        periods = sorted(values.periods.values(), key=lambda period: (period.end, period.kind))
        _insert(con, "periods", ((p.label, p.kind, p.start.isoformat(), p.end.isoformat()) for p in periods))
        _insert(con, "indicators", (astuple(each) for each in values.indicators.values()))
        _insert(con, "series", series.packed(values.figures.values()))
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
        about["region"],
    )
    made = Values(run, periods, _indicators(con), series.Figures(con.execute("SELECT * FROM series")))
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


def _extract(row: tuple[Any, ...]) -> ExtractFacts:
    *before, first, last = row
    return ExtractFacts(*before, *(dt.date.fromisoformat(day) if day else None for day in (first, last)))
