"""Where editions lie: a folder an audience and month; a file that was published is never written over."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = "editions"
KNOWN = "known"
"""What an audience has seen so far, for the next edition to be held against."""


def folder_of(workspace: Path, audience: str, period: str) -> Path:
    """The folder of an audience's editions of a month."""
    return workspace / FOLDER / audience / period


def known_of(workspace: Path, audience: str) -> Path:
    """The store of what was published to an audience."""
    return workspace / FOLDER / audience / KNOWN


def next_free(folder: Path, audience: str, period: str) -> Path:
    """`scorecard-2016-03-managers.xlsx`, or with a number when there is one of that name already."""
    names = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
    paths = (folder / f"scorecard-{period}-{audience}{number}.xlsx" for number in names)
    return next(path for path in paths if not path.exists())


def move(work: Path, folder: Path, names: Iterable[str]) -> None:
    """Move finished files into place one after the other; when one cannot be moved, none of them stays."""
    placed: list[Path] = []
    try:
        for name in names:
            os.replace(work / name, folder / name)
            placed.append(folder / name)
    except OSError:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
