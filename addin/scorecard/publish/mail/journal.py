"""What was sent to whom: a line an event beside the edition, on the disk before and after each message leaves."""

from __future__ import annotations

import datetime as dt
import json
import os
from enum import StrEnum
from pathlib import Path

SUFFIX = ".sent.jsonl"


class Event(StrEnum):
    """What became of a message. LEAVING without a later event is in doubt: it may have arrived."""

    LEAVING = "leaving"
    SENT = "sent"
    REFUSED = "refused"
    NOT_SENT = "not sent"


class Journal:
    """The record of one edition. A changed edition is another one: its hash stands in each line."""

    def __init__(self, edition: Path, sha256: str) -> None:
        self.path = edition.with_suffix(SUFFIX)
        self._sha256 = sha256
        self._last: dict[str, Event] = {}
        for line in self._lines():
            if line.get("sha256") == sha256:
                self._last[str(line["to"])] = Event(str(line["event"]))

    def add(self, event: Event, to: str, message_id: str, said: str = "") -> None:
        """Write one event through to the disk, so that an interruption cannot lose it."""
        line = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "event": event.value,
            "to": to,
            "message": message_id,
            "sha256": self._sha256,
            "said": said,
        }
        with self.path.open("a", encoding="utf-8") as file:
            file.write("" if self._ends_whole() else "\n")
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._last[to] = event

    def was_sent(self, to: str) -> bool:
        return self._last.get(to) == Event.SENT

    def in_doubt(self, to: str) -> bool:
        """Whether a message left and nobody knows whether it arrived."""
        return self._last.get(to) == Event.LEAVING

    def _ends_whole(self) -> bool:
        """Whether the last line was written to its end; a crash may have cut it off."""
        return not self.path.exists() or self.path.read_bytes()[-1:] in (b"", b"\n")

    def _lines(self) -> list[dict[str, object]]:
        """All events; the last line may have been cut off by a crash and is then one that was not written."""
        if not self.path.exists():
            return []
        found = []
        for text in self.path.read_text(encoding="utf-8").splitlines():
            try:
                found.append(json.loads(text))
            except ValueError:
                continue
        return found
