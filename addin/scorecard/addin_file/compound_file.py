"""A compound file, the small file system inside a file in which Office keeps macros: [MS-CFB], version 3."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Folder: TypeAlias = Mapping[str, "bytes | Folder"]

_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _SMALL = 512, 64
_BIG_FROM = 4096
_IDS = _SECTOR // 4
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass
class _Entry:
    """A line of the directory: a folder or a stream, and its place in the tree of its folder."""

    name: str
    kind: int
    content: bytes = b""
    child: int = _NONE
    left: int = _NONE
    right: int = _NONE
    black: int = 1
    start: int = 0

    def packed(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        tree = (self.left, self.right, self.child)
        head = name.ljust(64, b"\0") + struct.pack("<HBB3I", len(name), self.kind, self.black, *tree)
        return head + bytes(36) + struct.pack("<IQ", self.start, len(self.content))


class _Chains:
    """Sectors of one size and the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.content = bytearray()
        self.follows: list[int] = []

    def put(self, content: bytes) -> int:
        """Where the content starts."""
        if not content:
            return _END
        start, count = len(self.follows), -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\0")
        self.follows += [*range(start + 1, start + count), _END]
        return start


def write(folder: Folder) -> bytes:
    """The bytes of a file with these folders and streams."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(folder, entries)
    sectors, small = _Chains(_SECTOR), _Chains(_SMALL)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (small if len(entry.content) < _BIG_FROM else sectors).put(entry.content)
    entries[0].content = bytes(small.content)
    entries[0].start = sectors.put(entries[0].content)
    small_table = _table(small.follows)
    small_start = sectors.put(small_table)
    directory = sectors.put(_directory(entries))
    return _file(sectors, directory, small_start, len(small_table) // _SECTOR)


def _add(folder: Folder, entries: list[_Entry]) -> int:
    """Add a folder's lines to the directory; the line at the top of its tree."""
    lines = []
    for name, content in folder.items():
        entry = _Entry(name, _STREAM, content) if isinstance(content, bytes) else _Entry(name, _STORAGE)
        lines.append(len(entries))
        entries.append(entry)
        if not isinstance(content, bytes):
            entry.child = _add(content, entries)
    lines.sort(key=lambda line: (len(entries[line].name), entries[line].name.upper()))
    return _tree(lines, entries, 1, len(lines).bit_length())


def _tree(lines: list[int], entries: list[_Entry], level: int, deepest: int) -> int:
    """A balanced tree whose deepest level is red, as a red-black tree asks for."""
    if not lines:
        return _NONE
    middle = len(lines) // 2
    entry = entries[lines[middle]]
    entry.left = _tree(lines[:middle], entries, level + 1, deepest)
    entry.right = _tree(lines[middle + 1 :], entries, level + 1, deepest)
    entry.black = 0 if level == deepest and level > 1 else 1
    return lines[middle]


def _directory(entries: list[_Entry]) -> bytes:
    packed = b"".join(entry.packed() for entry in entries)
    unused = bytes(68) + struct.pack("<3I", _NONE, _NONE, _NONE) + bytes(48)
    return packed + unused * (-len(entries) % (_SECTOR // len(unused)))


def _table(follows: list[int]) -> bytes:
    padded = follows + [_FREE] * (-len(follows) % _IDS)
    return struct.pack(f"<{len(padded)}I", *padded)


def _file(sectors: _Chains, directory: int, small_start: int, small_count: int) -> bytes:
    tables = 1
    while tables * _IDS < len(sectors.follows) + tables:
        tables += 1
    if tables > 109:
        raise ValueError("more than 7 MB of macros; further tables are not written here")
    places = list(range(len(sectors.follows), len(sectors.follows) + tables))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory, 0, _BIG_FROM, small_start, small_count, _END, 0)
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return header + bytes(sectors.content) + _table(sectors.follows + [_TABLE] * tables)
