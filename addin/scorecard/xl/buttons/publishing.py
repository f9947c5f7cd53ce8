"""Publish: an edition of the last refresh for the audience that was chosen, told in one message."""

from __future__ import annotations

from scorecard import pipeline, publication
from scorecard.definitions.workspace import Workspace
from scorecard.errors import UsageError
from scorecard.issues import Issues
from scorecard.publication import Published, Request
from scorecard.xl.buttons.door import Desk
from scorecard.xl.open_book.boxes import typed_boxes
from scorecard.xl.open_book.live import LiveWorkbook

SHOWN = 3


def publish(desk: Desk) -> str:
    """Make the edition; answers with where it lies and what its publisher should know."""
    chosen = desk.settings
    if not chosen.audience or not chosen.approved_by:
        raise UsageError(
            "Who the edition is for, or who approved it, is not chosen.", "Press Publish and answer both questions."
        )
    _refuse_unsaved(desk, chosen.workspace)
    request = Request(chosen.audience, chosen.approved_by, chosen.period)
    done = publication.publish(chosen.workspace, request, desk.progress)
    return _outcome(done)


def _refuse_unsaved(desk: Desk, workspace: Workspace) -> None:
    """Raise UsageError where a typed text would be missing: an edition is made from the workspace."""
    cells = pipeline.read_mappings(workspace, Issues()).cells
    typed = typed_boxes(LiveWorkbook(desk.book), cells, workspace.store)
    titles = [sheet.sheet for sheet in cells.sheets if sheet.section in typed]
    if titles:
        raise UsageError(
            f"Commentary that was typed is not in the workspace yet, and would be missing: {', '.join(titles)}.",
            "Press Save commentary, then Publish.",
        )


def _outcome(done: Published) -> str:
    manifest = done.manifest
    said = [
        f"{manifest.audience_title}, {manifest.period_words}, {manifest.status}; approved by {manifest.approved_by}.",
        f"{done.suppressed}.",
        f"The gate passed it with {len(done.warnings)} warnings.",
        f"Edition: {done.edition}",
        *(f"Left out: {each}" for each in done.left_out[:SHOWN]),
        *done.notes,
    ]
    found = [*done.warnings, *done.issues]
    said += [f"Note: {each}" for each in found[:SHOWN]]
    if len(found) > SHOWN:
        said.append(f"and {len(found) - SHOWN} more notes: `scorecard publish` lists them all.")
    return "\n".join(said)
