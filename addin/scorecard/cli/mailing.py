"""The command that brings an edition to its recipients: as drafts, or through a mail server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorecard.cli.door import command

if TYPE_CHECKING:
    from scorecard.publish.mail.recipients import Recipient
    from scorecard.publish.mail.sending import Report


@command
def email(
    edition: Annotated[Path, typer.Argument(metavar="EDITION", help="A published workbook, its manifest beside it.")],
    to: Annotated[Path, typer.Option("--to", help="A CSV list with the headings email and name.")],
    sender: Annotated[
        str, typer.Option("--from", envvar="SCORECARD_SMTP_FROM", help="The address that it comes from.")
    ],
    by_server: Annotated[
        bool, typer.Option("--send", help="Send through the server of SCORECARD_SMTP_HOST; else drafts are written.")
    ] = False,
    drafts: Annotated[Path | None, typer.Option("--drafts", help="The folder for the drafts.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking, for schedules.")] = False,
    again: Annotated[
        list[str] | None, typer.Option("--again", help="Send once more to this address, which may have got it.")
    ] = None,
) -> None:
    """Bring an edition to its recipients, a message each: drafts to send by hand, or through a mail server."""
    # Loaded here because every other command does without them.
    from scorecard.publish.mail.drafts import write_drafts
    from scorecard.publish.mail.message import subject
    from scorecard.publish.mail.recipients import read_recipients
    from scorecard.publish.mail.sending import passed_edition, send, sender_address
    from scorecard.publish.mail.server import Connection, server_from

    manifest = passed_edition(edition)
    recipients, address = read_recipients(to), sender_address(sender)
    if not by_server:
        folder = drafts or edition.with_suffix(".drafts")
        write_drafts(folder, recipients, address, edition, manifest)
        typer.echo(f"{len(recipients)} draft{'' if len(recipients) == 1 else 's'} in {folder}: {subject(manifest)}")
        return
    server = server_from()
    typer.echo(f"{subject(manifest)}\nFrom {address.addr_spec} through {server.host} to {len(recipients)} recipients:")
    _ask(recipients, yes)
    report = send(edition, manifest, recipients, address, Connection(server), again or (), _sending)
    _tell(report)
    if not report.whole:
        raise typer.Exit(1)


def _ask(recipients: list[Recipient], yes: bool) -> None:
    for recipient in recipients[:20]:
        typer.echo(f"  {recipient.header}")
    if len(recipients) > 20:
        typer.echo(f"  and {len(recipients) - 20} more")
    if not yes and not typer.confirm("Send?"):
        typer.echo("Nothing was sent.")
        raise typer.Exit(0)


def _sending(address: str) -> None:
    typer.echo(f"Sending to {address}")


def _tell(report: Report) -> None:
    typer.echo(f"{len(report.sent)} sent, {len(report.before)} had been sent before")
    for address, said in {**report.refused, **report.not_sent}.items():
        typer.echo(f"Not sent to {address}: {said}. Correct the list or wait, and run the command again.")
    for address in report.in_doubt:
        typer.echo(f"In doubt: {address} may have got it. Ask, and if not: --again {address}")
