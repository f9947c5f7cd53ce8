"""vbaProject.bin from the text of its modules, as [MS-OVBA] describes it.

Only text is written, nothing compiled: Office compiles it when the add-in is opened, so one file fits every version.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scorecard.addin_file import compound_file
from scorecard.addin_file.vba_compression import compress

_ENCODING = "cp1252"
_CODE_PAGE = 1252
_ENGLISH = 0x409
_NOT_COMPILED = bytes.fromhex("cc61ffff000100")


class Kind(StrEnum):
    """What a module belongs to."""

    STANDARD = "Module"
    CLASS = "Class"
    WORKBOOK = "{00020819-0000-0000-C000-000000000046}"
    SHEET = "{00020820-0000-0000-C000-000000000046}"

    @property
    def of_document(self) -> bool:
        return self in (Kind.WORKBOOK, Kind.SHEET)


@dataclass(frozen=True)
class Module:
    """A module of the project: its name, what it belongs to, and its text with its attributes."""

    name: str
    kind: Kind
    text: str

    def stored(self) -> bytes:
        """The text as Office keeps it: the lines end as Windows ends them."""
        return "\r\n".join(self.text.splitlines()).encode(_ENCODING) + b"\r\n"


REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
        r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)
"""The libraries whose types the macros name; Office finds them by their identifiers wherever it is installed."""


def write(name: str, modules: Sequence[Module]) -> bytes:
    """The bytes of vbaProject.bin."""
    streams = {"dir": compress(_dir(name, modules)), "_VBA_PROJECT": _NOT_COMPILED}
    streams |= {module.name: compress(module.stored()) for module in modules}
    names = b"".join(_bytes(module.name) + b"\0" + _wide(module.name) + b"\0\0" for module in modules)
    return compound_file.write(
        {"VBA": streams, "PROJECT": _bytes(_project(name, modules)), "PROJECTwm": names + b"\0\0"}
    )


def _project(name: str, modules: Sequence[Module]) -> str:
    identifier = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"vba:{name}")).upper() + "}"
    lines = [f'ID="{identifier}"', *(_line(module) for module in modules)]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    lines += [f'CMG="{_obscured(identifier, bytes(4))}"', f'DPB="{_obscured(identifier, bytes(1))}"']
    lines += [f'GC="{_obscured(identifier, bytes([255]))}"', "", "[Host Extender Info]"]
    lines += ["&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000", "", "[Workspace]"]
    lines += [f"{module.name}=0, 0, 0, 0, C" for module in modules]
    return "".join(f"{line}\r\n" for line in lines)


def _line(module: Module) -> str:
    return f"Document={module.name}/&H00000000" if module.kind.of_document else f"{module.kind}={module.name}"


def _obscured(identifier: str, value: bytes, seed: int = 0x5A) -> str:
    """A field of the project as [MS-OVBA] 2.4.3 obscures it; here they say: no password, visible."""
    key = sum(identifier.encode()) & 0xFF
    written = bytearray([seed, seed ^ 2, seed ^ key])
    plain_before, before, before_that = key, written[2], written[1]
    for plain in bytes((seed & 6) // 2) + struct.pack("<I", len(value)) + value:
        written.append(plain ^ ((before_that + plain_before) & 0xFF))
        before_that, before, plain_before = before, written[-1], plain
    return written.hex().upper()


def _dir(name: str, modules: Sequence[Module]) -> bytes:
    """The stream that says what the project holds."""
    number, short = struct.Struct("<I").pack, struct.Struct("<H").pack
    written = _record(0x01, number(1)) + _record(0x02, number(_ENGLISH)) + _record(0x14, number(_ENGLISH))
    written += _record(0x03, short(_CODE_PAGE)) + _record(0x04, _bytes(name)) + _twice(0x05, 0x40, "")
    written += _twice(0x06, 0x3D, "") + _record(0x07, number(0)) + _record(0x08, number(0))
    written += struct.pack("<HIIH", 0x09, 4, 0x61EEF783, 3) + _twice(0x0C, 0x3C, "")
    for reference, library in REFERENCES:
        found = number(len(library)) + _bytes(library) + bytes(6)
        written += _twice(0x16, 0x3E, reference) + _record(0x0D, found)
    written += _record(0x0F, short(len(modules))) + _record(0x13, short(0xFFFF))
    for module in modules:
        written += _twice(0x19, 0x47, module.name) + _twice(0x1A, 0x32, module.name) + _twice(0x1C, 0x48, "")
        written += _record(0x31, number(0)) + _record(0x1E, number(0)) + _record(0x2C, short(0xFFFF))
        written += _record(0x21 if module.kind is Kind.STANDARD else 0x22) + _record(0x2B)
    return written + _record(0x10)


def _record(identifier: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", identifier, len(content)) + content


def _twice(identifier: int, wide: int, text: str) -> bytes:
    return _record(identifier, _bytes(text)) + _record(wide, _wide(text))


def _bytes(text: str) -> bytes:
    return text.encode(_ENCODING)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
