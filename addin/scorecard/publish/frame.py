"""The frame of an edition, written from nothing: the workbook's part, properties, relationships, content types."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from scorecard.ooxml import RELATION_NS
from scorecard.publish.cleaning.plain import as_bytes, root_of
from scorecard.publish.tags import PACKAGE, PICTURES, TYPES, R, S

CORE = f"{PACKAGE}/metadata/core-properties"
DC, DC_TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Properties:
    """What the file says of itself; there is nobody's name in it."""

    title: str
    subject: str
    status: str
    published: dt.datetime
    """A time in UTC."""


def workbook_xml(
    sheets: Iterable[tuple[str, str]], names: Iterable[tuple[str, str, int | None]], since_1904: bool
) -> bytes:
    """The workbook's part: sheets with their relationships, defined names, the first sheet in front."""
    root = root_of(f"{S}workbook", {"r": RELATION_NS})
    etree.SubElement(root, f"{S}workbookPr", {"date1904": "1"} if since_1904 else {})
    etree.SubElement(etree.SubElement(root, f"{S}bookViews"), f"{S}workbookView", {"activeTab": "0", "firstSheet": "0"})
    tabs = etree.SubElement(root, f"{S}sheets")
    for number, (title, relation) in enumerate(sheets, start=1):
        etree.SubElement(tabs, f"{S}sheet", {"name": title, "sheetId": str(number), f"{R}id": relation})
    listed = sorted(names, key=lambda each: (each[0].casefold(), -1 if each[2] is None else each[2]))
    if listed:
        parent = etree.SubElement(root, f"{S}definedNames")
        for name, formula, scope in listed:
            place = {} if scope is None else {"localSheetId": str(scope)}
            etree.SubElement(parent, f"{S}definedName", {"name": name, **place}).text = formula
    return as_bytes(root)


def core_xml(properties: Properties) -> bytes:
    """Title, subject, language, status and the time of publication."""
    prefixes = {"cp": CORE, "dc": DC, "dcterms": DC_TERMS, "xsi": INSTANCE}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=prefixes)
    for tag, text in ((f"{{{DC}}}title", properties.title), (f"{{{DC}}}subject", properties.subject),
                      (f"{{{CORE}}}contentStatus", properties.status), (f"{{{DC}}}language", LANGUAGE)):
        etree.SubElement(root, tag).text = text
    for tag in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{DC_TERMS}}}{tag}", {f"{{{INSTANCE}}}type": "dcterms:W3CDTF"})
        moment.text = f"{properties.published:%Y-%m-%dT%H:%M:%SZ}"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def app_xml(version: str) -> bytes:
    """For which program the file is; nothing of who made it.

    The version stays that of the template: LibreOffice draws charts of Excel 2007 by other rules than later ones.
    """
    root = root_of(f"{{{APP}}}Properties")
    for tag, text in (("Application", "Microsoft Excel"), ("DocSecurity", "0"), ("AppVersion", version)):
        etree.SubElement(root, f"{{{APP}}}{tag}").text = text
    return as_bytes(root)


def relations_xml(relations: Mapping[str, tuple[str, str]]) -> bytes:
    """A part's relationships: by id the kind and the target."""
    root = root_of(f"{{{PACKAGE}/relationships}}Relationships")
    for identifier, (kind, target) in relations.items():
        base = f"{PACKAGE}/relationships/metadata" if kind == "core-properties" else RELATION_NS
        etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship",
                         {"Id": identifier, "Type": f"{base}/{kind}", "Target": target})
    return as_bytes(root)


def content_types(parts: Iterable[tuple[str, str]]) -> bytes:
    """The kind of each part by its name."""
    space = f"{PACKAGE}/content-types"
    root = root_of(f"{{{space}}}Types")
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    named = list(parts)
    endings = {posixpath.splitext(name)[1][1:] for name, kind in named if kind == "image"}
    for ending, kind in {**defaults, **{each: PICTURES[each] for each in sorted(endings)}}.items():
        etree.SubElement(root, f"{{{space}}}Default", {"Extension": ending, "ContentType": kind})
    for name, kind in named:
        if kind != "image":
            etree.SubElement(root, f"{{{space}}}Override", {"PartName": f"/{name}", "ContentType": TYPES[kind]})
    return as_bytes(root)
