"""Settings: says whether what was chosen works, before it is needed."""

from __future__ import annotations

from scorecard.definitions.workspace import Workspace
from scorecard.errors import StoreError
from scorecard.store import snapshot
from scorecard.workbook import wording
from scorecard.xl.buttons.door import Desk


def told_settings(desk: Desk) -> str:
    """The settings with what they lead to. Raises UsageError for a workspace or a period that cannot be."""
    chosen = desk.settings
    workspace = chosen.workspace
    period = f"{chosen.period}" if chosen.period else "the last one that the extracts reach"
    lines = [
        f"Workspace: {workspace.folder}, {workspace.settings.council}",
        f"Period: {period}",
        _extracts(workspace),
        _snapshot(workspace),
    ]
    if chosen.audience:
        lines.append(f"Editions are for: {chosen.audience}, approved by {chosen.approved_by or 'nobody yet'}")
    return "\n".join(lines)


def _extracts(workspace: Workspace) -> str:
    if not workspace.extracts.is_dir():
        return f"Extracts: there is no folder {workspace.extracts}. Put the extracts there before you press Refresh."
    count = sum(1 for path in workspace.extracts.iterdir() if path.is_file())
    return f"Extracts: {count} files"


def _snapshot(workspace: Workspace) -> str:
    """The latest snapshot. Raises StoreError for one that cannot be read."""
    try:
        path = snapshot.latest(workspace.store)
    except StoreError:
        return "Figures: none yet. Press Refresh to compute them."
    run = snapshot.load(path).run
    return f"Figures: {wording.month(run.period.end)}, computed {wording.day(run.made)} at {run.made:%H:%M}"
