"""What charts remember is what their cells hold: a preview and a phone draw from memory."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from scorecard.issues import ChartRemembersOther, EditionIssue
from scorecard.publish.gate.book import Book, Cell
from scorecard.publish.gate.scene import Scene
from scorecard.publish.tags import TYPES, C, Range, local, range_of

NEAR = 1e-9


def charts_remember_their_cells(scene: Scene) -> Iterator[EditionIssue]:
    """Every cache of every chart, point by point."""
    for part, kind in scene.book.types.items():
        if kind == TYPES["chart"]:
            for formula in scene.book.tree(part).iter(f"{C}f"):
                yield from _of_formula(scene, part, formula)


def _of_formula(scene: Scene, part: str, formula: Element) -> Iterator[EditionIssue]:
    text = formula.text or ""
    place = _place(scene.book, text)
    cache = formula.getnext()
    if place is None or cache is None or local(cache) not in ("numCache", "strCache"):
        yield scene.of_part(ChartRemembersOther, part, f"cache of {text}", found="no cells of the edition, or no cache")
        return
    sheet = scene.book.sheet(place.sheet)
    assert sheet is not None
    expected = [sheet.at.get(each) for each in place.cells]
    remembered = {int(point.get("idx", "-1")): point.findtext(f"{C}v") or "" for point in cache.iter(f"{C}pt")}
    for number, cell in enumerate(expected):
        said = remembered.pop(number, "")
        if not _same(said, cell, local(cache) == "numCache"):
            yield scene.of_part(ChartRemembersOther, part, f"cache of {text}",
                                found=f"another value at point {number + 1}", expected="that of its cell")
    if remembered:
        yield scene.of_part(ChartRemembersOther, part, f"cache of {text}", found="points that have no cell")


def _place(book: Book, formula: str) -> Range | None:
    """The cells of a reference, or of the defined name that it is."""
    place = range_of(formula)
    if place is None:
        named = next((text for name, text in book.names if name.casefold() == formula.split("!")[-1].casefold()), "")
        place = range_of(named)
    return place if place and book.sheet(place.sheet) else None


def _same(said: str, cell: Cell | None, numbers: bool) -> bool:
    """An empty cell, or a text among numbers, is a point that is not there."""
    if cell is None or (not cell.text and cell.number is None):
        return not said
    if cell.number is None:
        return said in ("", "0", cell.text) if numbers else said == cell.text
    try:
        return abs(float(said) - cell.number) <= NEAR * max(1.0, abs(cell.number))
    except ValueError:
        return False
