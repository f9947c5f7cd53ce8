"""The compression in which Office keeps the text of macros: written as [MS-OVBA] 2.4.1 describes it."""

from __future__ import annotations

import struct
from collections import defaultdict

_CHUNK = 4096
_SHORTEST = 3


def compress(text: bytes) -> bytes:
    """The bytes of one stream: a signature, then chunks of 4,096 bytes each."""
    chunks = (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))
    return b"\x01" + b"".join(_compressed(chunk) for chunk in chunks)


def _compressed(chunk: bytes) -> bytes:
    tokens = _tokens(chunk)
    body = bytearray()
    for start in range(0, len(tokens), 8):
        group = tokens[start : start + 8]
        body.append(sum(1 << place for place, (copied, _) in enumerate(group) if copied))
        body += b"".join(token for _, token in group)
    if len(body) > _CHUNK:  # as the format asks for what cannot be made shorter; text never comes to this
        return struct.pack("<H", 0x3FFF) + chunk.ljust(_CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | (len(body) - 1)) + bytes(body)


def _tokens(chunk: bytes) -> list[tuple[bool, bytes]]:
    """A byte as it is, or a copy of what stands further up; each with whether it is a copy."""
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    tokens = []
    at = 0
    while at < len(chunk):
        offset, length = _longest(chunk, at, seen[chunk[at : at + _SHORTEST]])
        if length:
            tokens.append((True, struct.pack("<H", (offset - 1) << (16 - _bits(at)) | (length - _SHORTEST))))
        else:
            length = 1
            tokens.append((False, chunk[at : at + 1]))
        for passed in range(at, at + length):
            seen[chunk[passed : passed + _SHORTEST]].append(passed)
        at += length
    return tokens


def _longest(chunk: bytes, at: int, candidates: list[int]) -> tuple[int, int]:
    """How far back the longest repetition lies and how long it is; nought where there is none."""
    most = min((0xFFFF >> _bits(at)) + _SHORTEST, len(chunk) - at)
    best = (0, 0)
    if most < _SHORTEST:
        return best
    for start in reversed(candidates):
        length = _SHORTEST
        while length < most and chunk[start + length] == chunk[at + length]:
            length += 1
        if length > best[1]:
            best = (at - start, length)
        if length == most:
            break
    return best


def _bits(at: int) -> int:
    """How many of a copy's 16 bits say how far back: as few as the place in the chunk allows."""
    return max((at - 1).bit_length(), 4)
