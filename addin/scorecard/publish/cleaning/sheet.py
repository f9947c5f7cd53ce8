"""A sheet of an edition: values, looks, print set-up, links within the edition, sparklines; nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS
from scorecard.publish.cleaning.plain import EditionError, Kept, drop, made, only, plain, remove
from scorecard.publish.cleaning.texts import SharedTexts
from scorecard.publish.tags import X14, XM, R, S, address, local

KEPT = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "conditionalFormatting",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors",
    "drawing", "tableParts", "extLst",
}  # fmt: skip
LEFT_OUT = {
    "sheetCalcPr": "", "phoneticPr": "", "smartTags": "", "cellWatches": "", "sortState": "", "sheetProtection": "",
    "dataConsolidate": "", "webPublishItems": "", "customProperties": "", "protectedRanges": "", "scenarios": "",
    "autoFilter": "the filter", "customSheetViews": "views", "dataValidations": "lists to choose from",
    "legacyDrawing": "comments and buttons", "legacyDrawingHF": "the picture in the header or footer", "drawingHF": "",
    "picture": "the picture behind the cells", "oleObjects": "embedded objects", "controls": "buttons and boxes",
}  # fmt: skip
"""What is known and goes, with what a reader misses, if anything."""
VIEW = ("showGridLines", "showRowColHeaders", "showZeros", "rightToLeft", "zoomScale", "zoomScaleNormal")


@dataclass(frozen=True)
class SheetRules:
    """What cleaning a sheet needs to know of the edition."""

    title: str
    first: bool
    kept: Kept
    texts: SharedTexts
    leads_somewhere: Callable[[str], bool]
    """Whether a link's target is in the edition."""
    footer: Mapping[str, str]
    """Texts of headers and footers that are replaced, such as the protective marking."""
    gone: Collection[str] = ()
    """The sheets that the edition does not have; a link that is called so goes with its text."""

    @property
    def where(self) -> str:
        return f'sheet "{self.title}"'


def clean_sheet(root: Element, rules: SheetRules) -> None:
    """Leave in a sheet what an edition may have.

    Raises EditionError for a formula without a value, and for parts of a sheet that are not known.
    """
    _check_children(root, rules)
    plain(root, {SHEET_NS, X14, XM})
    only(root, KEPT, ())
    for child in list(root):
        if cleaner := _CLEANERS.get(local(child)):
            cleaner(child, rules)
    for element in root.iter(f"{S}formula", f"{{{XM}}}f"):
        rules.kept.check(element.text or "", f"{rules.where}, a conditional format or a sparkline,")


def _check_children(root: Element, rules: SheetRules) -> None:
    for child in root:
        name = local(child)
        if name in LEFT_OUT:
            if LEFT_OUT[name]:
                rules.kept.leave_out(LEFT_OUT[name], rules.where)
        elif name == "AlternateContent":
            rules.kept.leave_out("buttons and boxes", rules.where)
        elif name not in KEPT:
            raise EditionError(f'{rules.where} has "{name}", which is not known here.',
                               "Take what was added last out of the template, or make the sheet again.")


def _properties(element: Element, _rules: SheetRules) -> None:
    only(element, ("tabColor", "outlinePr", "pageSetUpPr"), ())


def _views(element: Element, rules: SheetRules) -> None:
    """The first sheet is shown from its first cell; the others open there too."""
    views = list(element)
    for view in views[1:]:
        remove(view)
    only(element, ("sheetView",), ())
    for view in views[:1]:
        only(view, ("pane",), VIEW)
        if rules.first:
            view.set("tabSelected", "1")
        view.set("workbookViewId", "0")
        panes = _panes(view)
        for pane in panes:
            selection = made(f"{S}selection", activeCell="A1", sqref="A1")
            if pane:
                selection.set("pane", pane)
            view.append(selection)


