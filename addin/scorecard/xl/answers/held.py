"""The latest snapshot of a workspace, held for worksheet functions: read once, and again when there is a newer one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from time import monotonic

from scorecard.errors import StoreError
from scorecard.store import snapshot
from scorecard.store.lookup import Lookup

LOOK_AGAIN = 0.1
"""Seconds between two looks at the pointer: a sheet of formulas looks once, and a refresh is seen at once."""

REST = 10
"""After a look that failed, so many times as long as it took: a server that is away makes each of them slow."""


class Held:
    """The latest snapshot of a store. What was good is kept when what follows cannot be read."""

    def __init__(self, store: Path | None) -> None:
        self.trouble: StoreError | None = None
        self._store = store
        self._path: Path | None = None
        self._lookup: Lookup | None = None
        self._next_look = 0.0

    def current(self) -> Lookup | None:
        """The figures to answer from; None where there never was a snapshot. `trouble` says what is wrong."""
        if monotonic() >= self._next_look:
            self._look()
        return self._lookup

    def _look(self) -> None:
        started = monotonic()
        try:
            if self._store is None:
                raise StoreError("No workspace is set.", "Choose its folder under Settings on the tab Scorecard.")
            path = snapshot.latest(self._store)
            if path != self._path:
                self._lookup, self._path = Lookup(snapshot.load(path)), path
            self.trouble = None
        except StoreError as error:
            self.trouble = error
        ended = monotonic()
        self._next_look = ended + max(LOOK_AGAIN, REST * (ended - started) if self.trouble else 0)


@cache
def held_of(workspace: str) -> Held:
    """What is held of a workspace's store."""
    return Held(Path(workspace) / "store" if workspace else None)
