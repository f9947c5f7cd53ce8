"""A published file -> figures of England, the region and the neighbours, merged into `benchmarks.csv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.benchmarks.merge import BenchmarkLine, merge
from scorecard.benchmarks.neighbours import set_of, together
from scorecard.benchmarks.reading import (
    NO_NUMBER,
    Level,
    PublishedFile,
    PublishedRow,
    measures,
    published_rows,
    read_file,
)
from scorecard.definitions.benchmarks import BenchmarkFile, Neighbours, Source
from scorecard.definitions.extract import spelling
from scorecard.definitions.workspace import Workspace
from scorecard.errors import UsageError
from scorecard.issues import Issues, NeighbourUnknown, NotANumber
from scorecard.periods import Period

ENGLAND, NEIGHBOURS = "England", "Statistical neighbours"


@dataclass
class Imported:
    """What an import did."""

    files: list[str]
    """The descriptions that fit the file."""
    lines: list[BenchmarkLine] = field(default_factory=list)
    added: int = 0
    replaced: int = 0
    kept: int = 0
    """Final figures that a provisional one did not replace."""
    without_number: Counter[str] = field(default_factory=Counter)
    """How often each shorthand stood in the place of a number that was wanted."""


@dataclass(frozen=True)
class _Importer:
    """One file with everything that decides what its figures mean."""

    file: PublishedFile
    workspace: Workspace
    neighbours: Neighbours
    release: str
    provisional: bool
    issues: Issues
    done: Imported


def import_benchmarks(
    path: Path, workspace: Workspace, described: Sequence[BenchmarkFile], neighbours: Neighbours, issues: Issues,
    release: str = "", provisional: bool = False,
) -> Imported:  # fmt: skip
    """Read a published file and merge its figures into the workspace's table.

    Raises UsageError for a file that no description fits, and for a table that is not CSV.
    """
    file = read_file(path)
    fitting = [each for each in described if _fits(each, file)]
    if not fitting:
        raise UsageError(
            f"{path.name} has no column or measure that a file under mappings/benchmarks names.",
            "Write its headings into a file of your own there; scorecard schema completes it.",
        )
    done = Imported([each.benchmarks for each in fitting])
    importer = _Importer(file, workspace, neighbours, release, provisional, issues, done)
    for each in fitting:
        rows = list(published_rows(file, each))
        for code, source in each.figures.items():
            done.lines += _lines(importer, each, code, source, rows)
    merge(workspace.extracts, done)
    return done


def _fits(described: BenchmarkFile, file: PublishedFile) -> bool:
    if described.form != file.form:
        return False
    if file.form == file.form.LONG:
        place = file.places["measure"]
        names = {cells[place] for cells in file.rows if place < len(cells)}
        there = {spelt for name in names for spelt in measures(name)}
        return any(spelling(source.measure) in there for source in described.figures.values())
    return any(_columns(source) <= file.headings for source in described.figures.values())


def _columns(source: Source) -> set[str]:
    return {spelling(heading) for heading in (*source.column, *source.of)}


def _lines(
    importer: _Importer, described: BenchmarkFile, code: str, source: Source, rows: Sequence[PublishedRow]
) -> list[BenchmarkLine]:
    """The figures of one indicator in each period of the file."""
    region = importer.workspace.settings.region
    periods: dict[Period, list[PublishedRow]] = {}
    for row in rows:
        periods.setdefault(row.period, []).append(row)
    made: list[BenchmarkLine] = []
    for period, found in sorted(periods.items(), key=lambda pair: pair[0].end):
        england = [row for row in found if row.area.level == Level.NATIONAL]
        regional = [row for row in found if row.area.level == Level.REGIONAL and row.area.is_called(region)]
        for comparator, of_area in ((ENGLAND, england), (region, regional)):
            value = next((each for row in of_area if (each := _value(importer, source, row)) is not None), None)
            if value is not None:
                made.append(_line(importer, described, code, period, comparator, value, of_area))
        made += _of_neighbours(importer, described, code, source, period, found)
    return made


def _of_neighbours(
    importer: _Importer, described: BenchmarkFile, code: str, source: Source, period: Period,
    rows: Sequence[PublishedRow],
) -> list[BenchmarkLine]:  # fmt: skip
    """The neighbours' mean or median, of the set of that year."""
    if not any(_is_there(source, row) for row in rows):
        return []
    local = [row for row in rows if row.area.level == Level.LOCAL]
    values: list[float | None] = []
    used: list[PublishedRow] = []
    for name in set_of(importer.neighbours.neighbours, period):
        row = next((row for row in local if row.area.is_called(name) and _is_there(source, row)), None)
        values.append(_value(importer, source, row) if row else None)
        if row:
            used.append(row)
        elif local:
            issue = NeighbourUnknown(file=importer.file.path.name, extract="benchmarks", found=f'"{name}"',
                                     expected=f"an area with figures for {period.label}")
            if issue not in list(importer.issues):
                importer.issues.add(issue)
    both = together(values, importer.workspace.settings.neighbours_by)
    if both is None:
        return []
    return [_line(importer, described, code, period, NEIGHBOURS, both.value, used, both.of.words)]


def _line(
    importer: _Importer, described: BenchmarkFile, code: str, period: Period, comparator: str, value: float,
    rows: Sequence[PublishedRow], how: str = "",
) -> BenchmarkLine:  # fmt: skip
    provisional = importer.provisional or any(row.provisional for row in rows)
    release = f"release {importer.release}" if importer.release else ""
    source = ", ".join(filter(None, [described.title, release, "provisional" if provisional else "", how]))
    return BenchmarkLine(code, period.label, comparator, round(value, 10), source, importer.release, provisional)


def _is_there(source: Source, row: PublishedRow) -> bool:
    if source.measure:
        return spelling(source.measure) in row.cells
    return _columns(source) <= row.cells.keys()


def _value(importer: _Importer, source: Source, row: PublishedRow) -> float | None:
    """A figure of a row: a measure, a column, columns added up, or these over others; none where a part is none."""
    if not _is_there(source, row):
        return None
    if source.measure:
        parts = [_number(importer, row, source.measure)]
    else:
        parts = [_number(importer, row, heading) for heading in source.column]
    base = [_number(importer, row, heading) for heading in source.of]
    if any(part is None for part in (*parts, *base)):
        return None
    above, below = sum(part or 0 for part in parts), sum(part or 0 for part in base)
    if source.of and not below:
        return None
    return above / (below or 1) / source.per


def _number(importer: _Importer, row: PublishedRow, heading: str) -> float | None:
    text = row.cells[spelling(heading)]
    plain = text.replace(",", "").rstrip("%").removesuffix("p").strip()
    if plain.lower() in NO_NUMBER or text.strip("[]()*").lower() in NO_NUMBER:
        importer.done.without_number[text or "blank"] += 1
        return None
    try:
        return float(plain)
    except ValueError:
        importer.issues.add(
            NotANumber(file=importer.file.path.name, extract="benchmarks", column=heading, row=row.number,
                       found=f'"{text}"', expected="a number, or c, x, z, u, k, low or :")
        )  # fmt: skip
        return None
