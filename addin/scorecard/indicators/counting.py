"""Indicators, tables and periods -> counts, asking DuckDB only what is not known from the run before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from scorecard.definitions.library import Counted, Definitions
from scorecard.indicators.atoms import Timeline
from scorecard.indicators.availability import lacking
from scorecard.indicators.engine import connection, load_rows, load_tables, load_timeline, rows_of
from scorecard.indicators.kept import Kept, Result
from scorecard.indicators.queries import Query, queries
from scorecard.periods import Period
from scorecard.tables import Tables

Parts = dict[str, float | None]
"""`numerator`, `denominator`, and `value` where it is not one over the other."""
Cell = tuple[str, str, str]
"""Label of the period, breakdown, category."""


@dataclass
class Counts:
    """What the rows say: parts of each indicator by period, breakdown and category."""

    parts: dict[str, dict[Cell, Parts]] = field(default_factory=dict)
    unavailable: dict[str, str] = field(default_factory=dict)
    """Indicators that could not be counted, with the reason in words."""
    reference: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The rows of the tables that the council keeps by hand: targets, benchmarks, population, published."""

    def add(self, query: Query, periods: Sequence[Period], rows: Result) -> None:
        labels = [period.label for period in periods]
        found = [self.parts.setdefault(part.code, {}) for part in query.parts]
        for period, breakdown, category, *values in rows:
            cell = (labels[period], breakdown, category)
            for part, cells, value in zip(query.parts, found, values, strict=True):
                cells.setdefault(cell, {})[part.name] = value


def count(
    definitions: Definitions,
    tables: Tables,
    periods: Sequence[Period],
    cache: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Counts:
    """Count every indicator whose extract and columns are there."""
    made = Counts()
    available = []
    for counted in definitions.counted.values():
        if reason := lacking(counted, definitions, tables):
            made.unavailable[counted.code] = reason
        else:
            available.append(counted)
    kept = Kept(cache, tables, definitions)
    with connection({table.path.parent for table in tables.found.values()}) as con:
        load_tables(con, definitions, tables)
        for name, extract in definitions.extracts.items():
            if extract.reference and name in tables.found:
                made.reference[name] = rows_of(con, tables.found[name], extract.columns)
        for timeline, group in _by_periods(available, periods):
            asked = _Asked(con, timeline)
            for query in queries(definitions, group):
                progress(query.parts[0].code)
                rows = kept.get(query, timeline)
                if rows is None:
                    rows = kept.put(query, timeline, asked.rows(query))
                made.add(query, timeline.periods, rows)
    kept.save()
    return made


def _by_periods(available: Iterable[Counted], periods: Sequence[Period]) -> Iterator[tuple[Timeline, list[Counted]]]:
    """Indicators that are given for the same kinds of period, with just those periods."""
    groups: dict[frozenset[str], list[Counted]] = {}
    for counted in available:
        groups.setdefault(frozenset(counted.indicator.periods), []).append(counted)
    for kinds, group in groups.items():
        yield Timeline([period for period in periods if period.kind in kinds]), group


@dataclass
class _Asked:
    """Queries put to DuckDB over one timeline, which is loaded when the first of them is."""

    con: duckdb.DuckDBPyConnection
    timeline: Timeline
    is_loaded: bool = False

    def rows(self, query: Query) -> Result:
        if not self.is_loaded:
            load_timeline(self.con, self.timeline)
            self.is_loaded = True
        if not query.in_batches:
            return self._fetched(query)
        found: Result = []
        for bits, masks in self.timeline.batches():
            load_rows(self.con, "atom_bits", "atom INT, bit BIGINT", bits)
            load_rows(self.con, "period_masks", "period INT, mask BIGINT", masks)
            found += self._fetched(query)
        return found

    def _fetched(self, query: Query) -> Result:
        """Rows without those that lie outside a breakdown, which have no category."""
        rows = self.con.execute(query.sql).fetchall()
        return [[*row[:3], *map(_whole, row[3:])] for row in rows if row[2] is not None]


def _whole(value: Any) -> float | None:
    """Counts as whole numbers, whatever number type the engine adds up in."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
