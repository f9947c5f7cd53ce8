"""Commands of the Excel add-in: build its file, put it in its place, take it away, find out why it does not work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scorecard.addin_file import building, installing
from scorecard.addin_file.doctor import examine
from scorecard.addin_file.finding import Examined, Outcome
from scorecard.addin_file.machine import pythonw, this_machine
from scorecard.addin_file.settings_sheet import INTERPRETER, Choices
from scorecard.cli.door import app, told
from scorecard.definitions.workspace import open_workspace

addin = typer.Typer(help="The Excel add-in: Scorecard.xlam.", no_args_is_help=True)
app.add_typer(addin, name="addin")

PlaceOption = Annotated[
    Path | None, typer.Option("--folder", help="Where the file lies; else Excel's own start folder.")
]


@addin.command()
@told
def build(
    out: Annotated[Path, typer.Option("--out", help="The file to write.")] = Path(building.FILE_NAME),
    interpreter: Annotated[str, typer.Option("--interpreter", help="The Python that it starts.")] = INTERPRETER,
) -> None:
    """Build the add-in's file, the same on every computer, for others to install."""
    written = building.write(out, Choices(interpreter))
    typer.echo(f"Add-in {written}, starts {interpreter}")


@addin.command()
@told
def install(
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="The workspace folder; else the one it has.")
    ] = None,
    folder: PlaceOption = None,
) -> None:
    """Build the add-in for this Python and put it where Excel opens it; no administrator is needed."""
    if workspace:
        open_workspace(workspace)
    written = installing.install(installing.place(this_machine(), folder), pythonw(), workspace)
    typer.echo(f"Add-in {written}")
    typer.echo("Start Excel: it shows the tab Scorecard. Where it does not, scorecard addin doctor says why.")


@addin.command()
@told
def uninstall(folder: PlaceOption = None) -> None:
    """Take the add-in away; workspaces and workbooks stay."""
    typer.echo(f"Deleted {installing.uninstall(installing.place(this_machine(), folder))}")


@addin.command()
@told
def doctor(folder: PlaceOption = None) -> None:
    """Check everything the add-in needs, and say what to do; it ends with 1 where something is not ok."""
    machine = this_machine()
    findings = examine(Examined(installing.place(machine, folder), machine))
    for name, finding in findings.items():
        typer.echo(f"{finding.outcome:<24}{name + ':':<18}{finding.said}")
        if finding.way_out:
            typer.echo(f"{'':<42}{finding.way_out}")
    if any(finding.outcome is Outcome.NOT_OK for finding in findings.values()):
        raise typer.Exit(1)
