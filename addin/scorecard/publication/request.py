"""What is asked of a publication, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from scorecard.errors import ScorecardError, UsageError
from scorecard.issues import EditionIssue, Issues
from scorecard.periods import Period
from scorecard.publish.encryption import check_password
from scorecard.publish.manifest import Manifest
from scorecard.publish.suppression import Suppressed


class PublicationError(ScorecardError):
    """An edition that must not be published; nothing was left in its place."""


@dataclass(frozen=True)
class Request:
    """What is asked for: for whom, approved by whom, of which month, how, and where to."""

    audience: str
    approved_by: str
    period: Period | None = None
    final: bool = False
    pdf: bool = False
    password: str = ""
    out: Path | None = None
    template: Path | None = None


@dataclass(frozen=True)
class Published:
    """An edition in its place, and what its publisher should know."""

    edition: Path
    manifest: Manifest
    suppressed: Suppressed
    warnings: list[EditionIssue]
    issues: Issues
    """What the texts and the template say against the audience's figures."""
    left_out: list[str]
    notes: list[str] = field(default_factory=list)


def check(request: Request) -> None:
    """Raises UsageError for what cannot be published, before anything is read."""
    if not request.approved_by.strip():
        raise UsageError("An edition is approved by somebody.", 'Name them: --approved-by "Head of performance".')
    if request.password and request.pdf:
        raise UsageError("A PDF has no password here, so it would lie open beside the edition.",
                         "Publish with --pdf or with --encrypt.")
    if request.password:
        check_password(request.password)
