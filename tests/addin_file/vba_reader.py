"""Macros read back with oletools, which knows nothing of how we write them."""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools calls pyparsing by its old names
    from oletools.olevba import VBA_Parser, decompress_stream


def macros(file: Path) -> dict[str, str]:
    """The text of every module by its name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser(str(file))
        read = {name.rpartition(".")[0]: text for *_, name, text in parser.extract_macros()}
        parser.close()
    return read


def decompressed(stream: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(stream)))
