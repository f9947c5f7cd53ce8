"""A published file, by its headings: each area's values in a period, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scorecard.definitions.benchmarks import BenchmarkFile, Form
from scorecard.definitions.extract import spelling
from scorecard.errors import ExtractError, UsageError
from scorecard.extracts.csv_source import dialect_of, grid_of
from scorecard.extracts.text import BLANKS
from scorecard.extracts.xlsx_source import Workbook
from scorecard.periods import Period, financial_year, parse

NO_NUMBER = {"c", "x", "z", "u", "k", "low", ":", "..", ".", "", "-", "na", "n/a"}
"""Confidential, not available, not applicable, unreliable, rounds to zero, low: no number is made of them."""

HEADINGS = {
    "time_period": ("time_period", "Years", "Year", "Time period"),
    "level": ("geographic_level", "Geographic level"),
    "region": ("region_name", "Region"),
    "region_code": ("region_code",),
    "area": ("la_name", "LA and Regions", "LA.and.Regions", "LA Name", "Local authority"),
    "new_code": ("new_la_code", "LA code", "New geography code"),
    "old_code": ("old_la_code", "LA Number", "LA.Number"),
    "measure": ("Short Desc", "Short.Desc", "Measure_short", "Measure short", "Measure code"),
    "value": ("Values", "Value"),
    "status": ("version", "data_status", "release_type", "status"),
}
"""What each file calls what we need, whatever the order of its columns."""
REGIONS = ("East Midlands", "East of England", "London", "North East", "North West", "South East", "South West",
           "West Midlands", "Yorkshire and The Humber")  # fmt: skip


class Level(StrEnum):
    NATIONAL = "National"
    REGIONAL = "Regional"
    LOCAL = "Local authority"
    OTHER = "other"


@dataclass(frozen=True)
class Area:
    """A country, a region or a local authority, by every name that the file gives it."""

    level: Level
    names: frozenset[str]

    def is_called(self, name: str) -> bool:
        return spelling(name) in self.names


@dataclass(frozen=True)
class PublishedRow:
    """A row of the file; `cells` are by spelling of their heading, or of the measure in a long table."""

    number: int
    area: Area
    period: Period
    provisional: bool
    cells: Mapping[str, str]


@dataclass(frozen=True)
class PublishedFile:
    """A file that was read, and whether it is laid out as a long table."""

    path: Path
    headings: frozenset[str]
    rows: Sequence[Sequence[str]]
    places: Mapping[str, int]
    first_row: int

    @property
    def form(self) -> Form:
        return Form.LONG if {"measure", "value"} <= self.places.keys() else Form.OFFICIAL


def read_file(path: Path) -> PublishedFile:
    """Read a CSV file or the first sheet of a workbook. Raises UsageError for a file that is neither."""
    known = {spelling(heading): name for name, headings in HEADINGS.items() for heading in headings}
    try:
        if path.suffix.lower() == ".xlsx":
            book = Workbook(path)
            grid = book.grid(next(iter(book.sheets)))
        else:
            grid = grid_of(dialect_of(path, known))
        numbered = list(grid.rows)
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.", "Name a CSV file of the official statistics.") from None
    except ExtractError as error:
        raise UsageError(f"{path.name} cannot be read: {error.message}.", error.way_out) from None
    spelt = [spelling(heading) for heading in grid.headings]
    places: dict[str, int] = {}
    for place, heading in enumerate(spelt):
        if heading in known:
            places.setdefault(known[heading], place)
    if "time_period" not in places or not {"level", "area"} & places.keys():
        raise UsageError(
            f"{path.name} is not a file of official statistics: it has no headings for period and area.",
            "It needs time_period and geographic_level, or Years and LA and Regions.",
        )
    for each in range(len(spelt)):
        places[f"={spelt[each]}"] = each
    return PublishedFile(path, frozenset(spelt), [cells for _, cells in numbered], places,
                         numbered[0][0] if numbered else 2)


def published_rows(file: PublishedFile, described: BenchmarkFile) -> Iterator[PublishedRow]:
    """The rows that count, each with its area and its period; other kinds of period and of area are passed over."""
    wanted = {spelling(heading): {spelling(value) for value in values} for heading, values in described.rows.items()}
    for number, cells in enumerate(file.rows, file.first_row):
        if any(spelling(_cell(cells, file, f"={heading}")) not in values
               for heading, values in wanted.items() if heading in file.headings):  # fmt: skip
            continue
        area, period = _area(cells, file), _period(_cell(cells, file, "time_period"))
        if area.level == Level.OTHER or period is None:
            continue
        provisional = _cell(cells, file, "status").lower().startswith("p")
        yield PublishedRow(number, area, period, provisional, _values(cells, file))


def _values(cells: Sequence[str], file: PublishedFile) -> dict[str, str]:
    if file.form == Form.LONG:
        value = _cell(cells, file, "value")
        return dict.fromkeys(measures(_cell(cells, file, "measure")), value)
    return {heading: _cell(cells, file, f"={heading}") for heading in file.headings}


def measures(name: str) -> set[str]:
    """A measure as it is compared, with and without the number that the tool puts behind it."""
    return {spelling(name), spelling(re.sub(r"_\d{1,2}$", "", name))}


def _cell(cells: Sequence[str], file: PublishedFile, name: str) -> str:
    place = file.places.get(name)
    return cells[place].strip(BLANKS) if place is not None and place < len(cells) else ""


def _area(cells: Sequence[str], file: PublishedFile) -> Area:
    """A file without levels tells them by name: England, a region, or else a local authority."""
    level = spelling(_cell(cells, file, "level"))
    name = _cell(cells, file, "area")
    if "level" not in file.places:
        regions = {spelling(each) for each in REGIONS}
        if spelling(name) in ("england", *regions):
            kind = Level.NATIONAL if spelling(name) == "england" else Level.REGIONAL
            return Area(kind, frozenset({spelling(name)}))
        return _local(cells, file)
    match level:
        case "national":
            return Area(Level.NATIONAL, frozenset({"england"}))
        case "regional":
            called = (_cell(cells, file, "region"), _cell(cells, file, "region_code"))
            return Area(Level.REGIONAL, frozenset(spelling(each) for each in called if each))
        case "localauthority":
            return _local(cells, file)
    return Area(Level.OTHER, frozenset())


def _local(cells: Sequence[str], file: PublishedFile) -> Area:
    called = (_cell(cells, file, name) for name in ("area", "new_code", "old_code"))
    return Area(Level.LOCAL, frozenset(spelling(each) for each in called if each))


def _period(text: str) -> Period | None:
    """`201516` and `2015-16` are financial years; `2016` is the year that ended on its 31 March."""
    if re.fullmatch(r"\d{6}", text):
        text = f"{text[:4]}-{text[4:]}"
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return financial_year(int(text) - 1)
    try:
        return parse(text)
    except UsageError:
        return None
