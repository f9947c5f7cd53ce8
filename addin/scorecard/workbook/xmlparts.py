"""Pieces of a sheet's XML: one cell's content, one row's cells, a part as bytes."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS
from scorecard.workbook.cells import address
from scorecard.workbook.encode import Stored, read_text
from scorecard.workbook.references import number

ROW, CELL, VALUE, FORMULA, INLINE, TEXT, RUN, EXTENSIONS = (
    f"{{{SHEET_NS}}}{tag}" for tag in ("row", "c", "v", "f", "is", "t", "r", "extLst")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)


def as_bytes(root: Element, before: bytes) -> bytes:
    """A changed part; what stands before its root is kept as it was."""
    start = _PROLOG.match(before)
    prolog = start[0] if start else b""
    return prolog + etree.tostring(root, encoding="UTF-8", xml_declaration=False, with_tail=False)


def rich_text(element: Element) -> str:
    """The text of a string in a sheet or among the shared ones, without its formats and phonetic guides."""
    texts = [*element.iterfind(TEXT), *element.iterfind(f"{RUN}/{TEXT}")]
    return read_text("".join(text.text or "" for text in texts))


def cells_by_address(row: Element, row_number: int) -> dict[str, Element]:
    """A row's cells; cells that rely on their order for their address are given one."""
    cells = {cell.get("r", ""): cell for cell in row.iterchildren(CELL)}
    if "" not in cells:
        return cells
    # Allowed, but a cell put in between would move the others.
    column = 0
    for cell in row.iterchildren(CELL):
        column = column_of(cell.get("r", address(row_number, column + 1)))
        cell.set("r", address(row_number, column))
    return cells_by_address(row, row_number)


def column_of(reference: str) -> int:
    """The column of an address such as AB12."""
    return number(reference.rstrip("0123456789"))


def put_in_order(parent: Element, siblings: dict[int, Element], position: int, element: Element) -> None:
    """Insert a cell or a row where its number belongs among its siblings."""
    before = position - 1 if position - 1 in siblings else max((key for key in siblings if key < position), default=0)
    if before:
        siblings[before].addnext(element)
    else:
        parent.insert(0, element)


def widen_spans(row: Element, column: int) -> None:
    """Let a row's hint of the columns it uses take in a new one."""
    spans = row.get("spans", "")
    if re.fullmatch(r"\d+:\d+", spans):
        start, _, end = spans.partition(":")
        row.set("spans", f"{min(int(start), column)}:{max(int(end), column)}")


def child_of(element: Element, tag: str) -> Element | None:
    """The first child of a kind; several times faster than a search by path."""
    for child in element.iterchildren(tag):
        return child
    return None


def drop(element: Element, *attributes: str) -> None:
    """Take attributes away, those that are there."""
    for attribute in attributes:
        if attribute in element.attrib:
            del element.attrib[attribute]


def put_content(cell: Element, content: Stored) -> None:
    """Give a cell another value, or none; its style stays."""
    # cm and vm point to what the old value was: a spilled formula, a picture in the cell.
    drop(cell, "t", "cm", "vm")
    for child in list(cell):
        if child.tag != EXTENSIONS:
            cell.remove(child)
    if content.text is None:
        return
    if content.kind:
        cell.set("t", content.kind)
    if content.kind == "inlineStr":
        _put_inline(cell, content.text)
    else:
        etree.SubElement(cell, VALUE).text = content.text
    for child in cell.iterchildren(EXTENSIONS):
        cell.append(child)


def _put_inline(cell: Element, content: str) -> None:
    text = etree.SubElement(etree.SubElement(cell, INLINE), TEXT)
    text.text = content
    if content != content.strip() or "\n" in content:
        text.set(_SPACE, "preserve")
