"""Finding the places of a template: names, labels and heads; whatever is not there becomes an issue."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from scorecard.issues import (
    FormulaInCell,
    LabelTwice,
    MissingHead,
    MissingLabel,
    MissingName,
    MissingSheet,
    TemplateIssue,
)
from scorecard.workbook import wording
from scorecard.workbook.cells import Area, Cell, CellWrite, Origin, Template, address
from scorecard.workbook.template.blocks import as_in_template


class Place(NamedTuple):
    """A cell of the template."""

    sheet: str
    row: int
    column: int


class Draft:
    """The plan in the making: writes so far, and what was found wrong on the way."""

    def __init__(self, template: Template, region: str = "") -> None:
        self.template = template
        self.regions = {region, wording.region(region)} - {""}
        self.writes: list[CellWrite] = []
        self.issues: list[TemplateIssue] = []
        """What keeps the template from being filled."""
        self.notices: list[TemplateIssue] = []
        """What the analyst should know, though the template is filled."""
        self._names = {name.casefold(): area for name, area in template.names.items()}
        self._sheets = set(template.sheets)

    def put(
        self, place: Place | None, value: Cell, look_of: Place | None = None, origin: Origin | None = None,
        link: str | None = None,
    ) -> None:
        """Plan a value for a cell; a place that was not found has its issue already."""
        if place is None:
            return
        if self.template.has_formula(*place):
            self.issues.append(FormulaInCell(sheet=place.sheet, cell=address(place.row, place.column)))
            return
        self.writes.append(CellWrite(place.sheet, place.row, place.column, value, look_of, origin, link))

    def put_named(self, name: str, value: Cell, sheet: str) -> None:
        area = self.area(name, sheet)
        if area:
            self.put(Place(area.sheet, area.top, area.left), value)

    def has(self, name: str) -> bool:
        """Whether the template has a name that it may be without."""
        return name.casefold() in self._names

    def area(self, name: str, sheet: str) -> Area | None:
        """The area of a defined name; `sheet` is where the template once had it."""
        found = self._names.get(name.casefold())
        if found and found.sheet in self._sheets:
            return found
        if sheet in self._sheets:
            self.issues.append(MissingName(sheet=sheet, expected=name))
        else:
            self.issues.append(MissingSheet(sheet=sheet, expected=f'"{sheet}"'))
        return None

    def columns(
        self, area: Area, heads: Mapping[str, str], name: str, unfilled: Callable[[list[str]], list[str]] = list
    ) -> dict[str, int]:
        """The columns of a block by the heads in its first row, from left to right; others are left alone.

        A workbook that was filled before has periods in its heads; `unfilled` turns back what is special to a block.
        """
        keys, wanted = list(heads), [_plain(head) for head in heads.values()]
        columns = range(area.left + 1, area.right + 1)
        texts = unfilled([self.head(area, column) for column in columns])
        found: dict[str, int] = {}
        for what, first, last, there, end in difflib.SequenceMatcher(None, wanted, texts, False).get_opcodes():
            for number, key in enumerate(keys[first:last]):
                at = min(there + number, len(texts) - 1)
                if what == "equal":
                    found[key] = columns[at]
                    continue
                text = texts[at] if at < end else ""
                issue = MissingHead(sheet=area.sheet, cell=address(area.top, area.left + 1 + at),
                                    found=f'"{text}"', expected=f'"{wanted[first + number]}" in {name}')
                self.issues.append(issue)
        return found

    def head(self, area: Area, column: int) -> str:
        """The head of a column, as it was before it was filled in."""
        return as_in_template(self.template.text(area.sheet, area.top, column), self.regions)

    def rows(self, area: Area, labels: Iterable[str], name: str) -> dict[str, int]:
        """The rows of a block by the labels in its first column; rows with other labels are left alone."""
        texts: dict[str, list[int]] = {}
        for row in range(area.top + 1, area.bottom + 1):
            texts.setdefault(_plain(self.template.text(area.sheet, row, area.left)), []).append(row)
        wanted = list(labels)
        found: dict[str, int] = {}
        for number, label in enumerate(wanted):
            rows = texts.get(_plain(label), [])
            if len(rows) > 1:
                cell = address(rows[1], area.left)
                self.issues.append(LabelTwice(sheet=area.sheet, cell=cell, found=f'"{label}" in {name}'))
            if rows:
                found[label] = rows[0]
            else:
                self.issues.append(self._missing_label(area, label, number, texts, wanted, name))
        return found

    def row(self, area: Area, label: str) -> int | None:
        """The first row of a block with a label, if there is one."""
        rows = range(area.top + 1, area.bottom + 1)
        return next((row for row in rows if _plain(self.template.text(area.sheet, row, area.left)) == label), None)

    def free_rows(self, area: Area, known: Iterable[int], columns: Iterable[int]) -> list[int]:
        """The rows of a block below the last category, for categories that appear later: blank, or filled before.

        A row with a formula, or with a text and no figures, is the analyst's own.
        """
        taken, figures = set(known), list(columns)
        return [
            row for row in range(max(taken, default=area.bottom) + 1, area.bottom + 1)
            if not any(self.template.has_formula(area.sheet, row, column) for column in (area.left, *figures))
            and (not self.template.text(area.sheet, row, area.left)
                 or any(self.template.text(area.sheet, row, column) for column in figures))
        ]

    def _missing_label(
        self, area: Area, label: str, number: int, texts: Mapping[str, list[int]], wanted: Sequence[str], name: str
    ) -> TemplateIssue:
        """Name the cell where the label was: the one with a text like it, or else the one in its place."""
        strange = [text for text in texts if text and text not in {_plain(each) for each in wanted}]
        near = difflib.get_close_matches(_plain(label), strange, 1)
        row = texts[near[0]][0] if near else min(area.top + 1 + number, area.bottom)
        text = _plain(self.template.text(area.sheet, row, area.left))
        return MissingLabel(
            sheet=area.sheet, cell=address(row, area.left), found=f'"{text}"', expected=f'"{label}" in {name}'
        )


def _plain(text: str) -> str:
    """A text without line breaks and double spaces, as people read it."""
    return " ".join(text.split())
