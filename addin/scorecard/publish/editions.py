"""Where editions lie: a folder an audience and month; a file that was published is never written over."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from scorecard.errors import UsageError

FOLDER = "editions"
KNOWN = "known.csv"
"""What an audience has seen so far, for the next edition to be held against."""


def folder_of(workspace: Path, audience: str, period: str) -> Path:
    """The folder of an audience's editions of a month."""
    return workspace / FOLDER / audience / period


def known_of(workspace: Path, audience: str) -> Path:
    """The file of what was published to an audience."""
    return workspace / FOLDER / audience / KNOWN


@contextmanager
def alone(store: Path, audience: str) -> Iterator[None]:
    """One publication to an audience at a time: two at once would not heed what the other shows and hides.

    Raises UsageError while another one runs.
    """
    store.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store / f"publishing-{audience}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(
            f"An edition for {audience} is being published by another run.", "Wait for it to end."
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def workplace(folder: Path, audience: str) -> Iterator[Path]:
    """A folder to work in beside the editions, which goes with all that is in it; so does one that a run which was
    killed has left, and a folder of editions with nothing in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prefix = f".publishing-{audience}-"
    for left in folder.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix=prefix, dir=folder) as work:
            yield Path(work)
    finally:
        with suppress(OSError):
            folder.rmdir()


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
