"""What a template is made of: its sheets, tables and defined names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, NoReturn

from lxml import etree

from scorecard.errors import TemplateError
from scorecard.ooxml import RELATION_NS, SHEET_NS, OfficeFile, Relation
from scorecard.workbook.areas import meet
from scorecard.workbook.cells import Area
from scorecard.workbook.listings import Listing
from scorecard.workbook.references import cell_range, sole_range
from scorecard.workbook.xmlparts import as_bytes

_STRICT = "purl.oclc.org/ooxml"
_SAVE_AS = "In Excel, save it as an Excel Workbook (.xlsx) or a Macro-Enabled Workbook (.xlsm)."
# The order of what may stand before calcPr in a workbook's part.
_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")


class DefinedName(NamedTuple):
    """A name of the workbook, or of one sheet, and the formula it stands for."""

    name: str
    sheet: str | None
    formula: str


class Outline:
    """The workbook's own part, and what it leads to."""

    def __init__(self, office: OfficeFile) -> None:
        self.office = office
        self.part = next((item.target for item in office.relations("").values() if item.kind == "officeDocument"), "")
        if not self.part.endswith(".xml"):
            self._refuse("it is not an Excel workbook that can be filled")
        self._data = office.read(self.part)
        self._root = office.parse(self.part, self._data)
        if self._root.tag != f"{{{SHEET_NS}}}workbook":
            strict = _STRICT in str(self._root.tag)
            self._refuse("it is saved as Strict Open XML" if strict else "it is not an Excel workbook")

    @cached_property
    def relations(self) -> dict[str, Relation]:
        return self.office.relations(self.part)

    @cached_property
    def tabs(self) -> list[tuple[str, Relation]]:
        """All tabs in their order, charts on a sheet of their own among them."""
        entries = self._root.iterfind(f"{{{SHEET_NS}}}sheets/{{{SHEET_NS}}}sheet")
        nowhere = Relation("", "")
        return [
            (entry.get("name", ""), self.relations.get(entry.get(f"{{{RELATION_NS}}}id", ""), nowhere))
            for entry in entries
        ]

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The parts of the sheets that have cells, by title."""
        return {title: relation.target for title, relation in self.tabs if relation.kind == "worksheet"}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The sheets' titles by their lower-case spelling: formulas may spell them either way."""
        return {title.casefold(): title for title in self.sheets}

    @cached_property
    def since_1904(self) -> bool:
        """Does the workbook count days from 1904, as old Macs did?"""
        properties = self._root.find(f"{{{SHEET_NS}}}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def shared_texts(self) -> str | None:
        """The part with the texts that cells share."""
        return next((item.target for item in self.relations.values() if item.kind == "sharedStrings"), None)

    @cached_property
    def styles(self) -> str | None:
        """The part with the cells' formats."""
        return next((item.target for item in self.relations.values() if item.kind == "styles"), None)

    @cached_property
    def defined_names(self) -> list[DefinedName]:
        """The names that a person gave; not Excel's own, such as print areas."""
        entries = self._root.iterfind(f"{{{SHEET_NS}}}definedNames/{{{SHEET_NS}}}definedName")
        return [
            DefinedName(entry.get("name", ""), self._scope(entry.get("localSheetId")), entry.text or "")
            for entry in entries
            if not entry.get("name", "").startswith("_xlnm.")
        ]

    @cached_property
    def names(self) -> dict[str, Area]:
        """The defined names that stand for one area of one sheet."""
        return named_areas(self.defined_names, self.titles)

    @cached_property
    def listings(self) -> list[Listing]:
        """The Excel tables on all sheets."""
        return [
            Listing(self.office, relation.target, title)
            for title, part in self.sheets.items()
            for relation in self.office.relations(part).values()
            if relation.kind == "table"
        ]

    @cached_property
    def pivots(self) -> list[Area]:
        """The cells that pivot tables fill."""
        return [
            _pivot_area(self.office, relation.target, title)
            for title, part in self.sheets.items()
            for relation in self.office.relations(part).values()
            if relation.kind == "pivotTable"
        ]

    def listing_at(self, area: Area) -> Listing | None:
        """The Excel table that an area touches."""
        return next((listing for listing in self.listings if meet(listing.area, area)), None)

    def calculated_on_load(self) -> bytes:
        """The workbook's part with the order to calculate all formulas when the workbook is opened."""
        settings = self._root.find(f"{{{SHEET_NS}}}calcPr")
        if settings is None:
            settings = etree.Element(f"{{{SHEET_NS}}}calcPr")
            places = (self._root.find(f"{{{SHEET_NS}}}{tag}") for tag in _BEFORE_CALC)
            next(place for place in places if place is not None).addnext(settings)
        settings.set("fullCalcOnLoad", "1")
        return as_bytes(self._root, self._data)

    def _scope(self, index: str | None) -> str | None:
        return None if index is None or int(index) >= len(self.tabs) else self.tabs[int(index)][0]

    def _refuse(self, reason: str) -> NoReturn:
        raise TemplateError(f"{self.office.path.name} cannot be filled: {reason}.", _SAVE_AS)


def named_areas(entries: Sequence[DefinedName], titles: Mapping[str, str]) -> dict[str, Area]:
    """The names that stand for one area of one sheet; `titles` are the sheets by their lower-case spelling.

    A name that belongs to a sheet is listed as `Sheet!Name`, and as `Name` too when no other name is called so.
    """
    found = [(entry, area) for entry in entries if (area := _area(entry.formula, titles))]
    spellings = [entry.name.casefold() for entry in entries]
    names = {f"{entry.sheet}!{entry.name}": area for entry, area in found if entry.sheet}
    names |= {entry.name: area for entry, area in found if spellings.count(entry.name.casefold()) == 1}
    return names | {entry.name: area for entry, area in found if not entry.sheet}


def _area(formula: str, titles: Mapping[str, str]) -> Area | None:
    place = sole_range(formula)
    if place is None or not place.fixed or place.sheets is None or place.sheets[0] != place.sheets[1]:
        return None
    title = titles.get(place.sheets[0].casefold())
    return place.area(title) if title else None


def _pivot_area(office: OfficeFile, part: str, sheet: str) -> Area:
    location = office.xml(part).find(f"{{{SHEET_NS}}}location")
    return cell_range("A1" if location is None else location.get("ref", "A1")).area(sheet)
