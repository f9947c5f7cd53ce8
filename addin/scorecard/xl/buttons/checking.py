"""Check: what is wrong with mappings, extracts and commentary, and whether the open workbook agrees with itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from scorecard import pipeline
from scorecard.definitions.workspace import Workspace
from scorecard.errors import DefinitionError, ScorecardError
from scorecard.issues import CommentaryIssue, Issues
from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.boxes import box_links
from scorecard.xl.open_book.issue_sheet import SHEET, list_issues
from scorecard.xl.open_book.live import LiveWorkbook
from scorecard.xl.open_book.writing import Writer

CHECKED = (".xlsx", ".xlsm")
"""What the checker reads."""


def check(desk: Desk) -> str:
    """Check all there is to check and list what was found; answers with the outcome."""
    workspace = desk.settings.workspace
    issues, notes = Issues(), []
    try:
        pipeline.check_workspace(workspace, issues, desk.settings.period, desk.progress)
    except DefinitionError:
        if not issues.stopping:
            raise
        notes.append("The mappings hold mistakes, so the extracts were not read.")
    of_workspace = len(issues)
    found = Issues()
    notes.append(check_book(desk, workspace, found))
    issues.merge(found)
    _list(desk, issues, notes)
    if not len(issues):
        return "\n".join(filter(None, ["No issues.", *notes]))
    counted = f"{of_workspace:,} issues in mappings, extracts and commentary, {len(found):,} in the workbook."
    return "\n".join(filter(None, [counted, *notes, f"They are listed on the sheet {SHEET}."]))


def check_book(desk: Desk, workspace: Workspace, found: Issues, texts: bool = True) -> str:
    """Let the checker read a copy of the open workbook, as it is now; answers why it could not."""
    desk.progress("Check", desk.book.name)
    suffix = Path(desk.book.name).suffix or CHECKED[0]
    if suffix.lower() not in CHECKED:
        return f"The figures were not checked against each other: that needs a workbook saved as {CHECKED[0]}."
    desk.app.calculate()
    with tempfile.TemporaryDirectory(prefix="scorecard-") as folder:
        copy = Path(folder) / f"{Path(desk.book.name).stem}{suffix}"
        desk.book.api.SaveCopyAs(str(copy))
        try:
            pipeline.check_finished(workspace, copy, found, texts)
        except ScorecardError as error:
            return f"The figures were not checked against each other: {error}"
    return ""


def _boxes(desk: Desk, issues: Issues) -> dict[str, str]:
    """The boxes of the open workbook, where an issue is about a text."""
    if not any(isinstance(issue, CommentaryIssue) for issue in issues):
        return {}
    cells = pipeline.read_mappings(desk.settings.workspace, Issues()).cells
    return box_links(LiveWorkbook(desk.book), cells)


def _list(desk: Desk, issues: Issues, notes: list[str]) -> None:
    writer, boxes = Writer(desk.book), _boxes(desk, issues)
    with undisturbed(desk):
        try:
            if not list_issues(desk.book, issues, writer, boxes):
                notes.append(f"The workbook is protected against new sheets, so there is no sheet {SHEET}.")
        except BaseException:
            writer.put_back()
            raise
