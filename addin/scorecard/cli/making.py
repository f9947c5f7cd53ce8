"""Commands that make something: a refresh, a check, a demo, a template, a schema, imported benchmarks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from scorecard import showing
from scorecard.cli.door import (
    Folder,
    FolderOption,
    OutOption,
    PeriodOption,
    TemplateOption,
    app,
    command,
    progress_bar,
    told,
)
from scorecard.definitions.workspace import open_workspace
from scorecard.errors import UsageError
from scorecard.issues import Issues
from scorecard.periods import parse

benchmarks = typer.Typer(help="Figures of other areas to compare with.", no_args_is_help=True)
app.add_typer(benchmarks, name="benchmarks")


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
        computed = pipeline.compute_snapshot(opened, parse(period) if period else None, told)
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
        values = pipeline.check_workspace(opened, issues, None, told)
        if values:
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
