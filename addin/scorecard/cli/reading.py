"""Commands that read the latest snapshot: a list of figures, one figure, how a figure came to be."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scorecard import showing
from scorecard.cli.door import Folder, FolderOption, command, screen
from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.periods import parse
from scorecard.store import lookup, snapshot
from scorecard.store.lookup import Lookup
from scorecard.store.reasons import why
from scorecard.values import Status, Values


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    TABLE = "table"


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
    """Print one figure, as =KPI() shows it in a cell; where it is missing, why."""
    held = Lookup(_latest(open_workspace(workspace)))
    reason = why(held, code, period, field, where)
    found = held.answer(code, period, field, where)
    typer.echo(lookup.NOT_AVAILABLE if found is None else found)
    if found in (None, lookup.SUPPRESSED):
        screen.print(reason, markup=False)


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
    if figure and figure.status == Status.PUBLISHED:
        return
    query, version = pipeline.explained_query(opened, facts.code)
    if version != facts.version:
        typer.echo("The mapping has changed since this figure was computed; its query as it is now:")
    if query:
        typer.echo(f"Query:\n{query}")


def _latest(workspace: Workspace) -> Values:
    return snapshot.load(snapshot.latest(workspace.store))
