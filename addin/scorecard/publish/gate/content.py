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
    OutsideLink,
    PartNotAllowed,
    PathInEdition,
)
from scorecard.publish.gate.scene import Scene
from scorecard.publish.gate.words import Found
from scorecard.publish.tags import EXTENSIONS, TYPES, is_areas, local, sheets_named

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


