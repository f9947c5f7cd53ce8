"""Folders of extracts for tests: a few fields, as text, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from scorecard.definitions.extract import CodeList, Extract
from scorecard.extracts import read_extracts
from scorecard.issues import CellIssue, ExtractIssue, Issue, Issues
from scorecard.tables import Table, Tables

TODAY = dt.date(2024, 6, 30)

PLANS: dict[str, Any] = {
    "extract": "cp_plans",
    "title": "Child protection plans",
    "aliases": ["child protection"],
    "key": ["plan_id"],
    "in_order": [["started", "ended"]],
    "reaches": ["started", "ended"],
    "columns": {
        "plan_id": {"type": "text", "required": True, "aliases": ["Plan reference"]},
        "child_id": {"type": "text", "required": True, "aliases": ["Child Unique ID"]},
        "started": {"type": "date", "required": True, "aliases": ["Start date"]},
        "ended": {"type": "date"},
        "review_due": {"type": "date", "future": True, "optional": True},
        "category": {"type": "code", "codes": "category", "optional": True},
        "previous": {"type": "integer", "optional": True},
        "hours": {"type": "number", "optional": True},
        "transferred": {"type": "boolean", "optional": True},
        "seen_at": {"type": "datetime", "optional": True},
        "team": {"type": "text", "optional": True},
    },
}
CHILDREN: dict[str, Any] = {
    "extract": "children", "title": "Children", "key": ["child_id"],
    "columns": {"child_id": {"type": "text", "required": True}, "date_of_birth": {"type": "date"}},
}
TARGETS: dict[str, Any] = {
    "extract": "targets", "title": "Targets", "reference": True, "columns": {"code": {"type": "text"}},
}
CATEGORY: dict[str, Any] = {
    "codes": "category",
    "values": {"NEG": {"label": "Neglect"}, "PHY": {"label": "Physical", "aliases": ["Physical abuse", "b) Physical"]}},
}

Rows = list[tuple[Any, ...]]


@dataclass
class Council:
    """A folder of extracts that is read as a run reads it."""

    folder: Path
    extracts: list[dict[str, Any]] = field(default_factory=lambda: [PLANS])
    codes: list[dict[str, Any]] = field(default_factory=lambda: [CATEGORY])
    today: dt.date = TODAY

    def __post_init__(self) -> None:
        (self.folder / "extracts").mkdir()

    def file(self, name: str) -> Path:
        return self.folder / "extracts" / name

    def write(self, text: str, name: str = "cp_plans.csv", encoding: str = "utf-8") -> None:
        self.file(name).write_bytes(text.encode(encoding))

    def plans(self, *rows: str, headings: str = "plan_id,child_id,started,ended") -> None:
        self.write("\n".join([headings, *rows]) + "\n")

    def read(self) -> Outcome:
        issues = Issues()
        extracts = {each["extract"]: Extract.model_validate(each) for each in self.extracts}
        codes = {each["codes"]: CodeList.model_validate(each) for each in self.codes}
        tables = read_extracts(self.folder / "extracts", extracts, codes, self.folder / "cache", self.today, issues)
        return Outcome(tables, issues)


@dataclass
class Outcome:
    """What was read and what was wrong."""

    tables: Tables
    issues: Issues

    @property
    def table(self) -> Table:
        return self.tables.found["cp_plans"]

    @property
    def codes(self) -> list[str]:
        return sorted(issue.code for issue in self.issues)

    @property
    def places(self) -> list[tuple[str, int, str]]:
        """Code, row and column of every issue with a cell."""
        return sorted((issue.code, issue.row, issue.column) for issue in self.issues if isinstance(issue, CellIssue))

    def only(self) -> ExtractIssue:
        found: list[Issue] = list(self.issues)
        assert len(found) == 1, found
        assert isinstance(found[0], ExtractIssue)
        return found[0]

    def column(self, name: str) -> list[Any]:
        return [row[0] for row in self.rows(name)]

    def rows(self, *columns: str) -> Rows:
        return rows_of(self.table, columns or self.table.columns)

    def numbers(self) -> list[int]:
        """The rows' numbers in Excel."""
        if self.table.first_row is not None:
            return [self.table.first_row + place for place in range(self.table.rows_used)]
        return [row[0] for row in rows_of(self.table, ["source_row"])]


def rows_of(table: Table, columns: Sequence[str]) -> Rows:
    listed = ", ".join(f'"{column}"' for column in columns)
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {listed} FROM read_parquet(?)", [str(table.path)]).fetchall()


def write_workbook(
    path: Path, sheets: dict[str, Iterable[Sequence[Any]]], *, since_1904: bool = False, first_row: int = 0
) -> Path:
    """A workbook with a sheet a table; dates become date cells, and a text that begins with = a formula."""
    options = {"date_1904": since_1904, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows, first_row):
                for place, value in enumerate(cells):
                    if isinstance(value, str) and not value.startswith("="):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write(number, place, value)
    return path
