"""Typed rows -> the rows in use, and an issue for everything that is wrong with the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from scorecard.definitions.extract import DATES, CodeList, Extract, Type
from scorecard.extracts.cells import NOT_OF_TYPE, is_error, name, quoted
from scorecard.extracts.checked_rows import later, view_rows
from scorecard.extracts.headings import Headings
from scorecard.extracts.staging import PARQUET, Staged, bad
from scorecard.issues import (
    CellIssue,
    DateInFuture,
    DuplicateKey,
    EndBeforeStart,
    ErrorCell,
    ExtraCells,
    Issues,
    MissingValue,
    UnknownCode,
)


@dataclass
class Checks:
    """The checks of one source; what is wrong goes to `issues`."""

    connection: duckdb.DuckDBPyConnection
    staged: Staged
    extract: Extract
    codes: Mapping[str, CodeList]
    headings: Headings
    file: str
    sheet: str
    today: dt.date
    issues: Issues = field(default_factory=Issues)
    future: bool = False
    """Whether a date lay in the future: then the outcome holds for today only."""

    def __post_init__(self) -> None:
        self._columns = {column: self.extract.columns[column] for column in self.staged.columns}
        view_rows(self.connection, self.staged, self.extract, self.codes, self.today)
        self._counts = self._count()

    def run(self, path: Path) -> tuple[int, int, int | None]:
        """Write the rows in use to a file; the rows read, those used, and the number of the first one if they
        follow each other and the file does not say it of each."""
        for column in self._columns:
            self._report_cells(column)
        self._report_rows()
        reasons = self._reasons()
        read = self._counts["rows"]
        repeats = self._find_repeats(reasons)
        if not (self.staged.careful or self.future or reasons or repeats):
            self.staged.path.replace(path)
            return read, read, self.staged.first_row
        kept = ", ".join(["source_row", *map(name, self._columns)])
        in_use = f"SELECT {kept} FROM checked WHERE {_none_of(reasons)}"
        if repeats:
            in_use += " AND source_row NOT IN (SELECT source_row FROM repeats) ORDER BY source_row"
        self.connection.execute(f"COPY ({in_use}) TO {quoted(path)} {PARQUET}")
        aside = self._number(f"SELECT count(*) FROM checked WHERE NOT {_none_of(reasons)}") if reasons else 0
        return read, read - aside - repeats, None

    @property
    def latest(self) -> dt.date | None:
        """The latest of the dates that may not lie in the future."""
        return self._counts["latest"]  # type: ignore[no-any-return]

    def _count(self) -> dict[str, Any]:
        """How often each thing is wrong: one pass over the rows."""
        wanted = {"rows": "count(*)", "too many": "count(too_many)"}
        latest = []
        for column, each in self._columns.items():
            wanted[f"bad {column}"] = f"count({bad(column)})"
            if each.required:
                wanted[f"missing {column}"] = f"count(*) FILTER ({self._is_missing(column)})"
            if each.type in DATES and not each.future:
                wanted[f"future {column}"] = f"count({later(column)})"
                latest.append(f"CAST(max({name(column)}) AS DATE)")
        for start, end in self._pairs():
            wanted[f"order {start} {end}"] = f"count(*) FILTER ({_before(start, end)})"
        wanted["latest"] = f"greatest({', '.join(latest)}, NULL)" if latest else "NULL"
        row = self._all(f"SELECT {', '.join(wanted.values())} FROM checked")[0]
        return dict(zip(wanted, row, strict=True))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for start, end in self.extract.in_order:
            if start in self._columns and end in self._columns:
                yield start, end

    def _is_missing(self, column: str) -> str:
        lost = f" AND {later(column)} IS NULL" if self._haslater(column) else ""
        return f"{name(column)} IS NULL AND {bad(column)} IS NULL{lost}"

    def _haslater(self, column: str) -> bool:
        return self._columns[column].type in DATES and not self._columns[column].future

    # ------------------------------------------------------------ issues

    def _report_cells(self, column: str) -> None:
        kind = self._columns[column].type
        if self._counts[f"bad {column}"]:
            self._report_bad(column, kind)
        if self._counts.get(f"future {column}"):
            self.future = True
            self._report(DateInFuture, f"{later(column)} IS NOT NULL", self._counts[f"future {column}"], column,
                         f"strftime({later(column)}, '%d/%m/%Y')", f"not after {self.today:%d/%m/%Y}")
        if self._counts.get(f"missing {column}"):
            self._report(MissingValue, self._is_missing(column), self._counts[f"missing {column}"], column)

    def _report_bad(self, column: str, kind: Type) -> None:
        """Errors of Excel and cells of the wrong type are issues of two kinds."""
        wrong = bad(column)
        error = is_error(wrong)
        errors = self._number(f"SELECT count(*) FROM checked WHERE {error}")
        issue, expected = NOT_OF_TYPE[kind]
        if errors:
            self._report(ErrorCell, error, errors, column, wrong)
        if others := self._counts[f"bad {column}"] - errors:
            if issue is UnknownCode:
                expected = self._codes_of(column)
            self._report(issue, f"{wrong} IS NOT NULL AND NOT {error}", others, column, wrong, expected)

    def _codes_of(self, column: str) -> str:
        values = list(self.codes[self._columns[column].codes].values)
        return "one of " + ", ".join(values[:8]) + (" and others" if len(values) > 8 else "")

    def _report_rows(self) -> None:
        if self._counts["too many"]:
            self._report(ExtraCells, "too_many IS NOT NULL", self._counts["too many"], "", "too_many",
                         f"{self.headings.width} cells")
        for start, end in self._pairs():
            if count := self._counts[f"order {start} {end}"]:
                found, expected = (f"strftime({name(column)}, '%d/%m/%Y')" for column in (end, start))
                self._report(EndBeforeStart, _before(start, end), count, end, found,
                             f"not before {self.headings.shown[start]}, ", expected)

    def _report(self, issue: type[CellIssue], where: str, count: int, column: str, found: str = "NULL",
                expected: str = "", expected_value: str = "NULL") -> None:
        rows = self._all(f"SELECT source_row, {found}, {expected_value} FROM checked WHERE {where} "
                         f"ORDER BY source_row LIMIT {Issues.KEPT}")
        heading = self.headings.shown.get(column, "")
        required = column in self._columns and self._columns[column].required
        self.issues.add_all([
            issue(file=self.file, sheet=self.sheet, extract=self.extract.extract, column=heading, row=row,
                  required=required,
                  found=f'"{text}"' if text is not None else "", expected=expected + (value or ""))
            for row, text, value in rows
        ], count)

    # ------------------------------------------------------------ rows set aside

    def _reasons(self) -> list[str]:
        """What sets a row aside, of the reasons that there are in this source."""
        reasons = ["too_many IS NOT NULL"] if self._counts["too many"] else []
        for column, each in self._columns.items():
            if each.required and any(self._counts.get(f"{what} {column}") for what in ("bad", "missing", "future")):
                reasons.append(f"{name(column)} IS NULL")
        return reasons + [_before(*pair) for pair in self._pairs() if self._counts[f"order {' '.join(pair)}"]]

    def _find_repeats(self, reasons: list[str]) -> int:
        """Report the rows whose identifier stands in an earlier row; the table `repeats` holds them."""
        key = [name(column) for column in self.extract.key]
        if not key or any(column not in self._columns for column in self.extract.key):
            return 0
        columns, good = ", ".join(key), f"checked WHERE {_none_of(reasons)}"
        total, different = self._all(f"SELECT count(*), count(DISTINCT hash({columns})) FROM {good}")[0]
        if total == different:
            return 0
        same = " AND ".join(f"good.{each} IS NOT DISTINCT FROM twice.{each}" for each in key)
        self.connection.execute(f"""
            CREATE TEMP TABLE repeats AS
            WITH good AS (SELECT source_row, {columns} FROM {good}),
            twice AS (SELECT {columns}, min(source_row) AS first_row FROM good GROUP BY ALL HAVING count(*) > 1)
            SELECT good.source_row, twice.first_row, concat_ws(', ', {_prefixed("good", key)}) AS value
            FROM good JOIN twice ON {same} WHERE good.source_row > twice.first_row""")
        rows = self._all(f"SELECT * FROM repeats ORDER BY source_row LIMIT {Issues.KEPT}")
        shown = self.headings.shown[self.extract.key[0]]
        count = self._number("SELECT count(*) FROM repeats")
        self.issues.add_all([
            DuplicateKey(file=self.file, sheet=self.sheet, extract=self.extract.extract, column=shown, row=row,
                         found=f'"{value}"', expected=f"each once; row {first} has it")
            for row, first, value in rows
        ], count)
        return count

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def _number(self, query: str) -> int:
        return int(self._all(query)[0][0])


def _before(start: str, end: str) -> str:
    """Whether the end lies before the start; a time counts only where both have one."""
    first, last = name(start), name(end)
    midnight = " AND ".join(f"CAST({each} AS TIME) <> TIME '00:00:00'" for each in (f"CAST({first} AS TIMESTAMP)",
                                                                                  f"CAST({last} AS TIMESTAMP)"))
    return f"coalesce({last} < {first} AND (CAST({last} AS DATE) < CAST({first} AS DATE) OR ({midnight})), false)"


def _none_of(reasons: list[str]) -> str:
    return f"NOT ({' OR '.join(reasons)})" if reasons else "true"


def _prefixed(table: str, columns: list[str]) -> str:
    return ", ".join(f"{table}.{column}" for column in columns)

