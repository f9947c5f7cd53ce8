"""An edition to its recipients: only as its manifest says, each message once, an interruption taken up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

from filelock import FileLock, Timeout

from scorecard.errors import UsageError
from scorecard.publish.mail.journal import Event, Journal
from scorecard.publish.mail.message import message_for
from scorecard.publish.mail.recipients import Recipient
from scorecard.publish.mail.server import Answer, Connection, MailError, Outcome
from scorecard.publish.manifest import Manifest, differences, read_manifest

EVENTS = {Outcome.TAKEN: Event.SENT, Outcome.REFUSED: Event.REFUSED}


@dataclass
class Report:
    """What became of each recipient's message, by address."""

    sent: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    """Sent in an earlier run."""
    refused: dict[str, str] = field(default_factory=dict)
    not_sent: dict[str, str] = field(default_factory=dict)
    in_doubt: list[str] = field(default_factory=list)
    """May have arrived: not sent again unless they are named."""

    @property
    def whole(self) -> bool:
        return not (self.refused or self.not_sent or self.in_doubt)


def passed_edition(edition: Path) -> Manifest:
    """The manifest of an edition that may leave. Raises MailError for one that differs or did not pass the gate."""
    manifest = read_manifest(edition)
    found = differences(edition, manifest)
    if found:
        raise MailError("\n".join(f"{edition}: {each}." for each in found),
                        "Nothing was sent. Publish the edition again; never change a published file.")  # fmt: skip
    return manifest


def sender_address(text: str) -> Address:
    """Who sends. Raises UsageError for what is no address."""
    try:
        made = Address(addr_spec=text)
    except (ValueError, IndexError):
        made = Address()
    if not made.username or not made.domain:
        raise UsageError(f'"{text}" is not an address to send from.', "Give it with --from or SCORECARD_SMTP_FROM.")
    return made


def send(
    edition: Path,
    manifest: Manifest,
    recipients: Iterable[Recipient],
    sender: Address,
    connection: Connection,
    again: Iterable[str] = (),
    progress: Callable[[str], None] = lambda _address: None,
) -> Report:
    """Send to everybody who has not been sent this edition; `again` names those in doubt who shall get it once more.

    Raises MailError when the server cannot be used at all, or another run is sending the same edition.
    """
    lock = FileLock(edition.with_suffix(".sending.lock"))
    try:
        with lock.acquire(timeout=0):
            return _send(edition, manifest, recipients, sender, connection, {each.lower() for each in again}, progress)
    except Timeout:
        raise MailError(f"{edition.name} is being sent by another run.", "Wait for it to end.") from None
    finally:
        connection.close()


def _send(
    edition: Path,
    manifest: Manifest,
    recipients: Iterable[Recipient],
    sender: Address,
    connection: Connection,
    again: set[str],
    progress: Callable[[str], None],
) -> Report:
    journal = Journal(edition, manifest.edition.sha256)
    report = Report()
    for recipient in recipients:
        if journal.was_sent(recipient.key):
            report.before.append(recipient.address)
        elif journal.in_doubt(recipient.key) and recipient.key not in again:
            report.in_doubt.append(recipient.address)
        else:
            progress(recipient.address)
            message = message_for(recipient, sender, edition, manifest)
            _note(report, recipient, _hand_over(journal, connection, message, sender.addr_spec, recipient))
    return report


def _hand_over(
    journal: Journal, connection: Connection, message: EmailMessage, sender: str, recipient: Recipient
) -> Answer:
    """One message, recorded as it leaves and after; a connection that broke before it left is opened once more."""

    def note(event: Event, said: str = "") -> None:
        journal.add(event, recipient.key, str(message["Message-ID"]), said)

    def leaving() -> None:
        note(Event.LEAVING)

    try:
        answer = connection.hand_over(message, sender, recipient, leaving)
        if answer.outcome == Outcome.LOST_BEFORE:
            answer = connection.hand_over(message, sender, recipient, leaving)
    except MailError as error:
        note(Event.NOT_SENT, error.message)
        raise
    if answer.outcome != Outcome.LOST_AFTER:
        note(EVENTS.get(answer.outcome, Event.NOT_SENT), answer.said)
    return answer


def _note(report: Report, recipient: Recipient, answer: Answer) -> None:
    match answer.outcome:
        case Outcome.TAKEN:
            report.sent.append(recipient.address)
        case Outcome.REFUSED:
            report.refused[recipient.address] = answer.said
        case Outcome.LOST_AFTER:
            report.in_doubt.append(recipient.address)
        case _:
            report.not_sent[recipient.address] = answer.said
