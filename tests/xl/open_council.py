"""A council's workspace with its scorecard open, for tests of buttons: what stands in it, and that nothing changed."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw

from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.xl.open_book.issue_sheet import SHEET as ISSUES

Look = Callable[[Any], list[str]]
LOOKS = ("number_format", "font", "fill", "border", "alignment", "protection")


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """A workspace of one's own, with the extracts, the snapshot and the cache of another."""
    shutil.copytree(workspace.folder, folder, ignore=shutil.ignore_patterns("output"))
    return open_workspace(folder)


def opened(app: xw.App, workspace: Workspace, name: str = "scorecard.xlsx", **how: Any) -> xw.Book:
    """The template, open in the workspace's output folder."""
    path = workspace.output / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(workspace.template(), path)
    return app.books.open(path, **how)


def contents(book: xw.Book) -> dict[str, tuple[Any, Any]]:
    """All values and formulas of an open workbook."""
    used = {sheet.name: sheet.used_range for sheet in book.sheets}
    return {name: (cells.api.Value2, cells.formula) for name, cells in used.items()}


def loaded(path: Path) -> Any:
    """A saved workbook as openpyxl reads it; it says of sparklines that it leaves them out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def differences(first: Any, second: Any, without: set[str] = frozenset()) -> Iterator[str]:
    """Where two loaded workbooks differ: values, looks, names, tables, merged cells, conditional formats, columns."""
    looks = _looks(), _looks()
    sheets = [title for title in second.sheetnames if title != ISSUES and title not in without]
    if first.sheetnames != sheets:
        yield f"sheets {first.sheetnames} {sheets}"
    if _names(first) != _names(second):
        yield "names"
    for title in first.sheetnames:
        ours, theirs = first[title], second[title]
        for what in _about(ours):
            if _about(ours)[what] != _about(theirs)[what]:
                yield f"{title}: {what}"
        for row in range(1, max(ours.max_row, theirs.max_row) + 1):
            for column in range(1, max(ours.max_column, theirs.max_column) + 1):
                yield from _of_cell(title, ours.cell(row, column), theirs.cell(row, column), looks, without)


def _of_cell(title: str, one: Any, other: Any, looks: tuple[Look, Look], without: set[str]) -> Iterator[str]:
    place = f"{title}!{one.coordinate}"
    if place in without:
        return
    if one.value != other.value:
        yield f"{place}: {one.value!r} is {other.value!r}"
    for look, ours, theirs in zip(LOOKS, looks[0](one), looks[1](other), strict=True):
        if ours != theirs:
            yield f"{place}: {look}"


def _looks() -> Look:
    """The looks of a workbook's cells, in words; there are some hundred of them for tens of thousands of cells."""
    known: dict[int, list[str]] = {}

    def look(cell: Any) -> list[str]:
        if cell.style_id not in known:
            known[cell.style_id] = [repr(getattr(cell, each)) for each in LOOKS]
        return known[cell.style_id]

    return look


def _names(book: Any) -> dict[str, str]:
    return {name: defined.attr_text for name, defined in book.defined_names.items()}


def _about(sheet: Any) -> dict[str, Any]:
    return {
        "tables": dict(sheet.tables.items()),
        "merged cells": sorted(str(each) for each in sheet.merged_cells.ranges),
        "conditional formats": sorted(str(each.sqref) for each in sheet.conditional_formatting),
        "column widths": {letter: each.width for letter, each in sheet.column_dimensions.items()},
        "frozen": sheet.freeze_panes,
        "print area": sheet.print_area,
    }
