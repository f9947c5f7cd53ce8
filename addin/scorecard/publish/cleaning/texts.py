"""The texts that cells share, gathered anew: a text that no cell of the edition shows is not in it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.ooxml import SHEET_NS
from scorecard.publish.cleaning.plain import as_bytes, plain, remove, root_of
from scorecard.publish.tags import S, local


class SharedTexts:
    """Texts of cells, each once, with the formats inside them."""

    def __init__(self, before: Element | None) -> None:
        self._before = [] if before is None else list(before.iterchildren(f"{S}si"))
        self._places: dict[bytes, int] = {}
        self._items: list[Element] = []
        self.used = 0

    def of_index(self, index: int) -> int:
        """The new number of a text of the filled workbook."""
        return self._place(deepcopy(self._before[index]))

    def of_inline(self, inline: Element) -> int:
        """The number of a text that stood in its cell."""
        item = etree.Element(f"{S}si")
        item.extend(deepcopy(child) for child in inline)
        return self._place(item)

    def words(self, place: int) -> str:
        """A text of the edition without its formats."""
        return "".join(text.text or "" for text in self._items[place].iter(f"{S}t"))

    def part(self) -> bytes:
        """The part that the edition has."""
        root = root_of(f"{S}sst", count=str(self.used), uniqueCount=str(len(self._items)))
        root.extend(self._items)
        return as_bytes(root)

    def _place(self, item: Element) -> int:
        self.used += 1
        plain(item, {SHEET_NS})
        for child in list(item):
            if local(child) not in ("t", "r"):  # how a text is read aloud in Japanese
                remove(child)
        item.tail = None
        place = self._places.setdefault(etree.tostring(item, method="c14n"), len(self._items))
        if place == len(self._items):
            self._items.append(item)
        return place
