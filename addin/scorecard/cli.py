"""The command line: every command is a few lines over the pipeline, the store and the demo."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scorecard import showing
from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.errors import ScorecardError, UsageError
from scorecard.issues import Issues
from scorecard.periods import Period, parse
from scorecard.store import lookup, snapshot
from scorecard.values import Values

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
    """A command of the scorecard."""
    return app.command()(told(run))


def told(run: Callable[P, R]) -> Callable[P, R]:
    """A command that shows an error as a message with its way out, and leaves with its exit code."""

    @functools.wraps(run)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except ScorecardError as error:
            told = error
        except OSError as error:
            told = ScorecardError(
                f"{error.filename or 'A file'}: {error.strerror or error}.",
                "Check that the folder is there, can be written and has room; close the file where it is open.",
            )
        except (KeyboardInterrupt, EOFError):
            told = ScorecardError("Stopped.", "The last snapshot and the last workbook are as they were.")
        screen.print(told.message, style="bold red", markup=False)
        if told.way_out:
            screen.print(told.way_out, markup=False)
        raise typer.Exit(told.exit_code)

    return shown


benchmarks = typer.Typer(help="Figures of other areas to compare with.", no_args_is_help=True)
app.add_typer(benchmarks, name="benchmarks")


@contextmanager
def progress_bar() -> Iterator[Callable[[str, str], None]]:
    """A line that says what a run is at; the pipeline calls it with a stage and a name."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    stages = ("Mappings", "Extracts", "Indicators", "Store", "Workbook")
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
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

    opened = open_workspace(workspace)
    pipeline.check_target(opened, template, out)
    with progress_bar() as told:
        computed = pipeline.compute_snapshot(opened, _period(period), told)
    showing.print_rows(computed.values)
    showing.print_issues(computed.issues, shown=3)
    showing.print_run(computed.values)
    typer.echo(f"Snapshot {computed.snapshot}")
    with progress_bar() as told:
        done = pipeline.fill_scorecard(opened, computed, template, out, told)
    typer.echo(f"Workbook {done.workbook} ({done.filled.cells_written:,} cells)")
    if len(done.findings):
        showing.print_issues(done.findings, shown=3)


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
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="A finished workbook to check instead of the extracts.")
    ] = None,
) -> None:
    """List everything that is wrong with the mappings and the extracts, or with a finished workbook."""
    from scorecard import pipeline

    issues = Issues()
    opened = open_workspace(workspace)
    if workbook:
        report = pipeline.check_finished(opened, workbook, issues)
        typer.echo(f"{report.figures:,} figures of {report.tables} tables, {report.texts} texts, {report.rules} rules")
        typer.echo(f"{len(report.skipped)} rules are about what the workbook does not have")
        showing.print_issues(issues, shown=Issues.KEPT if every else 10)
        return
    with progress_bar() as told:
        mappings = pipeline.read_mappings(opened, issues)
        tables = pipeline.read_tables(opened, mappings.definitions, issues, told)
        if tables.last:
            values = pipeline.compute_values(opened, mappings.definitions, tables, issues, None, told)
            pipeline.commentary_of(opened, mappings.cells, values, issues)
            showing.print_rows(values)
    showing.print_issues(issues, shown=Issues.KEPT if every else 10)


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


@benchmarks.command("import")
@told
def import_benchmarks(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of the official statistics.")],
    workspace: FolderOption = Path(),
    release: Annotated[str, typer.Option("--release", help="The release, such as 2015-16.")] = "",
    provisional: Annotated[bool, typer.Option("--provisional", help="The figures may still change.")] = False,
) -> None:
    """Merge the figures of a published file into extracts/benchmarks.csv."""
    from scorecard import pipeline

    issues = Issues()
    opened = open_workspace(workspace)
    done = pipeline.import_published(opened, file, issues, release, provisional)
    for line in done.lines:
        typer.echo(f"{line.code:<28}{line.period:<10}{line.comparator:<25}{line.value:>10.4g}  {line.source}")
    typer.echo(f"{done.added} added, {done.replaced} replaced, {done.kept} final ones kept")
    if done.without_number:
        listed = ", ".join(f"{count} {shorthand}" for shorthand, count in sorted(done.without_number.items()))
        typer.echo(f"Left out for want of a number: {listed}")
    showing.print_issues(issues, shown=10)


# ---------------------------------------------------------------- reading snapshots


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
        showing.row_of(figure)
        for figure in held.figures.values()
        if label in ("", figure.period) and wanted in ("", figure.code)
    ]
    match form:
        case Format.CSV:
            showing.print_csv(rows)
        case Format.JSON:
            typer.echo(
                json.dumps([dict(zip(showing.COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
            )
        case Format.TABLE:
            showing.print_table(rows)


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
    from scorecard import pipeline

    opened = open_workspace(workspace)
    held = _latest(opened)
    facts = lookup.indicator(held, code)
    asked = lookup.period_of(held, facts.code, period)
    figure = held.get(facts.code, asked.label, *lookup.category_of(held, facts.code, where))
    for name, said in showing.explained(held, facts.code, asked, figure):
        typer.echo(f"{name + ':':<14}{said}")
    query, version = pipeline.explained_query(opened, facts.code)
    if version != facts.version:
        typer.echo("The mapping has changed since this figure was computed; its query as it is now:")
    if query:
        typer.echo(f"Query:\n{query}")


# ---------------------------------------------------------------- what is shown


def _period(text: str) -> Period | None:
    return parse(text) if text else None


def _latest(workspace: Workspace) -> Values:
    return snapshot.load(snapshot.latest(workspace.store))


def _why(held: Values, code: str, period: str, where: str) -> str:
    """Why there is nothing to print: the figure's status, or that the figure has no such field."""
    facts = lookup.indicator(held, code)
    asked = lookup.period_of(held, facts.code, period)
    figure = held.get(facts.code, asked.label, *lookup.category_of(held, facts.code, where))
    if not figure:
        return f"no figure for {asked}"
    return str(figure.status) if figure.value is None else "none"
