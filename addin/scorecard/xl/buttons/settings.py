"""The settings of the add-in: which workspace, which month, who an edition is for and who approved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.errors import UsageError
from scorecard.periods import Period, parse

ADD_IN, SHEET = "Scorecard.xlam", "Scorecard.conf"
MARKS = ("scorecard.yaml", "extracts")
"""What a folder has that is a workspace."""


@dataclass(frozen=True)
class Chosen:
    """The settings as an analyst chose them; empty where nothing was chosen."""

    workspace: Workspace
    period: Period | None = None
    """The month to report; the last one that the extracts reach where it is left out."""
    audience: str = ""
    approved_by: str = ""


def read_settings(app: xw.App, book: xw.Book | None) -> Chosen:
    """The settings for a workbook: the workspace is the one chosen, or else the one that the workbook lies in.

    Raises UsageError where there is neither, or for a period that is none.
    """
    said = _said(app)
    period = said.get("PERIOD", "")
    is_latest = isinstance(period, str) and period.strip().lower() in ("", "latest")
    return Chosen(
        _workspace(str(said.get("WORKSPACE", "")).strip(), book),
        None if is_latest else parse(period),
        str(said.get("AUDIENCE", "")).strip(),
        str(said.get("APPROVED_BY", "")).strip(),
    )


def _said(app: xw.App) -> Mapping[str, Any]:
    """Keys and values of the settings sheet; nothing without the add-in."""
    try:
        sheet = app.books[ADD_IN].sheets[SHEET]
    except KeyError:
        return {}
    rows = sheet.used_range.options(ndim=2).value
    return {str(row[0]).strip(): row[1] for row in rows if len(row) > 1 and row[0] and row[1] is not None}


def _workspace(chosen: str, book: xw.Book | None) -> Workspace:
    if chosen:
        return open_workspace(Path(chosen))
    for folder in Path(book.fullname).parents if book else ():
        if folder.is_absolute() and any((folder / mark).exists() for mark in MARKS):
            return open_workspace(folder)
    raise UsageError(
        "No workspace is chosen, and the workbook does not lie in one.",
        "Choose the workspace folder with Settings on the ribbon.",
    )
