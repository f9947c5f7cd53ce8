"""All checks over one edition. They fail closed: what cannot be read or checked is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from scorecard.errors import ScorecardError
from scorecard.issues import CheckFailed, Cost, EditionIssue
from scorecard.publish import accessibility
from scorecard.publish.gate import caches, container, content, hidden
from scorecard.publish.gate.book import Book
from scorecard.publish.gate.identifiers import births_in, identifiers_in
from scorecard.publish.gate.known import Printed, Secrets
from scorecard.publish.gate.pictures import pictures_are_bare
from scorecard.publish.gate.scene import Scene


class Check(NamedTuple):
    """One thing that is looked for, by the name that the manifest lists."""

    name: str
    run: Callable[[Scene], Iterable[EditionIssue]]


@dataclass
class Inspection:
    """What the gate found, and how much it looked at."""

    findings: list[EditionIssue]
    checks: list[str]
    looked_at: dict[str, int] = field(default_factory=dict)

    @property
    def stopping(self) -> list[EditionIssue]:
        """What keeps the edition from being published."""
        return [each for each in self.findings if each.cost == Cost.STOP]

    @property
    def warnings(self) -> list[EditionIssue]:
        return [each for each in self.findings if each.cost != Cost.STOP]


def _identifiers(scene: Scene) -> Iterator[EditionIssue]:
    for found in scene.found:
        yield from identifiers_in(found, scene.identifiers, scene.printed, scene.book.name)


def _births(scene: Scene) -> Iterator[EditionIssue]:
    for found in scene.found:
        yield from births_in(found, scene.secrets, scene.printed, scene.book.name)


CHECKS = (
    Check("size", container.size),
    Check("order of the bytes", container.bytes_in_order),
    Check("kinds of parts", container.parts_are_allowed),
    Check("relationships", container.links_are_allowed),
    Check("elements", content.elements_are_allowed),
    Check("hidden content", hidden.nothing_is_hidden),
    Check("formulas", content.no_formulas),
    Check("texts that start a formula", content.no_text_starts_a_formula),
    Check("paths and links", content.no_paths_or_links),
    Check("names of people", content.nobody_is_named),
    Check("pictures", pictures_are_bare),
    Check("identifiers", _identifiers),
    Check("dates of birth", _births),
    Check("caches of charts", caches.charts_remember_their_cells),
    Check("accessibility", accessibility.lint),
)


def inspect(edition: Path, secrets: Secrets, printed: Printed, checks: Iterable[Check] = CHECKS) -> Inspection:
    """Look for everything in a finished edition; nothing is raised, a check that breaks off is a finding."""
    named = list(checks)
    inspection = Inspection([], [each.name for each in named])
    try:
        scene = Scene(Book(edition), secrets, printed)
        inspection.looked_at = {
            "parts": len(scene.book.parts), "sheets": len(scene.book.sheets), "texts and numbers": len(scene.found),
            "identifiers looked for": scene.identifiers.count, "dates of birth looked for": len(secrets.births),
        }  # fmt: skip
    except Exception as error:  # whatever it is, the edition was not checked
        inspection.findings.append(_failed(edition, "reading", error))
        return inspection
    for check in named:
        inspection.findings += _told(check, scene)
    return inspection


def _told(check: Check, scene: Scene) -> Iterator[EditionIssue]:
    seen: dict[EditionIssue, None] = {}
    try:
        for finding in check.run(scene):
            if finding not in seen:
                seen[finding] = None
                yield finding
    except Exception as error:  # fails closed
        yield _failed(scene.book.path, check.name, error)


def _failed(edition: Path, name: str, error: Exception) -> CheckFailed:
    said = error.message if isinstance(error, ScorecardError) else f"{type(error).__name__}: {error}"
    return CheckFailed(file=edition.name, found=f"{name}: {said}")
