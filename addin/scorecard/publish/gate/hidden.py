"""What is in an edition and cannot be seen: hidden, without height or width, too small, of the colour of its ground."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from scorecard.issues import EditionIssue, HiddenContent
from scorecard.publish.colours import Colours
from scorecard.publish.gate.book import Cell, Sheet
from scorecard.publish.gate.scene import Scene
from scorecard.publish.tags import TYPES, Range, S, column_letters, range_of

YES = ("1", "true")
LOWEST, NARROWEST, SMALLEST = 2.0, 0.5, 4.0
"""The height of a row and the size of a letter in points, the width of a column in letters, that can be seen."""
ALIKE = 1.1
"""Text and ground of this contrast are the same to the eye."""
_EMPTY = re.compile(r'"\s*"|\[[^\]]*\]|_.|\*.|\\?\s')
"""What shows nothing in a number format."""


def nothing_is_hidden(scene: Scene) -> Iterator[EditionIssue]:
    """No sheet, no row or column with content, no text, no name and no drawn object is hidden."""
    unseen = _looks_that_show_nothing(scene)
    for sheet in scene.book.sheets:
        if sheet.state != "visible":
            yield scene.of_sheet(HiddenContent, sheet, found=f"a {sheet.state} sheet")
        if sheet.title.casefold() not in {title.casefold() for title in scene.printed.sheets}:
            yield scene.of_sheet(HiddenContent, sheet, found="a sheet that the audience does not get")
        filled = [cell for cell in sheet.cells if cell.text or cell.number is not None]
        yield from _rows(scene, sheet, filled)
        yield from _columns(scene, sheet, filled)
        yield from _cells(scene, sheet, filled, unseen)
    yield from _names_and_drawings(scene)


def _rows(scene: Scene, sheet: Sheet, filled: list[Cell]) -> Iterator[EditionIssue]:
    unless_said = sheet.root.find(f"{S}sheetFormatPr[@zeroHeight]")
    without = unless_said is not None and unless_said.get("zeroHeight") in YES
    hidden = {int(row.get("r", "0")) for row in sheet.root.iter(f"{S}row")
              if row.get("hidden") in YES or float(row.get("ht", "0" if without else LOWEST)) < LOWEST}
    for row in sorted({cell.row for cell in filled} & hidden):
        yield scene.of_sheet(HiddenContent, sheet, f"row {row}", found="a hidden row with content")


def _columns(scene: Scene, sheet: Sheet, filled: list[Cell]) -> Iterator[EditionIssue]:
    columns = {cell.column for cell in filled}
    for column in sheet.root.iter(f"{S}col"):
        if column.get("hidden") in YES or float(column.get("width", NARROWEST)) < NARROWEST:
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            for number in sorted(each for each in columns if first <= each <= last):
                yield scene.of_sheet(HiddenContent, sheet, f"column {column_letters(number)}",
                                     found="a hidden column with content")


def _cells(scene: Scene, sheet: Sheet, filled: list[Cell], unseen: dict[int, str]) -> Iterator[EditionIssue]:
    covered = {place for area in _areas(sheet, "mergeCell", "ref") for place in list(area.cells)[1:]}
    conditional = _areas(sheet, "conditionalFormatting", "sqref")
    for cell in filled:
        place = (cell.row, cell.column)
        why = unseen.get(cell.style, "")
        if why == _COLOUR and any(area.holds(*place) for area in conditional):
            why = ""  # its ground is another one when a condition holds
        if place in covered:
            why = "a cell under a merged one"
        if why:
            yield scene.of_sheet(HiddenContent, sheet, cell.address, found=why)


_COLOUR = "a text of the colour of its ground"


def _areas(sheet: Sheet, tag: str, attribute: str) -> list[Range]:
    given = (each for element in sheet.root.iter(f"{S}{tag}") for each in element.get(attribute, "").split())
    return [area for each in given if (area := range_of(each))]


def _looks_that_show_nothing(scene: Scene) -> dict[int, str]:
    """The styles of cells in which nothing can be read, each with the reason."""
    part, theme = scene.book.part_of("styles"), scene.book.part_of("theme")
    if part is None:
        return {}
    root = scene.book.tree(part)
    blank = {each.get("numFmtId") for each in root.iter(f"{S}numFmt") if shows_nothing(each.get("formatCode", ""))}
    small = {number for number, font in enumerate(_listed(root, "fonts")) if _size(font) < SMALLEST}
    contrasts = Colours(root, scene.book.tree(theme) if theme else None).contrasts()
    found = {}
    for number, look in enumerate(_listed(root, "cellXfs")):
        if look.get("numFmtId") in blank:
            found[number] = "a number format that shows nothing"
        elif int(look.get("fontId", "0")) in small:
            found[number] = f"a text of less than {SMALLEST:.0f} points"
        elif contrasts[number] < ALIKE:
            found[number] = _COLOUR
    return found


def shows_nothing(code: str) -> bool:
    """Whether a number format leaves a cell blank: `;;;`, or nothing but blanks in each of its parts."""
    return bool(code) and not _EMPTY.sub("", code).strip(";")


def _size(font: Element) -> float:
    said = font.find(f"{S}sz")
    return SMALLEST if said is None else float(said.get("val", SMALLEST))


def _listed(root: Element, name: str) -> list[Element]:
    found = root.find(f"{S}{name}")
    return [] if found is None else list(found)


def _names_and_drawings(scene: Scene) -> Iterator[EditionIssue]:
    for entry in scene.book.tree(scene.book.book).iter(f"{S}definedName"):
        if entry.get("hidden") in YES:
            yield scene.of_part(HiddenContent, scene.book.book, f"defined name {entry.get('name', '')}",
                                found="a hidden name")
    for part, kind in scene.book.types.items():
        if kind == TYPES["drawing"]:
            for each in scene.book.tree(part).iter("{*}cNvPr"):
                if each.get("hidden") in YES:
                    yield scene.of_part(HiddenContent, part, each.get("name", ""), found="a hidden drawn object")
