"""Drafts that a mail program opens unsent, a file a recipient, for those who send by hand."""

from __future__ import annotations

import re
from email.headerregistry import Address
from pathlib import Path

from scorecard.publish.mail.message import message_for
from scorecard.publish.mail.recipients import Recipient
from scorecard.publish.manifest import Manifest


def write_drafts(
    folder: Path, recipients: list[Recipient], sender: Address, edition: Path, manifest: Manifest
) -> list[Path]:
    """A draft for each recipient; one of the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, recipient in enumerate(recipients, start=1):
        made = message_for(recipient, sender, edition, manifest)
        made["X-Unsent"] = "1"  # Outlook opens such a file as a draft that can be sent
        path = folder / f"{number:03}-{re.sub(r'[^A-Za-z0-9.-]+', '-', recipient.address)}.eml"
        path.write_bytes(made.as_bytes())
        written.append(path)
    return written
