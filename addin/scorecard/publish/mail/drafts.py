"""Drafts that a mail program opens unsent, a file a recipient, for those who send by hand."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.headerregistry import Address
from pathlib import Path

from scorecard.publish.mail.message import ORIGIN, message_for
from scorecard.publish.mail.recipients import Recipient
from scorecard.publish.manifest import Manifest

UNSENT = "X-Unsent"


def write_drafts(
    folder: Path, recipients: list[Recipient], sender: Address, edition: Path, manifest: Manifest
) -> list[Path]:
    """A draft for each recipient. Those of an earlier list go: who was taken off it must not get one by mistake."""
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in filter(_is_draft, folder.glob("[0-9][0-9][0-9]-*.eml")):
        earlier.unlink()
    written = []
    for number, recipient in enumerate(recipients, start=1):
        made = message_for(recipient, sender, edition, manifest)
        made[UNSENT] = "1"  # Outlook opens such a file as a draft that can be sent
        path = folder / f"{number:03}-{re.sub(r'[^A-Za-z0-9.-]+', '-', recipient.address)}.eml"
        path.write_bytes(made.as_bytes())
        written.append(path)
    return written


def _is_draft(path: Path) -> bool:
    """Whether a file was written here: unsent, and with one of our identifiers."""
    head = message_from_bytes(path.read_bytes().partition(b"\r\n\r\n")[0])
    return UNSENT in head and f".{ORIGIN}@" in str(head["Message-ID"])
