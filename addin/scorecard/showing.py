"""What commands print: figures as tables, a run's rows and issues, how a figure came to be."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import groupby

import typer

from scorecard.issues import Issue, Issues
from scorecard.periods import Period
from scorecard.values import IndicatorValue, Status, Values

COLUMNS = (
    "code",
    "period",
    "breakdown",
    "category",
    "numerator",
    "denominator",
    "value",
    "status",
    "target",
    "rag",
)


def explained(held: Values, code: str, asked: Period, figure: IndicatorValue | None) -> Iterator[tuple[str, object]]:
    facts = held.indicators[code]
    yield "Indicator", f"{facts.code}, {facts.title}"
    yield "Definition", facts.definition
    yield "Source", facts.source
    if facts.notes:
        yield "Note", facts.notes
    was_published = figure is not None and figure.status == Status.PUBLISHED
    if was_published:
        yield "Counted", "not from rows: published before the extracts begin"
    else:
        yield "Counted", facts.numerator
        yield "Out of", facts.denominator
    yield "Mapping", f"{facts.file}, line {facts.line}, version {facts.version}"
    yield "Period", f"{asked.label}, {asked.start:%d %B %Y} to {asked.end:%d %B %Y}"
    if figure:
        yield "Numerator", _blank(figure.numerator)
        yield "Denominator", _blank(figure.denominator)
        yield "Value", f"{_blank(figure.value)} ({figure.status})"
        target = _blank(figure.target) if figure.target_to is None else f"{figure.target:g} to {figure.target_to:g}"
        yield "Target", f"{target} {figure.rag}".strip()
    else:
        yield "Value", "none for this period"
    if facts.unavailable:
        yield "Unavailable", facts.unavailable
    for comparator in dict.fromkeys(each.comparator for each in held.benchmarks if each.code == code):
        if beside := held.benchmark(code, comparator, asked):
            yield "Comparator", f"{comparator} {beside.value:g} in {beside.period}; {beside.source}"
    for name in ["published"] if was_published else facts.extract.split(", "):
        yield from _extract_explained(held, name)


def _extract_explained(held: Values, name: str) -> Iterator[tuple[str, object]]:
    for extract in held.extracts:
        if extract.name == name:
            yield (
                "Extract",
                (
                    f"{extract.name}, {extract.file}: {extract.rows_read:,} rows read, {extract.rows_used:,} used, "
                    f"{extract.rows_set_aside:,} set aside; {_blank(extract.first)} to {_blank(extract.last)}"
                ),
            )
    for issue in held.issues:
        if issue.extract == name:
            column = f", column {issue.column}" if issue.column else ""
            row = f", first in row {issue.example_row}" if issue.example_row else ""
            times = "time" if issue.count == 1 else "times"
            yield "Issue", f"{issue.code}{column}: {issue.title}; {issue.count:,} {times}{row}"


def row_of(figure: IndicatorValue) -> tuple[object, ...]:
    target = figure.target if figure.target_to is None else f"{figure.target:g}-{figure.target_to:g}"
    return (*figure[:7], figure.status.value, target, figure.rag.value)


def _blank(value: object) -> object:
    """A figure without a needless `.0`, or that there is none."""
    if isinstance(value, float):
        return f"{value:.12g}"
    return "none" if value is None else value


def print_csv(rows: list[tuple[object, ...]]) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def print_table(rows: list[tuple[object, ...]]) -> None:
    shown = [
        [f"{cell:.4g}" if isinstance(cell, float) else "" if cell is None else str(cell) for cell in row]
        for row in rows
    ]
    widths = [max(len(line[n]) for line in [list(COLUMNS), *shown]) for n in range(len(COLUMNS))]
    for line in [list(COLUMNS), *shown]:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_run(held: Values) -> None:
    figures = sum(1 for figure in held.figures.values() if figure.status == Status.COMPUTED)
    typer.echo(f"Reporting month {held.run.period}, data as at {held.run.data_as_at:%d %B %Y}")
    typer.echo(f"{len(held.indicators)} indicators, {figures:,} figures in {len(held.periods)} periods")


def print_rows(held: Values) -> None:
    """Rows read = rows used + rows set aside, extract by extract."""
    typer.echo(f"{'extract':<22}{'read':>10}{'used':>10}{'set aside':>11}")
    for each in held.extracts:
        typer.echo(f"{each.name:<22}{each.rows_read:>10,}{each.rows_used:>10,}{each.rows_set_aside:>11,}")
    totals = [
        sum(getattr(each, name) for each in held.extracts) for name in ("rows_read", "rows_used", "rows_set_aside")
    ]
    typer.echo(f"{'in all':<22}{totals[0]:>10,}{totals[1]:>10,}{totals[2]:>11,}")


def print_issues(issues: Issues, shown: int) -> None:
    if not len(issues):
        typer.echo("No issues")
        return
    typer.echo(f"{len(issues):,} issue{'' if len(issues) == 1 else 's'}")
    for kept, count in _together(issues):
        for issue in kept[:shown]:
            typer.echo(f"  {issue}")
        if count > shown:
            typer.echo(f"  ... {count - shown:,} more of these")
        _print_advice(kept[0])


def _together(issues: Issues) -> Iterator[tuple[list[Issue], int]]:
    """The groups, with those of one issue each that follow one another and have the same advice as one: who begins with
    three extracts needs no page on the others.
    """
    def alike(group: tuple[list[Issue], int]) -> tuple[str, ...]:
        issue, count = group[0][0], group[1]
        return (issue.code, issue.costs, issue.way_out) if count == 1 else (*issue.group, "")

    for _, groups in groupby(issues.groups, alike):
        each = list(groups)
        yield [issue for kept, _ in each for issue in kept], sum(count for _, count in each)


def _print_advice(issue: Issue) -> None:
    typer.echo(f"    {issue.costs[0].upper()}{issue.costs[1:]}. {issue.way_out}")
