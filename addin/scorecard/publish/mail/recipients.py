"""Whom an edition goes to: a CSV list that people keep by hand, read whole before anything is written or sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from email.headerregistry import Address
from pathlib import Path
from typing import NamedTuple

from scorecard.errors import UsageError

ADDRESS_HEADS = ("email", "e-mail", "email address", "e-mail address", "mail", "address")
NAME_HEADS = ("name", "full name", "recipient")
WAY_OUT = "Nothing was sent. Write a line a person under the headings `email` and, if you like, `name`."


class Recipient(NamedTuple):
    """One person: the address, and the name where the list has it."""

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """The address as it is compared: mail servers treat capitals alike."""
        return self.address.lower()

    @property
    def header(self) -> Address:
        return Address(self.name, addr_spec=self.address)


def read_recipients(path: Path) -> list[Recipient]:
    """The people of a list, each once. Raises UsageError that names every row that is no address, and an empty list."""
    rows = csv.reader(io.StringIO(_text(path)))
    heads = [head.strip().lower() for head in next(rows, [])]
    at = _column(heads, ADDRESS_HEADS)
    if at is None:
        raise UsageError(f'{path}, row 1: there is no heading "email"; found {", ".join(heads) or "nothing"}.', WAY_OUT)
    name_at = _column(heads, NAME_HEADS)
    found: dict[str, Recipient] = {}
    wrong: list[str] = []
    for number, cells in _filled(rows):
        given = cells[at].strip() if at < len(cells) else ""
        name = cells[name_at].strip() if name_at is not None and name_at < len(cells) else ""
        recipient = _recipient(given, name)
        if recipient:
            found.setdefault(recipient.key, recipient)
        else:
            wrong.append(f'{path}, row {number}, column "{heads[at]}": "{given}" is not one address.')
    if wrong:
        raise UsageError("\n".join(wrong), WAY_OUT)
    if not found:
        raise UsageError(f"{path} has no recipients.", WAY_OUT)
    return list(found.values())


def _recipient(address: str, name: str) -> Recipient | None:
    """A recipient whose address and name can stand in a header; line breaks, lists and bare words cannot."""
    recipient = Recipient(address, name)
    try:
        whole = recipient.header.username and recipient.header.domain
    except (ValueError, IndexError):
        return None
    if not whole or not address.isascii() or any(each in address for each in " ,;<>") or not name.isprintable():
        return None
    return recipient


def _filled(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, numbered as a spreadsheet shows them."""
    return ((number, cells) for number, cells in enumerate(rows, start=2) if any(cell.strip() for cell in cells))


def _column(heads: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((heads.index(head) for head in wanted if head in heads), None)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.", "Name the list with --to.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
