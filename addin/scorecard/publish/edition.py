"""A filled workbook -> an edition: a new package with the parts that an edition may have, each cleaned.

Nothing is copied because it is there: a part is in the edition when a sheet of the audience leads to it by a
relationship of a known kind. Kinds that carry what readers must not see are left out; kinds that are not known stop.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.ooxml import RELATION_NS, Relation
from scorecard.publish.cleaning.drawings import clean_chart, clean_drawing, clean_styles, clean_table, clean_theme
from scorecard.publish.cleaning.pictures import clean_picture
from scorecard.publish.cleaning.plain import EditionError, Kept, as_bytes
from scorecard.publish.cleaning.sheet import SheetRules, clean_sheet
from scorecard.publish.cleaning.texts import SharedTexts
from scorecard.publish.filled import FilledWorkbook
from scorecard.publish.frame import Properties, app_xml, content_types, core_xml, relations_xml, workbook_xml
from scorecard.publish.kinds import KNOWN, LEFT_OUT, NAMES
from scorecard.publish.tags import namespace

__all__ = ["EditionError", "EditionReport", "Properties", "make_edition"]

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class EditionReport:
    """What an edition has, and what the filled workbook had besides."""

    sheets: list[str]
    parts: int
    left_out: list[str]


def make_edition(
    filled: Path, out: Path, sheets: Sequence[str], properties: Properties, footer: Mapping[str, str] | None = None
) -> EditionReport:
    """Write an edition with these sheets of a filled workbook, in their order there.

    `footer` are texts in headers and footers that are replaced. Raises EditionError, which names the place, for what an
    edition cannot have and cannot do without.
    """
    building = _Building(FilledWorkbook(filled, sheets), footer or {})
    parts = building.parts(properties)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return EditionReport(building.filled.titles, len(parts), list(building.kept.left_out))


@dataclass
class _Part:
    """A part of the edition, with its relationships by id: kind and target."""

    name: str
    kind: str
    data: bytes
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)


class _Building:
    """An edition in the making."""

    def __init__(self, filled: FilledWorkbook, footer: Mapping[str, str]) -> None:
        self.filled, self.office = filled, filled.office
        self.footer = footer
        self.kept = Kept(filled.titles)
        texts = filled.relation("sharedStrings")
        self.texts = SharedTexts(self.office.xml(texts.target) if texts else None)
        self.made: dict[str, _Part] = {}
        self._numbers: dict[str, int] = {}
        self._pictures: dict[str, _Part] = {}

    def parts(self, properties: Properties) -> dict[str, bytes]:
        """All parts of the edition, by name."""
        self._check_kinds(self.filled.relations, "the workbook")
        self._check_kinds(self.office.relations(""), "the file")
        sheets = [self._sheet(number, tab) for number, (_, tab) in enumerate(self.filled.tabs)]
        others = [part for kind in ("theme", "styles") if (part := self._of_book(kind))]
        texts = self._add("sharedStrings", self.texts.part())
        book = _Part("xl/workbook.xml", "officeDocument", b"")
        entries = []
        for number, part in enumerate([*sheets, *others, texts], start=1):
            book.relations[f"rId{number}"] = (part.kind, _relative(book.name, part.name))
            if part.kind == "worksheet":
                entries.append((self.filled.titles[number - 1], f"rId{number}"))
        book.data = workbook_xml(entries, self.filled.names, self.filled.since_1904)
        top = {"rId1": ("officeDocument", book.name), "rId2": ("core-properties", "docProps/core.xml"),
               "rId3": ("extended-properties", "docProps/app.xml")}
        core = _Part("docProps/core.xml", "core-properties", core_xml(properties))
        app = _Part("docProps/app.xml", "extended-properties", app_xml(self.filled.version))
        everything = [book, *self.made.values(), core, app]
        found = {"[Content_Types].xml": content_types([(each.name, each.kind) for each in everything]),
                 "_rels/.rels": relations_xml(top)}
        for part in everything:
            found[part.name] = part.data
            if part.relations:
                found[_listing(part.name)] = relations_xml(part.relations)
        return found

    def _sheet(self, number: int, tab: Element) -> _Part:
        filled, title = self.filled, self.filled.titles[number]
        part, root = filled.part_of(tab), filled.roots[title]
        rules = SheetRules(title, number == 0, self.kept, self.texts, filled.leads_somewhere, self.footer, filled.gone)
        self._check_kinds(self.office.relations(part), rules.where)
        clean_sheet(root, rules)
        if tab.get("state", "visible") != "visible":
            raise EditionError(f"The {rules.where} is hidden.", "Show it in the template, or do not give it to them.")
        return self._finish("worksheet", part, root, rules.where)

    def _finish(self, kind: str, before: str, root: Element, where: str) -> _Part:
        """Add a cleaned part, and the parts that it still leads to."""
        part = self._add(kind, b"")
        relations = self.office.relations(before)
        for element, name in list(_references(root)):
            relation = relations.get(element.get(name, ""))
            if relation is None:
                raise EditionError(f"{where} leads to something outside the file.",
                                   "Put the picture or the chart into the template itself.")
            target = self._target(relation, where)
            number = f"rId{len(part.relations) + 1}"
            part.relations[number] = (target.kind, _relative(part.name, target.name))
            element.set(name, number)
        part.data = as_bytes(root)
        return part

    def _target(self, relation: Relation, where: str) -> _Part:
        if relation.kind == "image":
            return self._picture(relation.target, where)
        cleaner = self._cleaners().get(relation.kind)
        if cleaner is None:
            raise EditionError(f'{where} leads to a part of the kind "{relation.kind}", which is not known here.',
                               "Take what was added last out of the template.")
        root = self.office.xml(relation.target)
        self._check_kinds(self.office.relations(relation.target), where)
        inside = f"{where}, {relation.kind} {posixpath.basename(relation.target)}"
        cleaner(root, inside)
        return self._finish(relation.kind, relation.target, root, inside)

    def _picture(self, before: str, where: str) -> _Part:
        """A picture; one that stands on many sheets is in the file once."""
        if before not in self._pictures:
            ending = posixpath.splitext(before)[1].lower()
            self._pictures[before] = self._add("image", clean_picture(self.office.read(before), where), ending)
        return self._pictures[before]

    def _cleaners(self) -> dict[str, Callable[[Element, str], None]]:
        return {
            "drawing": lambda root, where: clean_drawing(root, self.kept, where),
            "chart": lambda root, where: clean_chart(root, self.kept, where),
            "table": lambda root, _where: clean_table(root),
            "styles": lambda root, _where: clean_styles(root),
            "theme": lambda root, _where: clean_theme(root),
        }

    def _of_book(self, kind: str) -> _Part | None:
        relation = self.filled.relation(kind)
        return self._target(relation, "the workbook") if relation else None

    def _check_kinds(self, relations: Mapping[str, Relation], where: str) -> None:
        for relation in relations.values():
            if LEFT_OUT.get(relation.kind):
                self.kept.leave_out(LEFT_OUT[relation.kind], where)
            elif relation.kind not in LEFT_OUT and relation.kind not in KNOWN:
                raise EditionError(f'{where} leads to a part of the kind "{relation.kind}", which is not known here.',
                                   "Take what was added last out of the template; if it must stay, ask for it.")

    def _add(self, kind: str, data: bytes, ending: str = ".xml") -> _Part:
        self._numbers[kind] = number = self._numbers.get(kind, 0) + 1
        part = _Part(NAMES[kind].format(number) + ending, kind, data)
        self.made[part.name] = part
        return part


def _references(root: Element) -> Iterator[tuple[Element, str]]:
    """The attributes that name a relationship."""
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if namespace(str(name)) == RELATION_NS:
                yield element, str(name)


def _relative(source: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(source))


def _listing(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
