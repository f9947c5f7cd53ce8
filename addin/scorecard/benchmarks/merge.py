"""The table `benchmarks.csv` of a workspace, with new figures in their places and all other rows as they were."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scorecard.errors import UsageError
from scorecard.periods import parse

if TYPE_CHECKING:
    from scorecard.benchmarks.importing import Imported

COLUMNS = ("code", "period", "comparator", "value", "source", "release", "provisional")


class BenchmarkLine(NamedTuple):
    """A row of the table."""

    code: str
    period: str
    comparator: str
    value: float
    source: str
    release: str
    provisional: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return _key(self.code, self.period, self.comparator)

    @property
    def cells(self) -> dict[str, str]:
        shown = (self.code, self.period, self.comparator, f"{self.value:g}" if self.value == int(self.value)
                 else repr(self.value), self.source, self.release, "Y" if self.provisional else "N")  # fmt: skip
        return dict(zip(COLUMNS, shown, strict=True))


def merge(extracts: Path, done: Imported) -> None:
    """Write the table with the new lines. A provisional figure does not take the place of a final one.

    Raises UsageError where the table is kept as something other than CSV.
    """
    path = extracts / "benchmarks.csv"
    other = next((each for each in sorted(extracts.glob("benchmark*.xls*"))), None)
    if other and not path.is_file():
        raise UsageError(f"The benchmarks are kept in {other.name}.", "Save it as benchmarks.csv, and take it away.")
    heads, rows = _read(path)
    places = {_key(row.get("code", ""), row.get("period", ""), row.get("comparator", "")): row for row in rows}
    for line in done.lines:
        held = places.get(line.key)
        if held is None:
            rows.append(places.setdefault(line.key, dict(line.cells)))
            done.added += 1
        elif line.provisional and held.get("provisional") == "N":
            done.kept += 1
        elif any(held.get(name, "") != cell for name, cell in line.cells.items()):
            held.update(line.cells)
            done.replaced += 1
    if done.added or done.replaced:
        extracts.mkdir(parents=True, exist_ok=True)
        _write(path, heads, rows)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The table as it stands, its headings in small letters."""
    if not path.is_file():
        return list(COLUMNS), []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252")
    reader = csv.reader(io.StringIO(text, newline=""))
    heads = [head.strip().lower() for head in next(reader, [])]
    if not {"code", "period", "comparator", "value"} <= set(heads):
        raise UsageError(f"{path.name} lacks one of the columns code, period, comparator and value.",
                         "Head its columns so, and import again.")
    rows = [dict(zip(heads, cells, strict=False)) for cells in reader if any(cells)]
    return [*heads, *(column for column in COLUMNS if column not in heads)], rows


def _write(path: Path, heads: list[str], rows: list[dict[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, heads, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")  # as Excel saves it


def _key(code: str, period: str, comparator: str) -> tuple[str, str, str]:
    try:
        period = parse(period).label
    except UsageError:
        period = period.strip()
    return code.strip().upper(), period, comparator.strip().casefold()
