"""The command line: every command is a few lines over the pipeline, the store and the demo."""

from __future__ import annotations

import csv
import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.errors import ScorecardError, UsageError
from scorecard.issues import Issue, Issues
from scorecard.periods import Period, parse
from scorecard.store import lookup, snapshot
from scorecard.values import IndicatorValue, Status, Values

app = typer.Typer(
    help="Children's social care scorecards: source extracts to a filled workbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
screen = Console(stderr=True, highlight=False, soft_wrap=True)

P = ParamSpec("P")
R = TypeVar("R")

Folder = Annotated[Path, typer.Argument(metavar="WORKSPACE", help="The workspace folder.")]
FolderOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
PeriodOption = Annotated[
    str, typer.Option("--period", help="A month such as 2016-03; else the last one in the extracts.")
]
TemplateOption = Annotated[Path | None, typer.Option("--template", help="The template to fill.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="The file to write.")]


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    TABLE = "table"


def command(run: Callable[P, R]) -> Callable[P, R]:
    """A command that shows an error as a message with its way out, and leaves with its exit code."""

    @functools.wraps(run)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except ScorecardError as error:
            screen.print(error.message, style="bold red", markup=False)
            if error.way_out:
                screen.print(error.way_out, markup=False)
            raise typer.Exit(error.exit_code) from None

    return app.command()(shown)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, str], None]]:
    """A line that says what a run is at; the pipeline calls it with a stage and a name."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    stages = ("Mappings", "Extracts", "Indicators", "Store", "Workbook")
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("Starting", total=len(stages))

        def told(stage: str, at: str) -> None:
            bar.update(task, description=f"{stage} {at}".strip(), completed=stages.index(stage))

        yield told


# ---------------------------------------------------------------- making


@command
def refresh(
    workspace: Folder = Path(),
    period: PeriodOption = "",
    template: TemplateOption = None,
    out: OutOption = None,
) -> None:
    """Compute the figures from the extracts and fill the scorecard workbook."""
    from scorecard import pipeline

    with progress_bar() as told:
        done = pipeline.refresh(open_workspace(workspace), _period(period), template, out, told)
    _print_rows(done.values)
    _print_issues(done.issues, shown=3)
    values = done.values
    computed = sum(1 for figure in values.figures.values() if figure.status == Status.COMPUTED)
    typer.echo(f"Reporting month {values.run.period}, data as at {values.run.data_as_at:%d %B %Y}")
    typer.echo(f"{len(values.indicators)} indicators, {computed:,} figures in {len(values.periods)} periods")
    typer.echo(f"Snapshot {done.snapshot}")
    typer.echo(f"Workbook {done.workbook} ({done.filled.cells_written:,} cells)")


@command
def demo(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the workspace.")]) -> None:
    """Write the workspace of an invented council, with extracts to try everything on."""
    from scorecard.demo import write_demo

    report = write_demo(folder)
    for name, rows in report.rows.items():
        typer.echo(f"{rows:>8,}  {name}")
    typer.echo(f"{sum(report.rows.values()):>8,}  rows in {folder / 'extracts'}")
    typer.echo(f"Next: scorecard refresh {folder}")


@command
def check(
    workspace: Folder = Path(),
    every: Annotated[
        bool, typer.Option("--all", help="Show every issue that was kept, not just the first few.")
    ] = False,
) -> None:
    """Read the mappings and the extracts, and list everything that is wrong with them."""
    from scorecard import pipeline

    issues = Issues()
    opened = open_workspace(workspace)
    with progress_bar() as told:
        mappings = pipeline.read_mappings(opened, issues)
        tables = pipeline.read_tables(opened, mappings.definitions, issues, told)
        if tables.last:
            values = pipeline.compute_values(opened, mappings.definitions, tables, issues, None, told)
            _print_rows(values)
    _print_issues(issues, shown=Issues.KEPT if every else 10)


@command
def template(
    workspace: Folder = Path(),
    out: OutOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a template that is there.")] = False,
) -> None:
    """Make a new template from the cell map, to restyle in Excel."""
    from scorecard import pipeline

    opened = open_workspace(workspace)
    target = out or opened.folder / "workbook_templates" / opened.settings.template
    if target.exists() and not force:
        raise UsageError(f"{target} is there already.", "Name another file with --out, or replace it with --force.")
    pipeline.make_template(opened, target)
    typer.echo(f"Template {target}")


@command
def schema(out: OutOption = None) -> None:
    """Print a JSON Schema of the mappings, with which an editor completes and checks the YAML."""
    from scorecard.definitions.schema import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"Schema {out}")
    else:
        typer.echo(text, nl=False)


# ---------------------------------------------------------------- reading snapshots


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


@command
def values(
    workspace: Folder = Path(),
    form: Annotated[Format, typer.Option("--format", help="csv, json or table.")] = Format.TABLE,
    period: Annotated[str, typer.Option("--period", help="Only this period.")] = "",
    code: Annotated[str, typer.Option("--code", help="Only this indicator.")] = "",
) -> None:
    """List the figures of the latest snapshot."""
    held = _latest(open_workspace(workspace))
    label = parse(period).label if period else ""
    wanted = lookup.indicator(held, code).code if code else ""
    rows = [
        _row(figure) for figure in held.figures.values() if label in ("", figure.period) and wanted in ("", figure.code)
    ]
    match form:
        case Format.CSV:
            _print_csv(rows)
        case Format.JSON:
            typer.echo(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        case Format.TABLE:
            _print_table(rows)


@command
def kpi(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The indicator, such as ICPC_TIMELINESS.")],
    workspace: FolderOption = Path(),
    period: Annotated[str, typer.Option("--period", help="A period, latest, previous or last year.")] = "",
    field: Annotated[str, typer.Option("--field", help=f"One of {', '.join(lookup.FIELDS)}.")] = "value",
    where: Annotated[str, typer.Option("--where", help="breakdown=category")] = "",
) -> None:
    """Print one figure, as =KPI() shows it in a cell."""
    opened = open_workspace(workspace)
    held = _latest(opened)
    found = lookup.answer(held, code, period, field, where, opened.settings.region)
    if found in (None, ""):
        found = _why(held, code, period, where)
    typer.echo(found)


@command
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The indicator, such as ICPC_TIMELINESS.")],
    workspace: FolderOption = Path(),
    period: Annotated[str, typer.Option("--period", help="A period, latest, previous or last year.")] = "",
    where: Annotated[str, typer.Option("--where", help="breakdown=category")] = "",
) -> None:
    """Say how a figure came to be: definition, numerator and denominator, extract, query and issues."""
    held = _latest(open_workspace(workspace))
    facts = lookup.indicator(held, code)
    asked = lookup.period_of(held, facts.code, period)
    figure = held.get(facts.code, asked.label, *lookup.category_of(held, facts.code, where))
    for name, said in _explained(held, facts.code, asked, figure):
        typer.echo(f"{name + ':':<14}{said}")


def _explained(held: Values, code: str, asked: Period, figure: IndicatorValue | None) -> Iterator[tuple[str, object]]:
    facts = held.indicators[code]
    yield "Indicator", f"{facts.code}, {facts.title}"
    yield "Definition", facts.definition
    yield "Source", facts.source
    if facts.notes:
        yield "Note", facts.notes
    yield "Counted", facts.numerator
    yield "Out of", facts.denominator
    yield "Mapping", f"{facts.file}, line {facts.line}, version {facts.version}"
    yield "Period", f"{asked.label}, {asked.start:%d %B %Y} to {asked.end:%d %B %Y}"
    if figure:
        yield "Numerator", _blank(figure.numerator)
        yield "Denominator", _blank(figure.denominator)
        yield "Value", f"{_blank(figure.value)} ({figure.status})"
        yield "Target", f"{_blank(figure.target)} {figure.rag}".strip()
    else:
        yield "Value", "none for this period"
    for name in (facts.extract, *_extracts_of(held, code)):
        yield from _extract_explained(held, name)
    if facts.query:
        import sqlglot

        yield "Query", "\n" + ";\n".join(sqlglot.transpile(facts.query, read="duckdb", write="duckdb", pretty=True))


def _extracts_of(held: Values, code: str) -> list[str]:
    """The extracts behind an indicator that is worked out from others."""
    facts = held.indicators[code]
    behind = [held.indicators[name] for name in (facts.numerator, facts.denominator) if name in held.indicators]
    return [each.extract for each in behind]


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
            yield "Issue", f"{issue.code}{column}: {issue.title}; {issue.count:,} times{row}"


# ---------------------------------------------------------------- what is shown


def _period(text: str) -> Period | None:
    return parse(text) if text else None


def _latest(workspace: Workspace) -> Values:
    return snapshot.load(snapshot.latest(workspace.store))


def _why(held: Values, code: str, period: str, where: str) -> str:
    facts = lookup.indicator(held, code)
    asked = lookup.period_of(held, facts.code, period)
    figure = held.get(facts.code, asked.label, *lookup.category_of(held, facts.code, where))
    return str(figure.status) if figure and figure.value is None else f"no figure for {asked}"


def _row(figure: IndicatorValue) -> tuple[object, ...]:
    target = figure.target if figure.target_to is None else f"{figure.target:g}-{figure.target_to:g}"
    return (*figure[:7], figure.status.value, target, figure.rag.value)


def _blank(value: object) -> object:
    return "none" if value is None else value


def _print_csv(rows: list[tuple[object, ...]]) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def _print_table(rows: list[tuple[object, ...]]) -> None:
    shown = [
        [f"{cell:.4g}" if isinstance(cell, float) else "" if cell is None else str(cell) for cell in row]
        for row in rows
    ]
    widths = [max(len(line[n]) for line in [list(COLUMNS), *shown]) for n in range(len(COLUMNS))]
    for line in [list(COLUMNS), *shown]:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _print_rows(held: Values) -> None:
    """Rows read = rows used + rows set aside, extract by extract."""
    typer.echo(f"{'extract':<22}{'read':>10}{'used':>10}{'set aside':>11}")
    for each in held.extracts:
        typer.echo(f"{each.name:<22}{each.rows_read:>10,}{each.rows_used:>10,}{each.rows_set_aside:>11,}")
    totals = [
        sum(getattr(each, name) for each in held.extracts) for name in ("rows_read", "rows_used", "rows_set_aside")
    ]
    typer.echo(f"{'in all':<22}{totals[0]:>10,}{totals[1]:>10,}{totals[2]:>11,}")


def _print_issues(issues: Issues, shown: int) -> None:
    if not len(issues):
        typer.echo("No issues")
        return
    typer.echo(f"{len(issues):,} issues")
    for kept, count in issues.groups:
        for issue in kept[:shown]:
            typer.echo(f"  {issue}")
        if count > shown:
            typer.echo(f"  ... {count - shown:,} more of these")
        _print_advice(kept[0])


def _print_advice(issue: Issue) -> None:
    typer.echo(f"    {issue.cost[0].upper()}{issue.cost[1:]}. {issue.way_out}")
