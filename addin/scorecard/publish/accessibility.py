"""What a screen reader, a keyboard and weak eyes need of an edition.

A file without a title and a chart without words stop an edition; all else is told, as the analyst's template decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scorecard.issues import (
    AlternativeTextMissing,
    CursorElsewhere,
    EditionIssue,
    HeaderMissing,
    LanguageMissing,
    LowContrast,
    MergedInTable,
    SheetNameSaysNothing,
    TitleMissing,
)
from scorecard.publish.colours import READABLE, Colours
from scorecard.publish.gate.scene import Scene
from scorecard.publish.tags import DECORATIVE, TYPES, D, Range, S, address, local, range_of

DRAWN = {f"{D}graphicFrame", f"{D}pic", f"{D}sp"}
_BORN_WITH = re.compile(r"(?:sheet|tabelle|feuil|blad|chart)\s?\d+", re.I)


def lint(scene: Scene) -> Iterator[EditionIssue]:
    """All rules over one edition."""
    for rule in RULES:
        yield from rule(scene)


def _properties(scene: Scene) -> Iterator[EditionIssue]:
    part = next((part for part, kind in scene.book.types.items() if kind == TYPES["core-properties"]), None)
    said = {} if part is None else {local(each): (each.text or "").strip() for each in scene.book.tree(part)}
    if not said.get("title"):
        yield TitleMissing(file=scene.book.name, part=part or "")
    if not said.get("language"):
        yield LanguageMissing(file=scene.book.name, part=part or "")


def _alternative_texts(scene: Scene) -> Iterator[EditionIssue]:
    for part, kind in scene.book.types.items():
        if kind != TYPES["drawing"]:
            continue
        for drawn in scene.book.tree(part).iter(*DRAWN):
            said = next(drawn.iter(f"{D}cNvPr"), None)
            decorative = said is not None and said.find(f".//{{{DECORATIVE}}}decorative[@val='1']") is not None
            if said is None or not (said.get("descr", "").strip() or decorative):
                name = "" if said is None else said.get("name", "")
                yield scene.of_part(AlternativeTextMissing, part, name)


def _heads(scene: Scene) -> Iterator[EditionIssue]:
    for name, place in scene.book.tables:
        sheet = scene.book.sheet(place.sheet)
        if sheet is None:
            continue
        for column in range(place.left, place.right + 1):
            below = [sheet.at.get((row, column)) for row in range(place.top + 1, place.bottom + 1)]
            head = sheet.at.get((place.top, column))
            if any(cell and (cell.text or cell.number is not None) for cell in below) and not (head and head.text):
                yield scene.of_sheet(HeaderMissing, sheet, address(place.top, column), found=f"in {name}")


def _merged(scene: Scene) -> Iterator[EditionIssue]:
    tables = scene.book.tables
    for sheet in scene.book.sheets:
        for merged in sheet.root.iter(f"{S}mergeCell"):
            place = range_of(merged.get("ref", "")) or Range("", 0, 0, 0, 0)
            for name, table in tables:
                if table.sheet.casefold() == sheet.title.casefold() and any(table.holds(*each) for each in place.cells):
                    yield scene.of_sheet(MergedInTable, sheet, address(place.top, place.left), found=f"in {name}")


def _contrast(scene: Scene) -> Iterator[EditionIssue]:
    part = scene.book.part_of("styles")
    if part is None:
        return
    theme = scene.book.part_of("theme")
    colours = Colours(scene.book.tree(part), scene.book.tree(theme) if theme else None)
    contrasts = colours.contrasts()
    for sheet in scene.book.sheets:
        told: set[int] = set()
        for cell in sheet.cells:
            low = cell.style < len(contrasts) and contrasts[cell.style] < READABLE
            if low and cell.style not in told and (cell.text or cell.number is not None):
                told.add(cell.style)
                yield scene.of_sheet(LowContrast, sheet, cell.address, found=f"{contrasts[cell.style]:.1f}:1")
    for number, found in enumerate(colours.conditional(), start=1):
        if found < READABLE:
            place = f"conditional look {number}"
            yield LowContrast(file=scene.book.name, part=part, cell=place, found=f"{found:.1f}:1")


def _sheet_names(scene: Scene) -> Iterator[EditionIssue]:
    for sheet in scene.book.sheets:
        if _BORN_WITH.fullmatch(sheet.title):
            yield scene.of_sheet(SheetNameSaysNothing, sheet, found=f'"{sheet.title}"')


def _cursor(scene: Scene) -> Iterator[EditionIssue]:
    for number, sheet in enumerate(scene.book.sheets):
        view = sheet.root.find(f"{S}sheetViews/{S}sheetView")
        if view is None:
            continue
        elsewhere = [each for each in view.iter(f"{S}selection") if each.get("activeCell", "A1") != "A1"]
        in_front = view.get("tabSelected") in ("1", "true")
        if elsewhere or view.get("topLeftCell", "A1") != "A1" or in_front != (number == 0):
            yield scene.of_sheet(CursorElsewhere, sheet)


RULES: tuple[Callable[[Scene], Iterator[EditionIssue]], ...] = (
    _properties, _alternative_texts, _heads, _merged, _contrast, _sheet_names, _cursor,
)  # fmt: skip
