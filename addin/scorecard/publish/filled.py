"""A filled workbook as an edition is made of it: the sheets of the audience, and the names that stand on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml.etree import _Element as Element

from scorecard.ooxml import OfficeFile, Relation
from scorecard.publish.cleaning.plain import EditionError
from scorecard.publish.tags import R, S, is_areas, range_of, row_and_column, sheets_named


class FilledWorkbook:
    """The file, of which only the sheets given are looked at. Raises EditionError for a sheet that is not there."""

    def __init__(self, path: Path, sheets: Sequence[str]) -> None:
        self.office = OfficeFile(path)
        top = self.office.relations("").values()
        self.part = next((each.target for each in top if each.kind == "officeDocument"), "")
        self.root = self.office.xml(self.part)
        self.relations = self.office.relations(self.part)
        tabs = list(self.root.iterfind(f"{S}sheets/{S}sheet"))
        wanted = {title.casefold() for title in sheets}
        self.tabs = [(number, tab) for number, tab in enumerate(tabs) if tab.get("name", "").casefold() in wanted]
        self.titles = [tab.get("name", "") for _, tab in self.tabs]
        self.gone = {tab.get("name", "") for tab in tabs} - set(self.titles)
        """The titles of the other sheets."""
        self._check_tabs(sheets)
        self.roots = {tab.get("name", ""): self.office.xml(self.part_of(tab)) for _, tab in self.tabs}
        self.names = self._names()

    @property
    def since_1904(self) -> bool:
        """Does the workbook count days from 1904, as old Macs did?"""
        return self.root.find(f"{S}workbookPr[@date1904='1']") is not None

    @property
    def version(self) -> str:
        """The version of Excel that the template was made for."""
        top = self.office.relations("").values()
        part = next((each.target for each in top if each.kind == "extended-properties"), None)
        said = self.office.xml(part).findtext("{*}AppVersion") if part else ""
        return said if said and re.fullmatch(r"\d{2}\.\d{4}", said) else "16.0300"

    def relation(self, kind: str) -> Relation | None:
        """What the workbook leads to of a kind."""
        return next((each for each in self.relations.values() if each.kind == kind), None)

    def part_of(self, tab: Element) -> str:
        """The part of a sheet."""
        return self.relations[tab.get(f"{R}id", "")].target

    def leads_somewhere(self, target: str) -> bool:
        """Whether a link's target is in the edition."""
        names = {name.casefold() for name, _, scope in self.names if scope is None}
        place = range_of(target)
        if place is None:
            return target.casefold() in names
        return place.sheet.casefold() in {title.casefold() for title in self.titles}

    def _check_tabs(self, sheets: Sequence[str]) -> None:
        missing = [title for title in sheets if title.casefold() not in {each.casefold() for each in self.titles}]
        if missing or not self.titles:
            listed = ", ".join(f'"{title}"' for title in missing) or "any of the audience's"
            raise EditionError(f"The workbook has no sheet {listed}.",
                               "Put it back into the template, or take it out of mappings/audiences.yaml.")
        for (_, tab), title in zip(self.tabs, self.titles, strict=True):
            kind = self.relations.get(tab.get(f"{R}id", ""), Relation("", "")).kind
            if kind != "worksheet":
                raise EditionError(f'The sheet "{title}" is not one of cells ({kind or "its part is missing"}).',
                                   "Put the chart on a sheet of cells.")

    def _names(self) -> list[tuple[str, str, int | None]]:
        """The defined names that stand for cells of the edition: name, formula, number of the sheet they belong to.

        A name of cells that hold nothing goes: it may be called after what the audience does not get.
        """
        numbers = {before: now for now, (before, _) in enumerate(self.tabs)}
        filled = {title.casefold(): _filled(root) for title, root in self.roots.items()}
        found = []
        for entry in self.root.iterfind(f"{S}definedNames/{S}definedName"):
            name, formula, scope = entry.get("name", ""), entry.text or "", entry.get("localSheetId")
            hidden = entry.get("hidden") in ("1", "true") or name == "_xlnm._FilterDatabase"
            within = scope is None or int(scope) in numbers
            used = name.startswith("_xlnm.") or _holds_something(formula, filled)
            if not hidden and within and used and _stands_for_cells(formula, self.titles):
                found.append((name, formula, None if scope is None else numbers[int(scope)]))
        return found


def _stands_for_cells(formula: str, titles: Sequence[str]) -> bool:
    named = {each.casefold() for each in sheets_named(formula)}
    return bool(named) and named <= {each.casefold() for each in titles} and is_areas(formula)


def _filled(root: Element) -> set[tuple[int, int]]:
    """The cells of a sheet that hold something."""
    return {row_and_column(cell.get("r", "A1")) for cell in root.iter(f"{S}c") if len(cell)}


def _holds_something(formula: str, filled: Mapping[str, set[tuple[int, int]]]) -> bool:
    place = range_of(formula)
    return place is None or any(place.holds(*cell) for cell in filled.get(place.sheet.casefold(), ()))
