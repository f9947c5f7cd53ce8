"""Answers of the run before: a query over the same rows and periods is not put again."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from scorecard.definitions.library import Definitions
from scorecard.indicators.atoms import Timeline
from scorecard.indicators.engine import tables_read
from scorecard.indicators.queries import Query
from scorecard.tables import Tables

Result = list[list[Any]]
"""Place of the period, breakdown, category, and then the parts."""

VERSION = 1
"""Goes up when the same SQL would be answered in another way."""


@dataclass
class Kept:
    """The answers of the last run in one file beside the typed extracts; without a folder nothing is kept."""

    folder: Path | None
    tables: Tables
    definitions: Definitions
    _before: dict[str, Result] = field(default_factory=dict)
    _now: dict[str, Result] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.folder:
            try:
                kept = json.loads(self._path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                kept = {}
            self._before = kept if isinstance(kept, dict) else {}

    @property
    def _path(self) -> Path:
        assert self.folder
        return self.folder / "counts.json"

    def get(self, query: Query, timeline: Timeline) -> Result | None:
        key = self._key(query, timeline)
        if key not in self._before:
            return None
        self._now[key] = self._before[key]
        return self._now[key]

    def put(self, query: Query, timeline: Timeline, rows: Result) -> Result:
        self._now[self._key(query, timeline)] = rows
        return rows

    def save(self) -> None:
        """Keep what this run used and nothing older; written aside and moved into place."""
        if not self.folder or self._now.keys() == self._before.keys():
            return
        aside = self._path.with_suffix(f".{os.getpid()}.new")
        aside.write_text(json.dumps(self._now, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        os.replace(aside, self._path)

    def _key(self, query: Query, timeline: Timeline) -> str:
        """Of everything that an answer depends on: the SQL, the rows, the periods and the engine."""
        parts = [str(VERSION), duckdb.__version__, query.sql, *(period.label for period in timeline.periods)]
        parts += [self._identity(name) for name in sorted(self._extracts(query.relation) | {"children"})]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _identity(self, name: str) -> str:
        """A typed extract is named by the hash of its content, its mapping and its codes."""
        table = self.tables.found.get(name)
        return f"{name} {table.path.name} {table.rows_used}" if table else name

    def _extracts(self, relation: str) -> set[str]:
        """The extracts that a relation reads; a view's own SQL is part of what it is."""
        sql = self.definitions.view_queries.get(relation)
        if sql is None:
            return {relation}
        return {sql}.union(*(self._extracts(read) for read in tables_read(sql) if read != relation))
