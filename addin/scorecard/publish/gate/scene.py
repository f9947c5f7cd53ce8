"""What every check of the gate is given: the edition, what is known of the run, and a way to tell a finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from scorecard.issues import EditionIssue
from scorecard.publish.gate.book import Book, Link, Sheet
from scorecard.publish.gate.identifiers import Identifiers
from scorecard.publish.gate.known import Printed, Secrets
from scorecard.publish.gate.words import Found, everything

Kind = TypeVar("Kind", bound=EditionIssue)


@dataclass
class Scene:
    """An edition before the gate."""

    book: Book
    secrets: Secrets
    printed: Printed

    @cached_property
    def found(self) -> list[Found]:
        """All texts and numbers of the edition."""
        return list(everything(self.book))

    @cached_property
    def identifiers(self) -> Identifiers:
        return Identifiers(self.secrets.identifiers)

    def of_part(self, kind: type[Kind], part: str, place: str = "", **said: str) -> Kind:
        """A finding in a part, with the sheet that leads to it."""
        return kind(file=self.book.name, part=part, sheet=self.book.owner(part), cell=place, **said)

    def of_sheet(self, kind: type[Kind], sheet: Sheet, place: str = "", **said: str) -> Kind:
        """A finding on a sheet."""
        return kind(file=self.book.name, part=sheet.part, sheet=sheet.title, cell=place, **said)

    def of_link(self, kind: type[Kind], link: Link, **said: str) -> Kind:
        """A finding in a relationship."""
        return self.of_part(kind, link.source or "_rels/.rels", f"relationship {link.identifier}", **said)

    def of_text(self, kind: type[Kind], text: Found, **said: str) -> Kind:
        """A finding in a text."""
        return kind(file=self.book.name, part=text.part, sheet=text.sheet, cell=text.place, **said)
