"""Save commentary: what was typed into the boxes of the workbook goes into the files of the workspace."""

from __future__ import annotations

import dataclasses
import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import xlwings as xw

from scorecard import pipeline
from scorecard.commentary.files import Written, file_of, read_text, save_text, signed
from scorecard.commentary.filled import remember
from scorecard.commentary.page import PageFigures
from scorecard.commentary.render import render
from scorecard.commentary.typed import retold
from scorecard.definitions.cellmap import Sheet
from scorecard.definitions.workspace import Workspace
from scorecard.errors import UsageError
from scorecard.issues import Issues
from scorecard.pipeline import Computed
from scorecard.workbook import wording
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.template.section import SIGNATURE_PLACEHOLDER
from scorecard.xl.buttons.door import Desk
from scorecard.xl.open_book.boxes import typed_boxes
from scorecard.xl.open_book.live import LiveWorkbook

PERIOD_NAME = "SCORECARD_PERIOD"
SHOWN = 5


class Saved(NamedTuple):
    """A text that was saved: its file in the workspace, the former version, and the tokens that are numbers now."""

    file: str
    kept: str
    typed: tuple[str, ...]


def save_commentary(desk: Desk) -> str:
    """Write what was typed to the commentary of the workbook's month; answers with the files."""
    workspace = desk.settings.workspace
    desk.progress("Save commentary", "")
    computed = pipeline.read_latest(workspace)
    live = LiveWorkbook(desk.book)
    _refuse_other_month(live, computed)
    typed = typed_boxes(live, computed.cells, workspace.store)
    saved, issues = [], Issues()
    for sheet in computed.cells.sheets:
        if sheet.section in typed:
            page = PageFigures(sheet, computed.cells, Figures(computed.values, workspace.settings.region))
            by = _signature(live, sheet)
            saved += _save(workspace, page, typed[sheet.section], by, _user(desk.app), issues)
    remember(workspace.store, typed.values())
    return _outcome(saved, issues)


def _refuse_other_month(live: LiveWorkbook, computed: Computed) -> None:
    """Raise UsageError for a workbook of another month than the figures, whose commentary it would overwrite."""
    area = live.names.get(PERIOD_NAME)
    found = live.text(area.sheet, area.top, area.left) if area else ""
    expected = wording.reporting_period(computed.values.run.period.end)
    if not area:
        raise UsageError("The open workbook is no scorecard: it has no boxes for commentary.", "Open the scorecard.")
    if found != expected:
        raise UsageError(
            f'The workbook shows "{found}", and the latest figures are of {expected}.',
            "Refresh the workbook first: what is typed stays in its boxes, and is then saved with its month.",
        )


def _save(
    workspace: Workspace, page: PageFigures, typed: str, by: str, user: str, issues: Issues
) -> list[Saved]:
    """Save a text unless its file says so already."""
    period = page.figures.values.run.period.label
    path = file_of(workspace.commentary, period, page.sheet.section)
    before = _before(path, period)
    told = retold(before, page, typed)
    if told is None:
        return []
    author, date = signed(by)
    is_new = by != render(before, page, Issues()).signature
    written = dataclasses.replace(
        before, text=told.text, first=1,
        author=(author if is_new else "") or before.author or user,
        date=(date if is_new else None) or dt.date.today(),
    )  # fmt: skip
    kept = save_text(path, written)
    render(written, page, issues)
    return [Saved(written.file, kept.name if kept else "", told.typed)]


def _before(path: Path, period: str) -> Written:
    file = f"commentary/{period}/{path.name}"
    return read_text(path.read_bytes() if path.is_file() else b"", path.stem, file, Issues())


def _signature(live: LiveWorkbook, sheet: Sheet) -> str:
    """What stands beside the heading of the box: who wrote it, and when."""
    area = live.names.get(f"{sheet.commentary.block}_BY")
    text = live.text(area.sheet, area.top, area.left).strip() if area else ""
    return "" if text == SIGNATURE_PLACEHOLDER else text


def _user(app: xw.App) -> str:
    """The user's name as Excel knows it, where it does."""
    with suppress(Exception):
        return str(app.api.UserName or "").strip()
    return ""


def _outcome(saved: list[Saved], issues: Issues) -> str:
    if not saved:
        return "Nothing to save: the boxes say what the files in the workspace say."
    said = ["Saved to the workspace:"]
    for each in saved:
        former = f" (its former version is {each.kept})" if each.kept else ""
        said.append(f"{each.file}{former}")
    for each in saved:
        if each.typed:
            named = ", ".join(f"{{{{{token}}}}}" for token in each.typed[:SHOWN])
            more = " ..." if len(each.typed) > SHOWN else ""
            said.append(
                f"{each.file}: typed numbers stand where {named}{more} stood. They no longer follow the figures; "
                "every check compares them."
            )
    if len(issues):
        first = next(iter(issues))
        said.append(f"{len(issues)} notes on these texts, such as: {first} Check lists them all.")
    return "\n".join(said)
