"""What Document Inspector looks for inside the parts that an edition may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from scorecard.issues import (
    AuthorInEdition,
    EditionIssue,
    FormulaInEdition,
    FormulaText,
    HiddenContent,
    OutsideLink,
    PartNotAllowed,
    PathInEdition,
)
from scorecard.publish.gate.book import Sheet
from scorecard.publish.gate.scene import Scene
from scorecard.publish.gate.words import Found
from scorecard.publish.tags import EXTENSIONS, TYPES, S, column_letters, is_areas, local, sheets_named

SHEET_CHILDREN = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "conditionalFormatting",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors",
    "drawing", "tableParts", "extLst",
}  # fmt: skip
BOOK_CHILDREN = {"workbookPr", "bookViews", "sheets", "definedNames"}
NOWHERE = {
    "externalData", "pivotSource", "userShapes", "printSettings", "AlternateContent", "calculatedColumnFormula",
    "totalsRowFormula", "hlinkClick", "hlinkHover", "contentPart", "oleObj", "control", "dataValidation", "scenario",
}  # fmt: skip
"""Elements that no part of an edition has."""
PROPERTIES = {"title", "subject", "contentStatus", "language", "created", "modified"}
APP_PROPERTIES = {"Application", "DocSecurity", "AppVersion"}
NAMED_PERSONS = {"creator", "lastModifiedBy", "manager", "company", "author", "displayName", "userName", "userId"}
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a text becomes a formula where it is pasted, or opened from a CSV file."""
FORMULA_TO_COPY = re.compile(r'=KPI\("[A-Z][A-Z0-9_]*"\)')
"""What the sheet Definitions offers to copy: it names an indicator and nothing else."""
_PATHS = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]:[\\/](?!/)|\\\\[A-Za-z0-9._-]+\\|file:|(?<![\w.])/(?:home|Users|root|mnt|media|srv|tmp|var)/"
    r"|[\\/]OneDrive\b|\b[a-z][a-z0-9-]*\.sharepoint\.com", re.I,
)  # fmt: skip
_ADDRESSES = re.compile(r"\b(?:https?|ftp|mailto|onenote|outlook|ms-[a-z]+):", re.I)


def elements_are_allowed(scene: Scene) -> Iterator[EditionIssue]:
    """Sheets and the workbook have the elements that an edition may have, and no part has one that carries more."""
    for sheet in scene.book.sheets:
        for child in sheet.root:
            if local(child) not in SHEET_CHILDREN:
                yield scene.of_sheet(PartNotAllowed, sheet, _of(child), found=local(child) or "a comment in the XML")
    for child in scene.book.tree(scene.book.book):
        if local(child) not in BOOK_CHILDREN:
            yield scene.of_part(PartNotAllowed, scene.book.book, found=local(child) or "a comment in the XML")
    for part in filter(scene.book.is_xml, scene.book.parts):
        for element in scene.book.tree(part).iter():
            known = local(element) != "ext" or element.get("uri") in EXTENSIONS or element.get("uri") is None
            if local(element) in NOWHERE or not known:
                yield scene.of_part(PartNotAllowed, part, _of(element), found=local(element))


def _of(element: Element) -> str:
    for each in element.iter():
        if place := each.get("sqref") or each.get("ref"):
            return f"{local(each)} of {place}"
    return ""


def nothing_is_hidden(scene: Scene) -> Iterator[EditionIssue]:
    """No sheet, no row or column with content, no name and no drawn object is hidden."""
    for sheet in scene.book.sheets:
        if sheet.state != "visible":
            yield scene.of_sheet(HiddenContent, sheet, found=f"a {sheet.state} sheet")
        if sheet.title.casefold() not in {title.casefold() for title in scene.printed.sheets}:
            yield scene.of_sheet(HiddenContent, sheet, found="a sheet that the audience does not get")
        yield from _hidden_rows(scene, sheet)
        yield from _hidden_columns(scene, sheet)
    for entry in scene.book.tree(scene.book.book).iter(f"{S}definedName"):
        if entry.get("hidden") in ("1", "true"):
            yield scene.of_part(HiddenContent, scene.book.book, f"defined name {entry.get('name', '')}",
                                found="a hidden name")
    for part, kind in scene.book.types.items():
        if kind == TYPES["drawing"]:
            for each in scene.book.tree(part).iter("{*}cNvPr"):
                if each.get("hidden") in ("1", "true"):
                    yield scene.of_part(HiddenContent, part, each.get("name", ""), found="a hidden drawn object")
    yield from _hidden_by_format(scene)


def _hidden_rows(scene: Scene, sheet: Sheet) -> Iterator[EditionIssue]:
    hidden = {int(row.get("r", "0")) for row in sheet.root.iter(f"{S}row")
              if row.get("hidden") in ("1", "true") or row.get("ht") in ("0", "0.0")}
    for row in sorted({cell.row for cell in sheet.cells if _holds(cell.text, cell.number)} & hidden):
        yield scene.of_sheet(HiddenContent, sheet, f"row {row}", found="a hidden row with content")


