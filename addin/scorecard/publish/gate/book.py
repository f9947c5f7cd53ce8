"""An edition as the gate reads it: parts, relationships, sheets and cells, without trust in how it was made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml.etree import _Element as Element

from scorecard.ooxml import OfficeFile
from scorecard.publish.tags import PACKAGE, R, Range, S, range_of, row_and_column

RELATIONSHIP = f"{{{PACKAGE}/relationships}}Relationship"


class Link(NamedTuple):
    """A relationship as it is written: the part that has it, its id, the last word of its type, and its target."""

    source: str
    identifier: str
    kind: str
    target: str
    outside: bool


class Cell(NamedTuple):
    """A cell with its value: a text, or a number, or neither."""

    address: str
    row: int
    column: int
    text: str
    number: float | None
    style: int
    formula: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet by its title, with its tree and its cells."""

    title: str
    part: str
    state: str
    root: Element
    cells: tuple[Cell, ...]

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}


class Book:
    """A workbook file, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.office = OfficeFile(path)
        self.parts = {name: self.office.read(name) for name in self.office.entries}
        self._trees: dict[str, Element] = {}

    @property
    def name(self) -> str:
        return self.path.name

    def is_xml(self, part: str) -> bool:
        return part.endswith((".xml", ".rels", ".vml")) or self.parts[part].lstrip()[:5] == b"<?xml"

    def tree(self, part: str) -> Element:
        """A part's tree. Raises UnsafePackageError for one that is not well formed."""
        if part not in self._trees:
            self._trees[part] = self.office.parse(part, self.parts[part])
        return self._trees[part]

    @cached_property
    def types(self) -> dict[str, str]:
        """The content type of each part; of one that has none, nothing."""
        listing = self.tree("[Content_Types].xml")
        endings = {each.get("Extension", "").lower(): each for each in listing.iter("{*}Default")}
        named = {each.get("PartName", "")[1:]: each for each in listing.iter("{*}Override")}
        kinds = {name: named.get(name, endings.get(name.rpartition(".")[2].lower())) for name in self.parts}
        return {name: "" if kind is None else kind.get("ContentType", "") for name, kind in kinds.items()}

    @cached_property
    def links(self) -> list[Link]:
        """All relationships of all parts."""
        return [link for name in self.parts if name.endswith(".rels") for link in self._links_of(name)]

    @cached_property
    def book(self) -> str:
        """The workbook's own part."""
        return next(link.target for link in self.links if link.source == "" and link.kind == "officeDocument")

    @cached_property
    def sheets(self) -> list[Sheet]:
        """All sheets in the order of their tabs."""
        targets = {link.identifier: link for link in self.links if link.source == self.book}
        tabs = self.tree(self.book).iterfind(f"{S}sheets/{S}sheet")
        return [self._sheet(tab, targets[tab.get(f"{R}id", "")].target) for tab in tabs]

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share."""
        part = self.part_of("sharedStrings")
        if part is None:
            return []
        return ["".join(text.text or "" for text in item.iter(f"{S}t")) for item in self.tree(part).iter(f"{S}si")]

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """The defined names with what they stand for."""
        entries = self.tree(self.book).iter(f"{S}definedName")
        return [(entry.get("name", ""), entry.text or "") for entry in entries]

    @cached_property
    def tables(self) -> list[tuple[str, Range]]:
        """Named areas of more than one row and column: the tables of the scorecard."""
        areas = [(name, place) for name, formula in self.names if (place := range_of(formula))]
        return [(name, place) for name, place in areas
                if place.bottom > place.top and place.right > place.left and not name.startswith("_xlnm.")]

    def part_of(self, kind: str) -> str | None:
        """The part that the workbook has of a kind."""
        return next((each.target for each in self.links if each.source == self.book and each.kind == kind), None)

    def sheet(self, title: str) -> Sheet | None:
        return next((each for each in self.sheets if each.title.casefold() == title.casefold()), None)

    def owner(self, part: str) -> str:
        """The title of the sheet that leads to a part, at first hand or through a drawing; else nothing."""
        titles = {sheet.part: sheet.title for sheet in self.sheets}
        seen: set[str] = set()
        waiting = [part]
        while waiting:
            here = waiting.pop()
            if here in titles:
                return titles[here]
            seen.add(here)
            waiting += [link.source for link in self.links if link.target == here and link.source not in seen]
        return ""

    def _links_of(self, listing: str) -> Iterator[Link]:
        folder, name = posixpath.split(listing)
        base = posixpath.dirname(folder)
        source = posixpath.join(base, name.removesuffix(".rels"))
        for entry in self.tree(listing).iter(RELATIONSHIP):
            outside = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", base, target))[1:]
            kind = entry.get("Type", "").rpartition("/")[2]
            yield Link("" if name == ".rels" else source, entry.get("Id", ""), kind, target, outside)

    def _sheet(self, tab: Element, part: str) -> Sheet:
        root = self.tree(part)
        cells = tuple(self._cell(cell) for cell in root.iter(f"{S}c"))
        return Sheet(tab.get("name", ""), part, tab.get("state", "visible"), root, cells)

    def _cell(self, cell: Element) -> Cell:
        address, kind, value = cell.get("r", ""), cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        number = float(value) if kind == "n" and value else None
        text = "" if kind in ("n", "b") else value
        if kind == "s" and value:
            text = self.texts[int(value)]
        elif kind == "inlineStr":
            text = "".join(each.text or "" for each in cell.iter(f"{S}t"))
        has_formula = cell.find(f"{S}f") is not None
        return Cell(address, *row_and_column(address), text, number, int(cell.get("s", "0")), has_formula)
