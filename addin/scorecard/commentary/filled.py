"""Which texts the scorecard itself has put into boxes: whatever else stands in one was typed.

Only a fingerprint of each text is kept, in the workspace's store, so that it holds for every workbook that was filled
from the workspace, by Excel or by the command line, saved and opened again, whatever became of the figures since. A
workbook that was filled from another workspace has texts that are not known here: they count as typed and are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

KEPT = "filled-texts"
"""The file in the store: a fingerprint a line."""


def remember(store: Path, texts: Iterable[str]) -> None:
    """Note texts that go into boxes, or that a file of the workspace now holds."""
    new = {_fingerprint(text) for text in texts if text.strip()} - _known(store)
    if not new:
        return
    store.mkdir(parents=True, exist_ok=True)
    with (store / KEPT).open("a", encoding="ascii") as file:
        file.write("".join(f"{each}\n" for each in sorted(new)))  # at once: another run may be writing too


def was_filled(store: Path, text: str) -> bool:
    """Whether the scorecard has put a text into a box, whatever became of its line ends and spaces."""
    return _fingerprint(text) in _known(store)


def _known(store: Path) -> set[str]:
    try:
        return set((store / KEPT).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return set()


def _fingerprint(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
