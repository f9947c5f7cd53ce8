"""Pictures without what cameras and programs write into them: place, time, owner, thumbnails, comments."""

from __future__ import annotations

import struct

from scorecard.publish.cleaning.plain import EditionError

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
PNG_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
"""What a PNG needs to be drawn as it was."""
_SCAN, _ADOBE, _COMMENT, _END = 0xDA, 0xEE, 0xFE, 0xD9


def clean_picture(data: bytes, where: str) -> bytes:
    """A PNG or JPEG picture with nothing but the picture. Raises EditionError for other kinds and broken ones."""
    try:
        if data.startswith(PNG):
            return _png(data)
        if data.startswith(JPEG):
            return _jpeg(data)
    except (struct.error, IndexError):
        raise EditionError(f"{where}: the picture is damaged.", "Put the picture in again.") from None
    raise EditionError(f"{where}: the picture is neither a PNG nor a JPEG.", "Save it as PNG and put it in again.")


def _png(data: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise IndexError
        if kind in PNG_CHUNKS:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            break  # what follows is not of the picture
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    kept, at = [JPEG], len(JPEG)
    while data[at + 1] != _END:
        if data[at] != 0xFF:
            raise IndexError
        kind = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if kind == _SCAN:
            end = _next_marker(data, end)
        if not _told_by_programs(kind):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, bytes((0xFF, _END))])  # what follows is not of the picture


def _told_by_programs(kind: int) -> bool:
    """Segments of applications, but for the one without which colours are wrong, and comments."""
    return (0xE0 < kind <= 0xEF and kind != _ADOBE) or kind == _COMMENT


def _next_marker(data: bytes, at: int) -> int:
    """Where the picture's own bytes end: at a marker that is neither a filler nor a restart."""
    while data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
        at += 1
    return at
