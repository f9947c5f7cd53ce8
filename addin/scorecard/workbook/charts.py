"""What charts remember of the cells they draw: viewers, previews and PDF makers show this and not the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.ooxml import OfficeFile
from scorecard.workbook.areas import LAST_ROW
from scorecard.workbook.cells import Area
from scorecard.workbook.formats import Formats
from scorecard.workbook.reads import Reader
from scorecard.workbook.sheet import Sheet
from scorecard.workbook.stale import Changes
from scorecard.workbook.xmlparts import as_bytes, drop

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LABELS = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_POINT, _VALUE, _COUNT, _CODE, _LEVEL, _EXTENSIONS = (
    f"{_CHART}{tag}" for tag in ("pt", "v", "ptCount", "formatCode", "lvl", "extLst")
)
_NUMBERS, _TEXTS, _LEVELS = (f"{_CHART}{tag}" for tag in ("numRef", "strRef", "multiLvlStrRef"))
_NAMES = (f"{_CHART}cat", f"{_CHART}xVal")
# A reference to cells: the element with its formula, and the element with what it remembers.
_REFERENCES = {
    _NUMBERS: (f"{_CHART}f", f"{_CHART}numCache"),
    _TEXTS: (f"{_CHART}f", f"{_CHART}strCache"),
    _LEVELS: (f"{_CHART}f", f"{_CHART}multiLvlStrCache"),
    f"{_LABELS}datalabelsRange": (f"{_LABELS}f", f"{_LABELS}dlblRangeCache"),
}
_NOWHERE = Area("", 1, 1, 1, 1)


class _Cell(NamedTuple):
    sheet: Sheet
    row: int
    column: int

    @property
    def text(self) -> str | None:
        return self.sheet.text(self.row, self.column) or None

    @property
    def number(self) -> str | None:
        return self.sheet.number(self.row, self.column)

    @property
    def style(self) -> str | None:
        return self.sheet.style(self.row, self.column)


class ChartCaches:
    """The charts of a template, brought up to date with its cells."""

    def __init__(self, office: OfficeFile, sheets: Mapping[str, Sheet], reader: Reader, formats: Formats) -> None:
        self._office = office
        self._sheets = sheets
        self._reader = reader
        self._formats = formats

    @cached_property
    def parts(self) -> list[str]:
        """The parts that are charts; the newer kinds (waterfall, funnel, map, ...) are not among them."""
        listing = self._office.xml("[Content_Types].xml").iter("{*}Override")
        return [entry.get("PartName", "/")[1:] for entry in listing if entry.get("ContentType") == _CHART_TYPE]

    def refreshed(self, changes: Changes) -> dict[str, bytes]:
        """The charts that draw changed cells, with what these cells now hold; the others are true already."""
        found = ((part, self._refreshed(part, changes)) for part in self.parts)
        return {part: content for part, content in found if content is not None}

    def _refreshed(self, part: str, changes: Changes) -> bytes | None:
        data = self._office.read(part)
        root = self._office.parse(part, data)
        visible = root.find(f".//{_CHART}plotVisOnly")
        skip_hidden = visible is not None and visible.get("val") not in ("0", "false")
        updated = [self._update(reference, changes, skip_hidden) for reference in list(root.iter(*_REFERENCES))]
        return as_bytes(root, data) if any(updated) else None

    def _update(self, reference: Element, changes: Changes, skip_hidden: bool) -> bool:
        formula_tag, _ = _REFERENCES[str(reference.tag)]
        areas = self._reader.areas(reference.findtext(formula_tag) or "", _NOWHERE)
        if areas is not None and not any(changes.touch(area) for area in areas):
            return False
        # A series that OFFSET or an add-in chooses cannot be worked out here: it is emptied, and Excel draws it.
        lanes = _lanes(areas or [], reference.tag == _LEVELS)
        cells = [list(self._cells(lane, skip_hidden)) for lane in lanes]
        flat = [cell for lane in cells for cell in lane]
        if reference.tag == _NUMBERS and _are_names(reference, flat):
            _turn_into_texts(reference)
        cache = _child(reference, _REFERENCES[str(reference.tag)][1], 1)
        if reference.tag == _LEVELS:
            _fill_levels(cache, cells)
        elif reference.tag == _NUMBERS:
            self._fill_numbers(cache, flat)
        else:
            _fill(cache, [cell.text for cell in flat])
        return True

    def _cells(self, area: Area, skip_hidden: bool) -> Iterator[_Cell]:
        sheet = self._sheets.get(area.sheet)
        if sheet is None:
            return
        # A whole column as a series: what lies below the last row that is there has no points.
        bottom = area.bottom if area.bottom < LAST_ROW else sheet.grid.last_row
        rows = [row for row in range(area.top, bottom + 1) if not (skip_hidden and sheet.grid.row_hidden(row))]
        columns = range(area.left, area.right + 1)
        shown = [column for column in columns if not (skip_hidden and sheet.grid.column_hidden(column))]
        yield from (_Cell(sheet, row, column) for row in rows for column in shown)

    def _fill_numbers(self, cache: Element, cells: list[_Cell]) -> None:
        codes = [self._formats.of(cell.style) for cell in cells]
        if codes:
            _child(cache, _CODE, 0).text = codes[0]
        points = _fill(cache, [cell.number for cell in cells])
        for index, point in points.items():
            if codes[index] != codes[0]:
                point.set("formatCode", codes[index])


def _lanes(areas: list[Area], levels: bool) -> list[Area]:
    if not levels or not areas:
        return areas
    # Categories in levels: the innermost comes first, which is the last column, or the last row of a wide area.
    area = areas[0]
    if area.bottom - area.top < area.right - area.left:
        return [area._replace(top=row, bottom=row) for row in range(area.bottom, area.top - 1, -1)]
    return [area._replace(left=column, right=column) for column in range(area.right, area.left - 1, -1)]


def _are_names(reference: Element, cells: list[_Cell]) -> bool:
    parent = reference.getparent()
    is_axis = parent is not None and parent.tag in _NAMES
    return is_axis and all(cell.number is None for cell in cells) and any(cell.text for cell in cells)


def _turn_into_texts(reference: Element) -> None:
    """An axis drawn while its cells were empty is one of numbers; with texts in them Excel makes it one of texts."""
    reference.tag = _TEXTS
    for cache in list(reference)[1:2]:
        reference.remove(cache)


def _fill_levels(cache: Element, lanes: list[list[_Cell]]) -> None:
    for level in cache.findall(_LEVEL):
        cache.remove(level)
    _child(cache, _COUNT, 0).set("val", str(max((len(lane) for lane in lanes), default=0)))
    for position, lane in enumerate(lanes, 1):
        level = etree.Element(_LEVEL)
        _points(level, [cell.text for cell in lane])
        cache.insert(position, level)


def _fill(cache: Element, values: Iterable[str | None]) -> dict[int, Element]:
    known = list(values)
    _child(cache, _COUNT, 0 if cache.find(_CODE) is None else 1).set("val", str(len(known)))
    return _points(cache, known)


def _points(parent: Element, values: list[str | None]) -> dict[int, Element]:
    """Put in a point for each value there is; an empty cell has no point, so the chart shows a gap."""
    points = {int(point.get("idx", "0")): point for point in parent.iterchildren(_POINT)}
    wanted = {index: value for index, value in enumerate(values) if value is not None}
    if list(points) != list(wanted):
        points = _new_points(parent, list(wanted))
    for index, value in wanted.items():
        drop(points[index], "formatCode")
        points[index][0].text = value
    return points


def _new_points(parent: Element, indexes: list[int]) -> dict[int, Element]:
    for point in list(parent.iterchildren(_POINT)):
        parent.remove(point)
    points = {index: etree.SubElement(parent, _POINT, idx=str(index)) for index in indexes}
    for point in points.values():
        etree.SubElement(point, _VALUE)
    for extensions in list(parent.iterchildren(_EXTENSIONS)):
        parent.append(extensions)
    return points


def _child(parent: Element, tag: str, position: int) -> Element:
    child = parent.find(tag)
    if child is None:
        child = etree.Element(tag)
        parent.insert(position, child)
    return child
