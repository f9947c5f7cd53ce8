"""An allow-list for XML: elements and attributes of the part's own vocabulary stay, all else goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.errors import ScorecardError
from scorecard.ooxml import RELATION_NS
from scorecard.publish.tags import EXTENSIONS, XML, local, namespace, sheets_named

EXTENSION_LISTS = ("extLst",)


class EditionError(ScorecardError):
    """The filled workbook holds something of which no edition can be made."""


@dataclass
class Kept:
    """What the parts of an edition may refer to, and what was left out of it, in words."""

    sheets: Collection[str]
    left_out: dict[str, None] = field(default_factory=dict)

    def leave_out(self, what: str, where: str) -> None:
        """Take note of something that a reader will not find."""
        self.left_out[f"{where}: {what}"] = None

    def check(self, formula: str, where: str) -> None:
        """Raises EditionError when a formula reads a sheet that the edition does not have, or another workbook."""
        for sheet in sheets_named(formula):
            if sheet.casefold() not in {each.casefold() for each in self.sheets}:
                other = f'the sheet "{sheet}", which the edition does not have'
                named = "another workbook" if sheet == "[...]" else other
                raise EditionError(
                    f"{where} reads {named}.",
                    "Give the audience that sheet too (mappings/audiences.yaml), or take it out of the template.",
                )


def plain(root: Element, own: Collection[str]) -> None:
    """Take away what is not of a part's own namespaces, such as marks of revisions and alternatives for other programs.

    Of the lists of extensions those stay that an edition may have.
    """
    for element in list(root.iter()):
        if element is not root and (not isinstance(element.tag, str) or namespace(element.tag) not in own):
            remove(element)
            continue
        for name in list(element.attrib):
            if namespace(str(name)) not in ("", RELATION_NS, XML):
                del element.attrib[name]
        if local(element) == "ext" and element.get("uri") not in EXTENSIONS:
            remove(element)
    for element in list(root.iter()):
        if local(element) in EXTENSION_LISTS and not len(element):
            remove(element)


def only(element: Element, children: Collection[str], attributes: Collection[str] | None = None) -> list[str]:
    """Leave an element its known children and attributes; answers which kinds of children went."""
    gone = {local(child) for child in element if local(child) not in children}
    for child in list(element):
        if local(child) not in children:
            remove(child)
    if attributes is not None:
        for name in list(element.attrib):
            if name not in attributes:
                del element.attrib[name]
    return sorted(gone)


def remove(element: Element) -> None:
    """Take an element out; the text after it stays where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def drop(element: Element, *names: str) -> None:
    """Take attributes away, those that are there."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def made(tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element."""
    element = etree.Element(tag, attributes)
    element.text = text
    return element


def root_of(tag: str, prefixes: Mapping[str, str] | None = None, **attributes: str) -> Element:
    """The root of a new part; its own namespace needs no prefix."""
    spaces: dict[str | None, str] = {None: namespace(tag)}
    spaces.update(prefixes or {})
    return etree.Element(tag, attributes, nsmap=spaces)  # type: ignore[arg-type]


def as_bytes(root: Element) -> bytes:
    """A part as its file holds it; prefixes that nothing uses any more are gone."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r"] if RELATION_NS in root.nsmap.values() else None)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def each_of(root: Element, tags: Iterable[str], do: Callable[[Element], None]) -> None:
    """Do something to every element of some kinds; the tree may change meanwhile."""
    for element in list(root.iter(*tags)):
        do(element)
