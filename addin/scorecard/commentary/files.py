"""The files `commentary/PERIOD/SECTION.md`: who wrote, when, and the text below."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from scorecard.issues import Issues, UnreadableHeading

FENCE = "---"
KEYS = ("author", "date")


@dataclass(frozen=True)
class Written:
    """A commentary as it was written; `first` is the number of the line on which the text begins."""

    section: str
    file: str
    text: str
    first: int = 1
    author: str = ""
    date: dt.date | None = None

    def line(self, place: int) -> int:
        """The line of the file on which a place of the text stands."""
        return self.first + self.text.count("\n", 0, place)


def read_folder(folder: Path, period: str, issues: Issues) -> list[Written]:
    """All commentary on a period, section by section."""
    paths = sorted((folder / period).glob("*.md"))
    return [read_text(path.read_bytes(), path.stem, f"commentary/{period}/{path.name}", issues) for path in paths]


def read_text(raw: bytes, section: str, file: str, issues: Issues) -> Written:
    """A commentary with the author and the date that stand above it between two lines of ---."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # as old Windows programs save it
    lines = text.replace("\r\n", "\n").split("\n")
    above = _above(lines)
    said: dict[str, str] = {}
    for number, line in enumerate(lines[:above], 1):
        key, _, value = line.partition(":")
        if key.strip().lower() in KEYS:
            said[key.strip().lower()] = value.strip()
        elif line.strip() not in ("", FENCE):
            issues.add(UnreadableHeading(file=file, line=number, found=f'"{line.strip()}"', expected="author or date"))
    body = "\n".join(lines[above:])
    skipped = body[: len(body) - len(body.lstrip())].count("\n")
    return Written(section, file, body.strip(), above + skipped + 1, said.get("author", ""),
                   _date(said.get("date", ""), file, issues))


def file_of(folder: Path, period: str, section: str) -> Path:
    return folder / period / f"{section}.md"


def save_text(path: Path, written: Written) -> Path | None:
    """Write a commentary; answers where its former version is kept now, if there was one.

    The file is written aside and moved into place: a crash leaves the old one or the new one, whole.
    """
    heading = [f"{key}: {said}" for key, said in (("author", written.author), ("date", written.date)) if said]
    above = [FENCE, *heading, FENCE, ""] if heading else []
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.writing")
    aside.write_text("\n".join([*above, written.text, ""]), encoding="utf-8")
    kept = _kept(path)
    os.replace(aside, path)
    return kept


def _kept(path: Path) -> Path | None:
    """A copy of a file beside it, under a name that no earlier copy has."""
    if not path.is_file():
        return None
    numbers = itertools.chain([""], (f".{number}" for number in itertools.count(2)))
    names = (path.with_name(f"{path.name}{number}.bak") for number in numbers)
    kept = next(each for each in names if not each.exists())
    shutil.copy2(path, kept)
    return kept


def signed(text: str) -> tuple[str, dt.date | None]:
    """The author and the date of what stands beside the heading of a box, such as `Priya Shah, 12 April 2016`."""
    author, _, day = text.rpartition(",")
    date = _date(day.strip(), "", Issues())
    return (author if date else text).strip(), date


def _above(lines: list[str]) -> int:
    """How many lines stand above the text."""
    if lines[0].strip() != FENCE:
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.strip() == FENCE), 0)


def _date(text: str, file: str, issues: Issues) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    if text:
        issues.add(UnreadableHeading(file=file, line=1, found=f'"{text}"', expected="a date such as 2016-04-12"))
    return None
