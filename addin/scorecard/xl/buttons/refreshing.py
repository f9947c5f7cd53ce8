"""Refresh and Apply snapshot: figures into the workbook that is open, by the same plan that fills a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress

import xlwings as xw

from scorecard import pipeline
from scorecard.commentary.filled import remember
from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.workspace import Workspace
from scorecard.errors import TemplateError
from scorecard.issues import Issues
from scorecard.pipeline import Computed
from scorecard.workbook import wording
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.template.back import QUALITY
from scorecard.xl.buttons.checking import check_book
from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.boxes import box_cells, box_links, typed_boxes
from scorecard.xl.open_book.issue_sheet import SHEET, list_issues
from scorecard.xl.open_book.live import LiveWorkbook
from scorecard.xl.open_book.writing import Place, Writer


def refresh(desk: Desk) -> str:
    """Compute from the workspace's extracts and fill the open workbook; answers with the outcome."""
    refuse_read_only(desk.book)
    chosen = desk.settings
    computed = pipeline.compute_snapshot(chosen.workspace, chosen.period, desk.progress)
    notes = fill_open(desk, chosen.workspace, computed)
    count = len(computed.issues)
    issues = f"{count:,} issues: see the sheet {SHEET}." if count else "No issues."
    return "\n".join([f"Refreshed: {_about(computed)}", issues, *notes])


def apply_snapshot(desk: Desk) -> str:
    """Fill the open workbook from the latest snapshot, without computing; answers with the outcome."""
    refuse_read_only(desk.book)
    workspace = desk.settings.workspace
    desk.progress("Store", "")
    computed = pipeline.read_latest(workspace, desk.settings.period)
    notes = fill_open(desk, workspace, computed)
    count = sum(each.count for each in computed.values.issues)
    issues = f"{count:,} issues were counted when it was computed: see the sheet {QUALITY}." if count else ""
    return "\n".join(filter(None, [f"Filled from the snapshot: {_about(computed)}", issues, *notes]))


def fill_open(desk: Desk, workspace: Workspace, computed: Computed) -> list[str]:
    """Fill the open workbook, or leave it as it was; answers with what else the analyst should know.

    Raises TemplateError where the workbook does not fit the cell map, or a cell cannot be filled.
    """
    desk.progress("Workbook", "")
    live = LiveWorkbook(desk.book)
    typed = typed_boxes(live, computed.cells, workspace.store)
    kept = _set_apart(live, computed.cells, typed)
    found = Issues()
    writes = _planned(workspace, computed, live, kept, found)
    _refuse_protected(desk.book, writes)
    with suppress(OSError):  # where the store cannot be written, what is filled counts as typed later: it is kept
        remember(workspace.store, (each.text for each in computed.commentary.values()))
    writer = Writer(desk.book)
    with undisturbed(desk):
        try:
            writer.write(writes)
            notes = [check_book(desk, workspace, found, texts=False)]
            if len(found):
                pipeline.add_findings(computed, found)  # they stand on the sheet Data quality as well
                again = _planned(workspace, computed, live, kept)
                writer.write([write for write in again if write not in set(writes)])
            writer.verify()
            notes.append(_listed(desk.book, computed, writer, box_links(live, computed.cells)))
        except BaseException as error:
            if not writer.put_back():
                raise TemplateError(
                    f"The fill stopped: {next(iter(str(error).splitlines()), type(error).__name__)}",
                    "Not every cell could be put back: close the workbook without saving it.",
                ) from error
            raise
        with suppress(Exception):  # the workbook is filled: a formula elsewhere must not say otherwise
            desk.app.api.CalculateFull()  # formulas with KPI() ask for the new snapshot
    return list(filter(None, [*notes, _kept(computed.cells, typed)]))


def refuse_read_only(book: xw.Book) -> None:
    """Raise TemplateError for a workbook that could not be saved after it was filled."""
    if book.api.ReadOnly:
        raise TemplateError(
            f"{book.name} is open read-only: it could not be saved with what is filled in.",
            "Save it under another name (File, Save As), or close it where it is open elsewhere, and try again.",
        )


def _set_apart(live: LiveWorkbook, cells: CellMap, typed: Collection[str]) -> set[Place]:
    """The cells of boxes that hold a typed text: they are kept. To the plan, the other boxes are empty."""
    kept: set[Place] = set()
    for sheet in cells.sheets:
        for area in box_cells(live, sheet):
            kept.add(area[:3]) if sheet.section in typed else live.take_as_empty(area)
    return kept


def _planned(
    workspace: Workspace, computed: Computed, live: LiveWorkbook, kept: set[Place],
    issues: Issues | None = None,
) -> list[CellWrite]:  # fmt: skip
    """What is written; boxes that hold a typed text are left out."""
    writes = pipeline.plan_workbook(workspace, computed, live, issues)
    return [write for write in writes if write[:3] not in kept]


def _refuse_protected(book: xw.Book, writes: list[CellWrite]) -> None:
    titles = dict.fromkeys(write.sheet for write in writes)
    protected = [title for title in titles if book.sheets[title].api.ProtectContents]
    if protected:
        raise TemplateError(
            f"Protected, so nothing was filled: {', '.join(protected)}.",
            "Take the protection off in Excel (Review, Unprotect Sheet) and press the button again.",
        )


def _listed(book: xw.Book, computed: Computed, writer: Writer, boxes: Mapping[str, str]) -> str:
    """List the issues; a snapshot that is applied has none of its own, and leaves the list of the run before."""
    if not computed.tables.found and not len(computed.issues):
        return ""
    is_listed = list_issues(book, computed.issues, writer, boxes)
    return "" if is_listed else "The issues are not listed: the workbook is protected against new sheets."


def _about(computed: Computed) -> str:
    run = computed.values.run
    return f"{wording.month(run.period.end)}, data as at {wording.day(run.data_as_at)}."


def _kept(cells: CellMap, typed: Collection[str]) -> str:
    titles = [sheet.sheet for sheet in cells.sheets if sheet.section in typed]
    if not titles:
        return ""
    return f"Commentary that was typed is kept: {', '.join(titles)}. Save commentary takes it to the workspace."
