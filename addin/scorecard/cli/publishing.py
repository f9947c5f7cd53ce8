"""Commands that publish an edition, and check one that was published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from scorecard import showing
from scorecard.cli.door import Folder, PeriodOption, TemplateOption, command, progress_bar
from scorecard.definitions.workspace import open_workspace
from scorecard.errors import UsageError
from scorecard.issues import Issues
from scorecard.periods import parse

PASSWORD = "SCORECARD_PASSWORD"


@command
def publish(
    workspace: Folder = Path(),
    audience: Annotated[str, typer.Option("--audience", help="For whom: a name of mappings/audiences.yaml.")] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", help="Who approved it, by name or office.")] = "",
    period: PeriodOption = "",
    final: Annotated[bool, typer.Option("--final", help="The figures are final; else provisional.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF beside it, by Excel or LibreOffice.")] = False,
    protect: Annotated[
        bool, typer.Option("--encrypt", help=f"With a password, which is asked for or in {PASSWORD}.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
    template: TemplateOption = None,
) -> None:
    """Publish an edition of the last refresh for an audience; the gate stops what must not leave."""
    from scorecard import publication

    if not audience or not approved_by:
        missing = "--audience" if not audience else "--approved-by"
        raise UsageError(f"{missing} is missing.", 'Write --audience managers --approved-by "Head of performance".')
    password = _password() if protect else ""
    request = publication.Request(
        audience, approved_by, parse(period) if period else None, final, pdf, password, out, template
    )
    with progress_bar(publication.STAGES) as told:
        done = publication.publish(open_workspace(workspace), request, told)
    manifest = done.manifest
    typer.echo(f"{manifest.audience_title}, {manifest.period_words}, {manifest.status}; data as at "
               f"{manifest.data_as_at}; approved by {manifest.approved_by}")  # fmt: skip
    typer.echo(str(done.suppressed))
    _told(done)
    typer.echo(f"Edition  {done.edition} ({manifest.edition.size / 1024:,.0f} KB)")
    if manifest.pdf:
        typer.echo(f"PDF      {done.edition.with_name(manifest.pdf.file)}")
    typer.echo(f"Gate     {len(manifest.gate.checks)} checks passed, {len(done.warnings)} warnings")


@command
def verify(file: Annotated[Path, typer.Argument(metavar="FILE", help="An edition that was published.")]) -> None:
    """Check an edition against its manifest; say what differs."""
    from scorecard.publication import verify as verified

    manifest, differences = verified(file)
    for difference in differences:
        typer.echo(difference)
    if differences:
        typer.echo("Do not pass it on; publish it again.")
        raise typer.Exit(1)
    typer.echo(f"{file.name} is as it was published: {manifest.audience_title}, {manifest.period_words}, approved by "
               f"{manifest.approved_by}, {manifest.published[:10]}")  # fmt: skip


def _told(done: object) -> None:
    """What the publisher should know before sending it."""
    from scorecard.publication import Published

    assert isinstance(done, Published)
    for line in done.left_out:
        typer.echo(f"Left out: {line}")
    for note in done.notes:
        typer.echo(note)
    found = Issues()
    found.merge(done.issues)
    for warning in done.warnings:
        found.add(warning)
    if len(found):
        showing.print_issues(found, shown=3)


def _password() -> str:
    """From the environment, or typed twice without being shown; never from the command line, which others can read."""
    given = os.environ.get(PASSWORD, "")
    return given or str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