def _hidden_columns(scene: Scene, sheet: Sheet) -> Iterator[EditionIssue]:
    filled = {cell.column for cell in sheet.cells if _holds(cell.text, cell.number)}
    for column in sheet.root.iter(f"{S}col"):
        if column.get("hidden") in ("1", "true") or column.get("width") in ("0", "0.0"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            for number in sorted(each for each in filled if first <= each <= last):
                yield scene.of_sheet(HiddenContent, sheet, f"column {column_letters(number)}",
                                     found="a hidden column with content")


def _hidden_by_format(scene: Scene) -> Iterator[EditionIssue]:
    """Cells whose number format shows nothing."""
    part = scene.book.part_of("styles")
    if part is None:
        return
    root = scene.book.tree(part)
    blank = {each.get("numFmtId") for each in root.iter(f"{S}numFmt")
             if re.fullmatch(r"\s*;\s*;\s*;?\s*", each.get("formatCode", ""))}
    styles = root.find(f"{S}cellXfs")
    hiding = {n for n, each in enumerate(() if styles is None else styles) if each.get("numFmtId") in blank}
    for sheet in scene.book.sheets:
        for cell in sheet.cells:
            if cell.style in hiding and _holds(cell.text, cell.number):
                yield scene.of_sheet(HiddenContent, sheet, cell.address, found="a number format that shows nothing")


def _holds(text: str, number: float | None) -> bool:
    return bool(text) or number is not None


def no_formulas(scene: Scene) -> Iterator[EditionIssue]:
    """Cells have values; names stand for cells; what conditional formats, sparklines and charts read is in the file."""
    titles = {sheet.title.casefold() for sheet in scene.book.sheets}
    for sheet in scene.book.sheets:
        for cell in sheet.cells:
            if cell.formula:
                yield scene.of_sheet(FormulaInEdition, sheet, cell.address)
    for name, formula in scene.book.names:
        if not is_areas(formula):
            yield scene.of_part(FormulaInEdition, scene.book.book, f"defined name {name}", found="more than cells")
    for found in scene.found:
        if found.kind == "formula":
            strange = {each for each in sheets_named(found.text) if each.casefold() not in titles}
            if strange or "|" in found.text:  # a bar calls another program
                yield scene.of_text(OutsideLink, found, found="a formula that reads what is not in the file")


def no_text_starts_a_formula(scene: Scene) -> Iterator[EditionIssue]:
    """Texts of cells, and what charts remember of them."""
    for found in scene.found:
        of_reader = found.place[:1].isupper() or found.place.startswith("cache")
        starts = of_reader and found.kind == "text" and found.number is None and found.text.startswith(SIGNS)
        if starts and not FORMULA_TO_COPY.fullmatch(found.text):
            yield scene.of_text(FormulaText, found, found=f'"{found.text[:20]}"')


def no_paths_or_links(scene: Scene) -> Iterator[EditionIssue]:
    """No text names a folder, a server or an address that opens."""
    for found in scene.found:
        if found.kind == "layout":
            continue
        if match := _PATHS.search(found.text):
            yield scene.of_text(PathInEdition, found, found=f'"{found.text[match.start() :][:30]}"')
        elif not _names_a_vocabulary(found) and (match := _ADDRESSES.search(found.text)):
            yield scene.of_text(OutsideLink, found, found=f'"{found.text[match.start() :][:40]}"')


def _names_a_vocabulary(found: Found) -> bool:
    """Addresses that stand for a kind of relationship or a drawing's vocabulary; nothing is fetched from them."""
    return found.place == "graphicData" and found.text.startswith("http://schemas.openxmlformats.org/drawingml/")


def nobody_is_named(scene: Scene) -> Iterator[EditionIssue]:
    """The file says of itself what it is, and nothing of who made it; no author of the template is named anywhere."""
    for kind, allowed in (("core-properties", PROPERTIES), ("extended-properties", APP_PROPERTIES)):
        for part in (part for part, found in scene.book.types.items() if found == TYPES[kind]):
            for element in scene.book.tree(part):
                if local(element) not in allowed and "".join(str(text) for text in element.itertext()).strip():
                    yield scene.of_part(AuthorInEdition, part, local(element), found="a property that is not needed")
    for found in scene.found:
        attribute_of_person = found.place in NAMED_PERSONS and found.text.strip()
        if attribute_of_person and not found.part.startswith("docProps/"):
            yield scene.of_text(AuthorInEdition, found)
        elif any(person in found.text for person in scene.secrets.people):
            yield scene.of_text(AuthorInEdition, found, found="the name of someone who worked on the template")


