"""What is written into the contents and the key of the summary: tabs, pages, how sections stand, signs explained."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from scorecard.definitions.cellmap import BACK_SHEETS, CellMap
from scorecard.issues import MissingHead, MissingLabel
from scorecard.values import Direction, Rag
from scorecard.workbook import look
from scorecard.workbook.cells import Area, Cell, address
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.judged import Judged
from scorecard.workbook.template.contents import BACK_LINKS, CONTENTS, PAGE, SIGNS, STANDING

SHEET = "Summary"
COUNTED = {Rag.RED: "■ {} red", Rag.AMBER: "▲ {} amber", Rag.GREEN: "● {} green"}
MISSING = {
    look.NO_DATA: "No data: not collected, or an empty denominator",
    look.NOT_AVAILABLE: "Not available: the source has no such figure",
    look.SUPPRESSED: "Hidden, as a child could be known by it; not judged",
    look.GAP: "A commentary names a figure that there is not",
}
"""What a sign in place of a figure means."""


def page_numbers(draft: Draft, cells: CellMap) -> dict[str, int]:
    """The printed page of each section: each has one page, in the order of the tabs."""
    tabs = _tabs(draft)
    mine = {tabs.get(sheet.names, sheet.sheet): sheet.sheet for sheet in cells.sheets} | {SHEET: SHEET}
    return {mine[tab]: page for page, tab in enumerate((tab for tab in draft.template.sheets if tab in mine), start=1)}


def _tabs(draft: Draft) -> dict[str, str]:
    """The tabs of the sections by what their defined names begin with; an analyst may have renamed a tab."""
    ends = "_HEADLINE"
    return {name.removesuffix(ends): area.sheet for name, area in draft.template.names.items() if name.endswith(ends)}


def plan_contents(draft: Draft, cells: CellMap, judged: Sequence[Judged]) -> None:
    """The page of each section and how it stands. Where an edition leaves sheets out the others close up."""
    area = draft.area(CONTENTS, SHEET)
    if area is None:
        return
    texts = {place: draft.template.text(*place) for place in _places(area)}
    sections = {sheet.sheet: sheet for sheet in cells.sheets}
    known = {*sections, *_tabs(draft).values()}
    tabs = [place for place, text in texts.items() if text in known]
    back = [place for place, text in texts.items() if text in BACK_SHEETS]
    for name in (name for name in sections if name not in texts.values()):
        cell = address(area.top, area.left)
        draft.issues.append(MissingLabel(sheet=area.sheet, cell=cell, expected=f'"{name}" in {CONTENTS}'))
    pages = page_numbers(draft, cells)
    for place, name in _closed_up(tabs, texts, sections).items():
        _put_label(draft, place, texts, name, f"{sections[name].names}_TITLE" if name else "")
        standing = standing_words([each for each in judged if each.sheet.sheet == name]) if name else None
        _put_row(draft, area, place, pages.get(name), standing)
    for place, name in _closed_up(back, texts, cells.back_sheets).items():
        _put_label(draft, place, texts, name, BACK_LINKS.get(name, ""))


def _places(area: Area) -> Iterator[Place]:
    """The cells below the heads, column by column."""
    for column in range(area.left, area.right + 1):
        for row in range(area.top + 1, area.bottom + 1):
            yield Place(area.sheet, row, column)


def _closed_up(places: Sequence[Place], texts: Mapping[Place, str], kept: Collection[str]) -> dict[Place, str]:
    """Which sheet stands where: each in its own place, or without gaps, in halves of the same length, when some go."""
    names = [texts[place] for place in places if texts[place] in kept]
    if len(names) == len(places):
        return {place: texts[place] for place in places}
    first = [place for place in places if place.column == places[0].column]
    half = min(len(first), (len(names) + 1) // 2)
    free = [*first[:half], *places[len(first) :]]
    return dict.fromkeys(places, "") | dict(zip(free, names, strict=False))


def _put_label(draft: Draft, place: Place, texts: Mapping[Place, str], name: str, leads_to: str) -> None:
    """A label that is not the template's own, with its link."""
    if texts[place] != name:
        draft.put(place, name or None, link=leads_to)


def _put_row(draft: Draft, area: Area, label: Place, page: Cell, standing: Cell) -> None:
    """The cells of a row stand under the nearest heads to the right of its label."""
    for head, value in ((PAGE, page), (STANDING, standing)):
        columns = range(label.column + 1, area.right + 1)
        found = next((each for each in columns if draft.template.text(area.sheet, area.top, each) == head), None)
        if found:
            draft.put(label._replace(column=found), value)
        else:
            cell = address(area.top, label.column)
            draft.issues.append(MissingHead(sheet=area.sheet, cell=cell, expected=f'"{head}" in {CONTENTS}'))


def standing_words(judged: Sequence[Judged]) -> str:
    """How a section stands: `■ 2 red, ● 1 green; ↓ 4`."""
    rags = [each.rag for each in judged]
    counts = [words.format(rags.count(rag)) for rag, words in COUNTED.items() if rag in rags]
    if not counts:
        hidden = any(each.is_hidden for each in judged)
        lacking = any(each.has_target for each in judged)
        counts = [f"{look.SUPPRESSED} hidden" if hidden else f"{look.NO_DATA} no figure" if lacking else
                  f"{look.NO_TARGET} no target"]
    worsened = sum(each.direction == Direction.WORSENED for each in judged)
    return ", ".join(counts) + (f"; ↓ {worsened}" if worsened else "")


def plan_key(draft: Draft) -> None:
    """The signs for missing figures, of which those are explained that stand on the pages planned so far."""
    area = draft.area(SIGNS, SHEET)
    if area is None:
        return
    texts = {write.value for write in draft.writes if isinstance(write.value, str)}
    used = [(sign, words) for sign, words in MISSING.items() if any(sign in text for text in texts)]
    rows = range(area.top, area.bottom + 1)
    for row, (sign, words) in zip(rows, [*used, *[(None, None)] * len(rows)], strict=False):
        draft.put(Place(area.sheet, row, area.left), sign)
        draft.put(Place(area.sheet, row, area.right), words)
