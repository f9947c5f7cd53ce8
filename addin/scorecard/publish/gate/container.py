"""The file as a container: its size, the order of its bytes, its parts, and what leads to them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from scorecard.issues import EditionIssue, EditionLarge, EditionTooLarge, OutsideLink, PackageOdd, PartNotAllowed
from scorecard.publish.gate.scene import Scene
from scorecard.publish.tags import PICTURES, TYPES

LARGE, TOO_LARGE = 5 << 20, 10 << 20
ALLOWED_TYPES = {*TYPES.values(), *PICTURES.values(), "application/vnd.openxmlformats-package.relationships+xml"}
ALLOWED_LINKS = {*TYPES, "image"}
_LOCAL = struct.Struct("<4s22xHH")
_END = struct.Struct("<4s4H2IH")


def size(scene: Scene) -> Iterator[EditionIssue]:
    """No edition is as large as that: an unexpectedly large file is a sign of a leak, and mail refuses it."""
    found = scene.book.path.stat().st_size
    said = {"found": f"{found / (1 << 20):.1f} MB"}
    if found > TOO_LARGE:
        yield EditionTooLarge(file=scene.book.name, **said, expected=f"at most {TOO_LARGE >> 20} MB")
    elif found > LARGE:
        yield EditionLarge(file=scene.book.name, **said, expected=f"at most {LARGE >> 20} MB")


def bytes_in_order(scene: Scene) -> Iterator[EditionIssue]:
    """The parts follow each other without gaps; there is nothing before, between or behind them, and no remarks."""
    data = scene.book.path.read_bytes()
    at = 0
    for info in sorted(scene.book.office.entries.values(), key=lambda each: each.header_offset):
        if info.header_offset != at:
            yield scene.of_part(PackageOdd, info.filename, found=f"{info.header_offset - at:,} bytes before the part")
        _, name, extra = _LOCAL.unpack_from(data, info.header_offset)
        if info.extra or info.comment or extra:
            yield scene.of_part(PackageOdd, info.filename, found="a remark on the part")
        at = info.header_offset + _LOCAL.size + name + extra + info.compress_size
    end = data.rfind(b"PK\x05\x06")
    *_, length, start, remark = _END.unpack_from(data, end)
    if start != at or end != start + length:
        yield PackageOdd(file=scene.book.name, found="bytes between the parts and their list")
    if remark or end + _END.size != len(data):
        yield PackageOdd(file=scene.book.name, found="bytes or a remark after the end")


def parts_are_allowed(scene: Scene) -> Iterator[EditionIssue]:
    """Every part has a content type that an edition may have, and nothing is in it that no part leads to."""
    reached = {link.target for link in scene.book.links if not link.outside}
    for part, kind in scene.book.types.items():
        if part == "[Content_Types].xml":
            continue
        if kind not in ALLOWED_TYPES:
            yield scene.of_part(PartNotAllowed, part, found=kind or "a part without a content type")
        if not part.endswith(".rels") and part not in reached:
            yield scene.of_part(PackageOdd, part, found="a part that nothing leads to")


def links_are_allowed(scene: Scene) -> Iterator[EditionIssue]:
    """Every relationship is of a known kind, and leads to a part of the file that is what the relationship says."""
    for link in scene.book.links:
        if link.outside:
            yield scene.of_link(OutsideLink, link, found=link.kind)
        elif link.kind not in ALLOWED_LINKS:
            yield scene.of_link(PartNotAllowed, link, found=link.kind)
        elif link.target not in scene.book.parts:
            yield scene.of_link(PackageOdd, link, found=f"{link.target}, which is not there")
        elif link.kind != "image" and scene.book.types[link.target] != TYPES[link.kind]:
            yield scene.of_link(PackageOdd, link, found=f"{link.target} as {link.kind}")
