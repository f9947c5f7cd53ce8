"""Drawings, charts, tables and looks of an edition."""

from __future__ import annotations

from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS
from scorecard.publish.cleaning.plain import EditionError, Kept, each_of, only, plain, remove
from scorecard.publish.tags import CHART, DECORATIVE, DRAWING, MAIN, A, C, R, S, local

ANCHORED = {"sp", "grpSp", "graphicFrame", "cxnSp", "pic"}
CHART_PARTS = {"date1904", "lang", "roundedCorners", "style", "clrMapOvr", "chart", "spPr", "txPr"}
TABLE = ("id", "name", "displayName", "ref", "headerRowCount", "totalsRowCount", "totalsRowShown", "headerRowDxfId",
         "dataDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId", "totalsRowBorderDxfId")  # fmt: skip
COLUMN = ("id", "name", "totalsRowLabel", "headerRowDxfId", "dataDxfId", "totalsRowDxfId")
WITHOUT_NEWER_KINDS = (
    "Put a picture, a shape or a chart of a kind that Excel 2010 has in its place (no waterfall, map or treemap)."
)


def clean_drawing(root: Element, kept: Kept, where: str) -> None:
    """Charts, pictures and shapes with their alternative texts; no macros, links or texts that read a cell."""
    for anchor in list(root):
        _check_anchor(anchor, kept, where)
    plain(root, {DRAWING, MAIN, CHART, DECORATIVE})
    each_of(root, (f"{A}hlinkClick", f"{A}hlinkHover"), remove)
    for element in root.iter():
        if element.get("textlink"):
            raise EditionError(f'{where} has a shape whose text is that of the cell {element.get("textlink")}.',
                               "Write the text into the shape, or show the cell in its place.")
        if element.get(f"{R}link"):
            raise EditionError(f"{where} has a picture that lies in another file.", "Put the picture in itself.")
        for name in ("macro", "textlink"):
            if name in element.attrib:
                element.set(name, "")


def _check_anchor(anchor: Element, kept: Kept, where: str) -> None:
    names = {local(each) for each in anchor.iter()}
    if "AlternateContent" in names | {local(anchor)} or "contentPart" in names:
        kept.leave_out("a slicer, a form, handwriting or a chart of a newer kind", where)
        remove(anchor)
    elif not names & ANCHORED:
        raise EditionError(f"{where} has a drawing that is not known here.", WITHOUT_NEWER_KINDS)
    elif "graphicFrame" in names and not any(local(each) == "chart" for each in anchor.iter()):
        raise EditionError(f"{where} has an object that is no chart.", WITHOUT_NEWER_KINDS)


def clean_chart(root: Element, kept: Kept, where: str) -> None:
    """A chart with what it remembers of the cells that it reads."""
    if root.find(f"{C}pivotSource") is not None:
        raise EditionError(f"{where} is a chart of a pivot table, which carries the rows that it was made from.",
                           "Make a chart of cells in its place.")
    if root.find(f"{C}userShapes") is not None:
        kept.leave_out("shapes drawn in a chart", where)
    plain(root, {CHART, MAIN})
    only(root, CHART_PARTS, ())
    each_of(root, (f"{C}extLst", f"{A}extLst", f"{A}hlinkClick"), remove)
    for formula in root.iter(f"{C}f"):
        kept.check(formula.text or "", where)


def clean_table(root: Element) -> None:
    """A table's area, heads and looks."""
    plain(root, {SHEET_NS})
    only(root, ("autoFilter", "tableColumns", "tableStyleInfo"), TABLE)
    for child in root:
        if local(child) == "autoFilter":
            only(child, (), ("ref",))
    for column in root.iter(f"{S}tableColumn"):
        only(column, (), COLUMN)


def clean_styles(root: Element) -> None:
    """The looks of cells."""
    plain(root, {SHEET_NS})
    each_of(root, (f"{S}extLst",), remove)


def clean_theme(root: Element) -> None:
    """Colours and fonts."""
    plain(root, {MAIN})
    each_of(root, (f"{A}extLst", f"{A}blipFill"), remove)


