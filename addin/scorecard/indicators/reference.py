"""The tables that a council keeps by hand (targets, benchmarks, population, published): only rows that mean something
are used, and every other one is an issue with its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scorecard.definitions.library import Definitions
from scorecard.definitions.source import did_you_mean
from scorecard.errors import UsageError
from scorecard.issues import CellIssue, Issues, NotAPeriod, NoValue, OldPopulation, UnknownIndicator, WrongScale
from scorecard.periods import Period, financial_year_of, parse
from scorecard.tables import Table, Tables
from scorecard.values import Unit

Row = dict[str, Any]
"""A row by column, with `row`, its number in Excel; `code` is in capitals and `period` a Period."""

NUMBERS = {
    "targets": ("target", "range_from"),
    "benchmarks": ("value",),
    "published": ("value", "numerator"),
}
"""The columns of which a row needs one."""


@dataclass
class Reference:
    """The rows of the tables kept by hand that can be used."""

    targets: list[Row] = field(default_factory=list)
    benchmarks: list[Row] = field(default_factory=list)
    published: list[Row] = field(default_factory=list)
    population: dict[int, float] = field(default_factory=dict)


def sound_reference(
    rows: dict[str, list[Row]], definitions: Definitions, tables: Tables, last: Period, issues: Issues
) -> Reference:
    """The rows that name a known indicator and a period, and hold a number."""
    made = Reference(population=_population(rows.get("population", []), tables, last, issues))
    for name in NUMBERS:
        table = tables.found.get(name)
        if table:
            getattr(made, name).extend(_sound(table, rows.get(name, []), definitions, issues))
    return made


def _sound(table: Table, rows: list[Row], definitions: Definitions, issues: Issues) -> Iterator[Row]:
    for row in rows:
        given = str(row["code"] or "").strip().upper()
        code = given.partition("|")[0]  # a target may be of one category: CODE|breakdown=category
        if code not in definitions.indicators:
            expected = did_you_mean(code, definitions.indicators)
            issues.add(_issue(UnknownIndicator, table, row, "code", row["code"], expected))
            continue
        period = _period(row["period"])
        if not period:
            issues.add(_issue(NotAPeriod, table, row, "period", row["period"], "a period such as 2015-16 or 2016-03"))
        elif all(row[column] is None for column in NUMBERS[table.name]):
            issues.add(_issue(NoValue, table, row, NUMBERS[table.name][0], None, "a number"))
        else:
            _check_scale(table, row, definitions.indicators[code].unit, issues)
            yield {**row, "code": given, "period": period}


def _check_scale(table: Table, row: Row, unit: Unit, issues: Issues) -> None:
    """A percentage typed as 90 instead of 90% would be 9,000%."""
    for column in ("target", "green_from", "amber_from", "value"):
        number = row.get(column)
        if unit == Unit.PERCENT and number is not None and number > 1.5:
            issues.add(_issue(WrongScale, table, row, column, f"{number:g}", f"{number:g}% or {number / 100:g}"))


def _period(text: object) -> Period | None:
    try:
        return parse(str(text))
    except UsageError:
        return None


def _population(rows: list[Row], tables: Tables, last: Period, issues: Issues) -> dict[int, float]:
    known = {int(row["year"]): float(row["under_18"]) for row in rows if row["year"] and row["under_18"]}
    table, wanted = tables.found.get("population"), financial_year_of(last.end)
    used = max((year for year in known if year <= wanted), default=None)
    if table and used is not None and used < wanted - 2:
        issues.add(
            OldPopulation(
                file=table.file,
                sheet=table.sheet,
                extract=table.name,
                column="year",
                found=f"{used} as the latest year up to {wanted}",
                expected=str(wanted),
            )
        )
    return known


def _issue(kind: type[CellIssue], table: Table, row: Row, column: str, found: object, expected: str) -> CellIssue:
    return kind(
        file=table.file,
        sheet=table.sheet,
        extract=table.name,
        row=row["row"],
        column=column,
        found="" if found is None else f'"{found}"',
        expected=expected,
    )