def _panes(view: Element) -> list[str]:
    pane = next(iter(view), None)
    if pane is None:
        return [""]
    if pane.get("state", "split") == "split":
        remove(pane)
        return [""]
    down, right = (int(float(pane.get(name, "0"))) for name in ("ySplit", "xSplit"))
    pane.set("topLeftCell", address(down + 1, right + 1))
    return ["topRight", "bottomLeft", "bottomRight"] if down and right else ["bottomLeft" if down else "topRight"]


def _rows(element: Element, rules: SheetRules) -> None:
    for cell in element.iter(f"{S}c"):
        _value_only(cell, rules)
    for row in element:
        only(row, ("c",))


def _value_only(cell: Element, rules: SheetRules) -> None:
    """A cell with its value and nothing that it came from."""
    place = f'{rules.where}, cell {cell.get("r", "")}'
    formula, value, inline = (cell.find(f"{S}{tag}") for tag in ("f", "v", "is"))
    has_value = value is not None and value.text
    if formula is not None and not has_value and cell.get("t") != "str":
        raise EditionError(
            f'{place} has a formula of the template\'s own ("={(formula.text or "")[:60]}") and no value to publish.',
            "Show the figure through the cell map, or put its value in place of the formula, then publish again.",
        )
    if cell.get("vm") and cell.get("t") == "e":
        raise EditionError(f"{place} holds a picture or a data type in a cell.", "Put the picture over the cells.")
    text = _text(cell, value, inline, rules.texts)
    only(cell, ("v",) if text is None else (), ("r", "s") if text is not None else ("r", "s", "t"))
    if text is not None:
        cell.set("t", "s")
        cell.append(made(f"{S}v", str(text)))
    elif not has_value:
        only(cell, (), ("r", "s"))


def _text(cell: Element, value: Element | None, inline: Element | None, texts: SharedTexts) -> int | None:
    """The number of a cell's text among those that are shared; nothing for other cells."""
    kind = cell.get("t")
    if kind == "inlineStr" and inline is not None:
        return texts.of_inline(inline)
    if value is None or not value.text:
        return None
    if kind == "s":
        return texts.of_index(int(value.text))
    if kind == "str":
        inline = made(f"{S}is")
        inline.append(made(f"{S}t", value.text))
        return texts.of_inline(inline)
    return None


def _links(element: Element, rules: SheetRules) -> None:
    """Links that lead somewhere, on cells that hold something: a reader is not led to an empty one."""
    sheet = element.getparent()
    assert sheet is not None
    filled = {cell.get("r"): cell for cell in sheet.iter(f"{S}c") if len(cell)}
    for link in list(element):
        cell = filled.get(link.get("ref", "").partition(":")[0])
        if cell is None:
            remove(link)
        elif link.get(f"{R}id") or not rules.leads_somewhere(link.get("location", "")):
            rules.kept.leave_out("links that lead out of the edition", rules.where)
            _forget_name(cell, rules)
            remove(link)
    if not len(element):
        remove(element)


def _forget_name(cell: Element, rules: SheetRules) -> None:
    """Empty the cell of a link whose text is nothing but the name of a sheet that is not there."""
    if cell.get("t") == "s" and rules.texts.words(int(cell[0].text or 0)) in rules.gone:
        only(cell, (), ("r", "s"))


def _page_set_up(element: Element, _rules: SheetRules) -> None:
    drop(element, f"{R}id")  # what the printer of the template's author was set to


def _header_and_footer(element: Element, rules: SheetRules) -> None:
    for part in list(element):
        text = (part.text or "").replace("&G", "")
        for old, new in rules.footer.items():
            text = text.replace(old, new)
        part.text = text
        if not text.replace("&L", "").replace("&C", "").replace("&R", "").strip():
            remove(part)  # there was a picture and nothing else


def _conditions(element: Element, _rules: SheetRules) -> None:
    drop(element, "pivot")


_CLEANERS = {
    "sheetPr": _properties,
    "sheetViews": _views,
    "sheetData": _rows,
    "hyperlinks": _links,
    "pageSetup": _page_set_up,
    "headerFooter": _header_and_footer,
    "conditionalFormatting": _conditions,
}
