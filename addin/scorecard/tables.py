"""Typed tables: what the extracts become and what indicators are counted from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Table:
    """An extract with its columns typed, in a Parquet file that holds the rows in use.

    `columns` are the fields that were found, in the order of the mapping; a field that the source lacks is not there.
    Rows stand in the order of the source. Their numbers, as Excel shows them, are in the column `source_row`; a source
    of which every row is in use, one after the other, has `first_row` instead and no such column.
    """

    name: str
    path: Path
    columns: tuple[str, ...]
    file: str
    sheet: str
    sha256: str
    rows_read: int
    rows_used: int
    first: dt.date | None = None
    last: dt.date | None = None
    """The earliest and the latest event date: how far back and how far forward the extract reaches."""
    first_row: int | None = None

    @property
    def rows_set_aside(self) -> int:
        return self.rows_read - self.rows_used


@dataclass(frozen=True)
class Tables:
    """All extracts of a run by name; one that is missing is not there."""

    found: Mapping[str, Table] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        return sum(table.rows_read for table in self.found.values())

    @property
    def rows_used(self) -> int:
        return sum(table.rows_used for table in self.found.values())

    @property
    def last(self) -> dt.date | None:
        """The latest day that any of the extracts reaches."""
        return max((table.last for table in self.found.values() if table.last), default=None)

    def first(self, name: str) -> dt.date | None:
        """The first day of an extract's events."""
        table = self.found.get(name)
        return table.first if table else None
