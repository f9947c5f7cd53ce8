"""A folder of extracts -> typed tables, one extract after the other."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scorecard.definitions.extract import CodeList, Extract
from scorecard.errors import ScorecardError
from scorecard.extracts.cache import Cache, Entry, key_of
from scorecard.extracts.cells import name as sql_name
from scorecard.extracts.cells import quoted
from scorecard.extracts.checks import Checks
from scorecard.extracts.children import report_unknown_children
from scorecard.extracts.csv_source import Dialect, Fingerprint, date_formats, dialect_of, fingerprint, grid_of
from scorecard.extracts.headings import Headings, known_headings, match_headings
from scorecard.extracts.sources import Source, find_sources
from scorecard.extracts.staging import Staged, connect, rows_in, stage_carefully, stage_quickly
from scorecard.extracts.text import TextFile, tidy_copy
from scorecard.issues import Issues, NoRows, UnreadableFile
from scorecard.tables import Table, Tables


def _quiet(message: str) -> None:
    """Nobody is told."""


def read_extracts(
    folder: Path, extracts: Mapping[str, Extract], codes: Mapping[str, CodeList], cache: Path, today: dt.date,
    issues: Issues, progress: Callable[[str], None] = _quiet, needed: Collection[str] | None = None,
) -> Tables:
    """The typed tables of a folder's extracts; what is wrong with them is added to the issues.

    A source that cannot be read at all is an issue too, and the others are read. Typed tables are kept in the cache.
    `needed` are the extracts whose absence is an issue; where nothing is said, all that are not kept by hand.
    """
    cache.mkdir(parents=True, exist_ok=True)
    if needed is None:
        needed = {name for name, extract in extracts.items() if not extract.reference}
    sources = find_sources(folder, extracts, needed, issues)
    found: dict[str, Table] = {}
    with connect(cache) as database:
        for name, source in ((name, sources[name]) for name in extracts if name in sources):
            progress(f"Reading {extracts[name].title.lower()} from {source.path.name}")
            try:
                entry = _Reading(database, source, extracts[name], codes, Cache(cache), today).entry()
            except (ScorecardError, OSError) as error:
                issues.add(_unreadable(source, error))
                continue
            issues.merge(entry.issues)
            found[name] = entry.table
        report_unknown_children(database, found, issues)
    return Tables(found)


def _unreadable(source: Source, error: ScorecardError | OSError) -> UnreadableFile:
    found, expected = (error.message, error.way_out.rstrip(".")) if isinstance(error, ScorecardError) \
        else (error.strerror or str(error), "")
    return UnreadableFile(file=source.path.name, sheet=source.sheet, extract=source.extract, found=found,
                          expected=expected)


@dataclass
class _Reading:
    """One source on its way to a typed table."""

    database: duckdb.DuckDBPyConnection
    source: Source
    extract: Extract
    codes: Mapping[str, CodeList]
    cache: Cache
    today: dt.date

    def entry(self) -> Entry:
        """What the cache holds, or else what is in the file."""
        with ThreadPoolExecutor(1) as pool:
            hashed = pool.submit(fingerprint, self.source.path)
            if self.cache.may_hold(self.extract.extract, self.source.path.stat().st_size):
                key = self._key(hashed.result())
                if kept := self.cache.get(self.extract.extract, key, self.source.path.name, self.source.sheet,
                                          self.today):
                    return kept
            with tempfile.TemporaryDirectory(dir=self.cache.folder, ignore_cleanup_errors=True) as work:
                return self._typed(Path(work), hashed)

    def _key(self, hashed: Fingerprint) -> str:
        return key_of(hashed.sha256, self.source.sheet, self.extract, self.codes)

    def _typed(self, work: Path, hashed: Future[Fingerprint]) -> Entry:
        issues = Issues()
        with self.database.cursor() as connection:
            stage = self._stage_workbook if self.source.workbook else self._stage_csv
            staged, headings = stage(connection, work, hashed, issues)
            checks = Checks(connection, staged, self.extract, self.codes, headings, self.source.path.name,
                            self.source.sheet, self.today, issues)
            path = work / "typed.parquet"
            read, used, first_row = checks.run(path)
            if not read and not self.extract.reference:
                issues.add(NoRows(file=self.source.path.name, sheet=self.source.sheet, extract=self.extract.extract))
            first, last = self._reach(connection, path, staged.columns)
        table = Table(self.extract.extract, path, staged.columns, self.source.path.name, self.source.sheet,
                      hashed.result().sha256, read, used, first, last, first_row)
        entry = Entry(table, issues, hashed.result().size, self.today, checks.future, checks.latest)
        return self.cache.put(self._key(hashed.result()), entry)

    def _stage_workbook(
        self, connection: duckdb.DuckDBPyConnection, work: Path, hashed: Future[Fingerprint], issues: Issues
    ) -> tuple[Staged, Headings]:
        assert self.source.workbook
        grid = self.source.workbook.grid(self.source.sheet)
        headings = self._headings(grid.headings, issues)
        text = tidy_copy(grid, headings, work / "tidy.csv")
        return self._carefully(connection, text, work), headings

    def _stage_csv(
        self, connection: duckdb.DuckDBPyConnection, work: Path, hashed: Future[Fingerprint], issues: Issues
    ) -> tuple[Staged, Headings]:
        dialect = dialect_of(self.source.path, known_headings(self.extract))
        headings = self._headings(dialect.headings, issues)
        if dialect.plain and (staged := self._stage_as_it_is(connection, dialect, headings, work, hashed)):
            return staged, headings
        text = tidy_copy(grid_of(dialect), headings, work / "tidy.csv")
        return self._carefully(connection, text, work), headings

    def _stage_as_it_is(
        self, connection: duckdb.DuckDBPyConnection, dialect: Dialect, headings: Headings, work: Path,
        hashed: Future[Fingerprint],
    ) -> Staged | None:
        """The file itself, quickly or at least carefully; None when one of its lines is not one row."""
        text = TextFile(dialect.path, headings.places, len(dialect.headings), dialect.delimiter, dialect.newline,
                        dialect.heading_row - 1, dialect.heading_row + 1)
        types = {column: each.type for column, each in self.extract.columns.items()}
        formats = date_formats(dialect, headings.places, types)
        path = work / "staged.parquet"
        staged = stage_quickly(connection, text, self.extract, self.codes, formats, path) if formats else None
        expected = hashed.result().lines - dialect.heading_row
        if staged and rows_in(connection, staged) == expected:
            return staged
        staged = stage_carefully(connection, text, self.extract, path, formats or ("", ""))
        return staged if staged and rows_in(connection, staged) == expected else None

    def _headings(self, cells: Sequence[str], issues: Issues) -> Headings:
        return match_headings(cells, self.extract, self.source.path.name, self.source.sheet, issues)

    def _carefully(self, connection: duckdb.DuckDBPyConnection, text: TextFile, work: Path) -> Staged:
        staged = stage_carefully(connection, text, self.extract, work / "staged.parquet")
        assert staged
        return staged

    def _reach(
        self, connection: duckdb.DuckDBPyConnection, path: Path, columns: tuple[str, ...]
    ) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of an event in the rows in use."""
        dates = [sql_name(column) for column in self.extract.reaches if column in columns]
        if not dates:
            return None, None
        first = f"CAST(least({', '.join(f'min({each})' for each in dates)}, NULL) AS DATE)"
        last = f"CAST(greatest({', '.join(f'max({each})' for each in dates)}, NULL) AS DATE)"
        found = connection.execute(f"SELECT {first}, {last} FROM read_parquet({quoted(path)})").fetchone()
        return (found[0], found[1]) if found else (None, None)
