"""Every text and number of an edition with its place: in cells, caches, names, properties and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from scorecard.publish.gate.book import Book, Sheet
from scorecard.publish.tags import C, M, S, local

FREE = {
    "name", "descr", "title", "display", "tooltip", "location", "comment", "description", "help", "statusBar", "author",
    "displayName", "prompt", "promptTitle", "error", "errorTitle", "caption", "uniqueName", "codeName", "Target",
    "formatCode", "url", "userName", "value",
}  # fmt: skip
"""Attributes that hold words of people, in which a bare number means something."""
STRUCTURE = {
    "r", "ref", "sqref", "spans", "activeCell", "topLeftCell", "pane", "uri", "id", "Id", "rgb", "PartName", "Type",
    "ContentType", "Extension", "count", "uniqueCount",
}  # fmt: skip
"""Attributes that hold addresses, marks and counts of the format itself."""
PLACED = {"col", "colOff", "row", "rowOff", "sqref"}
"""Elements whose text is a place on a sheet."""
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_HEADER_CODE = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d{1,3}|&[A-Za-z]')
"""What stands for a side, a font or a page number: it must not be taken for a letter of the word behind it."""
_READABLE = re.compile(r"[\x20-\x7e]{4,}")


class Found(NamedTuple):
    """A text of an edition: its part, its sheet where there is one, the cell or other place, and what kind it is.

    `kind` is `text`, `formula`, `layout` for numbers and marks of the format itself, or `raw` for bytes of a picture.
    A number of a cell or of a chart's cache has `number`, and `date` where it is shown as a date.
    """

    part: str
    sheet: str
    place: str
    text: str
    kind: str = "text"
    number: float | None = None
    date: bool = False


def everything(book: Book) -> Iterator[Found]:
    """All texts and numbers of all parts, those of cells with their addresses, also names of the parts themselves."""
    sheets = {sheet.part: sheet for sheet in book.sheets}
    dates = date_styles(book)
    texts = book.part_of("sharedStrings")
    for part in book.parts:
        yield Found(part, "", "its name", part)
        if not book.is_xml(part):
            yield from _raw(part, book.parts[part])
        elif part == texts:
            yield from _unused_texts(book, part)
        elif part in sheets:
            yield from _cells(sheets[part], dates)
            yield from _tree(part, sheets[part].title, book.tree(part))
        else:
            yield from _tree(part, book.owner(part), book.tree(part))


def date_styles(book: Book) -> set[int]:
    """The styles of cells that show a number as a date."""
    part = book.part_of("styles")
    if part is None:
        return set()
    root = book.tree(part)
    own = {int(each.get("numFmtId", "0")) for each in root.iter(f"{S}numFmt") if is_date(each.get("formatCode", ""))}
    ids = own | {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
    styles = root.find(f"{S}cellXfs")
    return {n for n, each in enumerate(() if styles is None else styles) if int(each.get("numFmtId", "0")) in ids}


def is_date(code: str) -> bool:
    """Whether a number format shows a date."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code).lower()
    return "general" not in bare and bool(re.search(r"[dmy]", bare))


def _cells(sheet: Sheet, dates: set[int]) -> Iterator[Found]:
    for cell in sheet.cells:
        if cell.text or cell.number is not None:
            yield Found(sheet.part, sheet.title, cell.address, cell.text, "text", cell.number, cell.style in dates)


def _unused_texts(book: Book, part: str) -> Iterator[Found]:
    """Shared texts that no cell shows; the others are met in their cells."""
    used = {int(value) for sheet in book.sheets for cell in sheet.root.iter(f"{S}c")
            if cell.get("t") == "s" and (value := cell.findtext(f"{S}v"))}
    for number, text in enumerate(book.texts):
        if number not in used:
            yield Found(part, "", "a text that no cell shows", text)


def _tree(part: str, sheet: str, root: Element) -> Iterator[Found]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Found(part, sheet, "a comment in the XML", str(element.text or ""))
            continue
        name = local(element)
        if element.tag in _OF_CELLS or _is_inside_a_cell(element):
            if name == "f" and element.text:
                yield Found(part, sheet, _of_cell(element), element.text, "formula")
            continue
        place = _place(element)
        for key, value in element.attrib.items():
            yield Found(part, sheet, place, str(value), _kind_of_attribute(str(key), str(value)))
        if element.text and element.text.strip():
            yield _text(part, sheet, place, element, element.text)
        if element.tail and element.tail.strip():
            yield Found(part, sheet, place, element.tail)


def _is_inside_a_cell(element: Element) -> bool:
    """A text that stands in its cell, which was met with the cell."""
    return element.tag in _PIECES and next(element.iterancestors(f"{S}is"), None) is not None


_PIECES = {f"{S}t", f"{S}r"}
_OF_CELLS = {f"{S}{tag}" for tag in ("c", "v", "f", "is", "row")}


def _text(part: str, sheet: str, place: str, element: Element, text: str) -> Found:
    name = local(element)
    if name in FORMULAS:
        return Found(part, sheet, place, text, "formula")
    if place in ("header", "footer"):
        text = _HEADER_CODE.sub(" ", text)
    if element.tag == f"{C}v" and _NUMBER.fullmatch(text):
        cache = next((each for each in element.iterancestors(f"{C}numCache", f"{C}numLit", f"{C}strCache")), None)
        code = "" if cache is None else cache.findtext(f"{C}formatCode") or ""
        if cache is not None and local(cache) != "strCache":
            return Found(part, sheet, place, "", "text", float(text), is_date(code))
    kind = "layout" if name in PLACED or element.tag == f"{M}sqref" else "text"
    return Found(part, sheet, place, text, kind)


def _kind_of_attribute(key: str, value: str) -> str:
    name = key.rpartition("}")[2]
    if name in STRUCTURE or (name not in FREE and _NUMBER.fullmatch(value)):
        return "layout"
    return "text"


def _place(element: Element) -> str:
    """Where an element stands, in words that lead a person to it."""
    for each in (element, *element.iterancestors()):
        name = local(each)
        if name == "definedName":
            return f"defined name {each.get('name', '')}"
        if name == "dataValidation":
            return f"data validation of {each.get('sqref', '')}"
        if name in ("conditionalFormatting", "hyperlink"):
            words = {"conditionalFormatting": "conditional format of", "hyperlink": "link of"}[name]
            return f"{words} {each.get('sqref') or each.get('ref', '')}"
        if name in ("oddHeader", "evenHeader", "firstHeader"):
            return "header"
        if name in ("oddFooter", "evenFooter", "firstFooter"):
            return "footer"
        if name in ("strCache", "numCache"):
            formula = each.getparent()
            source = "" if formula is None else formula.findtext(f"{C}f") or ""
            return f"cache of {source}"
        if name == "comment":
            return f"comment of {each.get('ref', '')}"
    return local(element)


def _of_cell(element: Element) -> str:
    cell = element.getparent()
    return "" if cell is None else cell.get("r", "")


def _raw(part: str, data: bytes) -> Iterator[Found]:
    """What can be read in bytes, in the two ways in which programs write text."""
    for text in (data.decode("latin-1"), data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore")):
        for words in _READABLE.findall(text):
            yield Found(part, "", "its bytes", words, "raw")


