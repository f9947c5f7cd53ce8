"""A table of indicators, a line each: how many came how far, or one figure over several years."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from scorecard.definitions.cellmap_blocks import Column, Label, Letter, Name, Show, What, When
from scorecard.definitions.source import Definition
from scorecard.periods import Kind


class Line(Definition):
    """An indicator in a line of a table."""

    indicator: str
    what: What = What.VALUE


class IndicatorTable(Definition):
    """Indicators in columns A to F. A share is of the first line, a step of the line before."""

    block: Name
    label: Label
    basis: Kind
    lines: dict[Label, Line] = Field(min_length=1)
    columns: dict[Letter, Column] = {}
    funnel: bool = False
    """Draw the lines of column B as bars that lie on their rows, over E and F."""

    @property
    def codes(self) -> Iterator[str]:
        return (line.indicator for line in self.lines.values())


LINE_COLUMNS = {
    "B": Column(show=Show.VALUE, head="{period}"),
    "C": Column(show=Show.SHARE, head="% of first"),
    "D": Column(show=Show.VALUE, when=When.LAST_YEAR, head="{period}"),
    "E": Column(show=Show.SHARE, when=When.LAST_YEAR, head="% of first"),
    "F": Column(show=Show.CHANGE, when=When.LAST_YEAR, head="Change"),
}
