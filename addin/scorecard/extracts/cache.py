"""Typed extracts kept by the hash of their content, so that an unchanged file is not read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from scorecard.definitions.extract import CodeList, Extract
from scorecard.issues import ExtractIssue, Issues, catalogue
from scorecard.tables import Table

VERSION = 2
"""Goes up when cells are typed or checked in another way, so that what was kept before is read again."""
KEPT = 3
"""Typed files kept of an extract: they hold children's data, so old ones go."""


@dataclass(frozen=True)
class Entry:
    """A typed source: its table, what was wrong with it, and for which days that holds."""

    table: Table
    issues: Issues
    size: int
    today: dt.date
    future: bool
    latest: dt.date | None


@dataclass(frozen=True)
class Cache:
    """A folder of Parquet files, each with a file beside it that tells what was found."""

    folder: Path

    def may_hold(self, extract: str, size: int) -> bool:
        """Whether a file of this size was ever typed: if not, there is no need to wait for its hash."""
        return any(_read(path).get("size") == size for path in self.folder.glob(f"{extract}-*.json"))

    def get(self, extract: str, key: str, file: str, sheet: str, today: dt.date) -> Entry | None:
        """The table and issues as they were found, if that holds today and the file's name does not matter."""
        path = self._path(extract, key)
        kept = _read(path.with_suffix(".json"))
        if not kept or not _is_whole(path):
            return None
        then, latest = dt.date.fromisoformat(kept["today"]), _date(kept["latest"])
        # Dates that lay in the future then may be past now, and the other way round.
        if today != then and (kept["future"] or (latest and latest > today)):
            return None
        facts = kept["table"]
        table = Table(name=extract, path=path, file=file, sheet=sheet, columns=tuple(facts["columns"]),
                      sha256=facts["sha256"], rows_read=facts["rows_read"], rows_used=facts["rows_used"],
                      first=_date(facts["first"]), last=_date(facts["last"]), first_row=facts["first_row"])
        path.touch()
        return Entry(table, _issues(kept["issues"], file, sheet, extract), kept["size"], then, kept["future"], latest)

    def put(self, key: str, entry: Entry) -> Entry:
        """Keep a table and its issues; the Parquet file is moved into the cache."""
        path = self._path(entry.table.name, key)
        facts = asdict(entry.table) | {"first": _iso(entry.table.first), "last": _iso(entry.table.last)}
        table = replace(entry.table, path=path)
        told = {
            "table": {name: value for name, value in facts.items() if name not in ("name", "path", "file", "sheet")},
            "size": entry.size, "today": _iso(entry.today), "future": entry.future, "latest": _iso(entry.latest),
            "issues": [{"code": kept[0].code, "count": count, "examples": [_facts(issue) for issue in kept]}
                       for kept, count in entry.issues.groups],
        }
        entry.table.path.replace(path)
        aside = path.with_suffix(f".{os.getpid()}.json.new")
        aside.write_text(json.dumps(told), encoding="utf-8")
        aside.replace(path.with_suffix(".json"))
        self._forget(entry.table.name)
        return replace(entry, table=table)

    def _path(self, extract: str, key: str) -> Path:
        return self.folder / f"{extract}-{key}.parquet"

    def _forget(self, extract: str) -> None:
        kept = sorted(self.folder.glob(f"{extract}-*.parquet"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[KEPT:]:
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)


def key_of(sha256: str, sheet: str, extract: Extract, codes: Mapping[str, CodeList]) -> str:
    """What the outcome depends on: the content, the sheet, the extract's mapping, its codes and this program."""
    lists = [codes[column.codes].model_dump() for column in extract.columns.values() if column.codes]
    facts = [VERSION, sha256, sheet, extract.model_dump(mode="json"), lists]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def _read(path: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def _is_whole(path: Path) -> bool:
    """A Parquet file begins and ends with the same four letters; one that was cut off does not."""
    try:
        content = path.open("rb")
    except OSError:
        return False
    with content:
        first = content.read(4)
        content.seek(-4, 2) if path.stat().st_size >= 8 else content.seek(0, 2)
        return first == content.read(4) == b"PAR1"


def _facts(issue: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(issue).items() if name not in ("file", "sheet", "extract")}


def _issues(groups: list[dict[str, Any]], file: str, sheet: str, extract: str) -> Issues:
    kinds = {kind.code: kind for kind in catalogue() if issubclass(kind, ExtractIssue)}
    found = Issues()
    for group in groups:
        kind = kinds[group["code"]]
        found.add_all([kind(file=file, sheet=sheet, extract=extract, **facts) for facts in group["examples"]],
                      group["count"])
    return found


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
