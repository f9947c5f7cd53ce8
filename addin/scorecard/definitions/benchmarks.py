"""Which column of which published file is which of our figures, and who the statistical neighbours are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator

from scorecard.definitions.source import Definition, LinedDict, checked, did_you_mean, read_yaml
from scorecard.errors import UsageError
from scorecard.issues import Issues, UnknownKey, UnknownReference
from scorecard.periods import parse

Headings = Annotated[
    list[str],
    BeforeValidator(lambda given: given if isinstance(given, list) else [given]),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One heading, or several: of columns that are added up."""


AreaName = Annotated[
    str,
    BeforeValidator(lambda given: str(given) if isinstance(given, int) else given),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""An area by its name or one of its codes."""


class Form(StrEnum):
    """How a published file is laid out."""

    OFFICIAL = "official"
    """Official statistics: a row an area and period, a column a figure."""
    LONG = "long"
    """The interactive tool: a row an area, period and measure."""


class Source(Definition):
    """Where one of our figures stands: a column, columns over columns, or a measure of a long table."""

    column: Headings = []
    of: Headings = []
    """Columns that it is divided by."""
    measure: str = ""
    per: float = 1
    """What the file gives it out of: 100 where it prints percentages as numbers up to 100."""


class BenchmarkFile(Definition):
    """A published file: how it is known, which of its rows count, and which figures it holds."""

    benchmarks: str
    title: str
    """The publication, as the source of its figures."""
    form: Form = Form.OFFICIAL
    rows: dict[str, Headings] = {}
    """A column -> the values of the rows that count, such as all ages; a file without the column counts whole."""
    figures: dict[str, Source] = Field(min_length=1)


class NeighboursUsed(NamedTuple):
    """How the neighbours' figure was made: `mean of 9 of 10`. The source of the figure says it in these words."""

    method: str
    used: int
    known: int

    @property
    def words(self) -> str:
        return f"{self.method} of {self.used}" + (f" of {self.known}" if self.used < self.known else "")

    @classmethod
    def said_in(cls, source: str) -> NeighboursUsed | None:
        found = _OF_NEIGHBOURS.search(source)
        return cls(found[1], int(found[2]), int(found[3] or found[2])) if found else None


_OF_NEIGHBOURS = re.compile(r"\b(mean|median) of (\d+)(?: of (\d+))?\b")


class Neighbours(Definition):
    """`neighbours.yaml` of a workspace: the areas by the year from which they are the neighbours."""

    neighbours: dict[str, list[AreaName]]

    @field_validator("neighbours")
    @classmethod
    def _years(cls, given: dict[str, list[str]]) -> dict[str, list[str]]:
        try:
            return {parse(year).label: areas for year, areas in given.items()}
        except UsageError as error:
            raise ValueError("years such as 2014-15") from error


def load_benchmark_files(
    files: Iterable[tuple[Path, str]], indicators: Iterable[str], issues: Issues
) -> list[BenchmarkFile]:
    """All descriptions of published files; mistakes are added to the issues."""
    known = set(indicators)
    found: list[BenchmarkFile] = []
    for path, shown in files:
        data = read_yaml(path, issues, shown)
        if not isinstance(data, LinedDict) or "benchmarks" not in data:
            issues.add(UnknownKey(file=shown, line=1, expected='"benchmarks"'))
        elif made := checked(BenchmarkFile, data, issues, "benchmarks"):
            found.append(made)
            issues.add_all(
                UnknownReference(file=shown, line=made.line("figures"), subject="benchmarks, figures",
                                 found=f'"{code}"', expected=did_you_mean(code, known))
                for code in made.figures if code not in known
            )  # fmt: skip
    return found


def load_neighbours(path: Path, issues: Issues) -> Neighbours:
    """The neighbours of a workspace; none without the file."""
    none = Neighbours(neighbours={})
    if not path.is_file():
        return none
    data = read_yaml(path, issues, path.name)
    return checked(Neighbours, data, issues) or none if data else none
