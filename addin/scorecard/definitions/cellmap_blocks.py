"""The parts of a page that a cell map names: rows of indicators, tables, charts and the commentary box."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from scorecard.definitions.source import Definition
from scorecard.periods import Kind

Name = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$", max_length=60)]
"""A defined name: capitals with an underscore, so that it is never the address of a cell."""
Label = Annotated[str, Field(min_length=1, max_length=40)]
"""The words beside a figure; longer ones would be cut by the next column."""
Letter = Annotated[str, Field(pattern="^[B-L]$")]
Categories = Annotated[
    list[str],
    BeforeValidator(lambda given: [given] if isinstance(given, str) else given),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One category, or several that are added up."""
CATEGORY = "{category}"
"""Stands for a category that appears later."""


class Show(StrEnum):
    """What a column shows of its row."""

    VALUE = "value"
    SHARE = "share"
    STEP = "step"
    CHANGE = "change"
    DIRECTION = "direction"
    TARGET = "target"
    RAG = "rag"
    COMPARATOR = "comparator"
    SPARKLINE = "sparkline"


class When(StrEnum):
    """Which period a column is about, or against which period its change is told."""

    THIS = "this"
    PREVIOUS = "previous"
    LAST_YEAR = "last_year"
    YEAR_END = "year_end"


class What(StrEnum):
    """What of an indicator a row shows: its value, the count above the line, or what it is held against."""

    VALUE = "value"
    NUMERATOR = "numerator"
    TARGET = "target"


class Column(Definition):
    """The role of a column. In its head, {period} and {region} are filled in with the figures, {year} of a comparator
    and {oldest} of a sparkline across cells.
    """

    show: Show
    head: str
    when: When = When.THIS
    back: int = 1
    """How many periods, or years, back."""
    comparator: str = ""
    indicator: str = ""
    """In a table: another indicator than the table's own."""
    breakdown: str = ""
    """In a table: another breakdown with the same categories, such as that of girls alone."""
    across: Annotated[str, Field(pattern="^([B-L]-[B-L])?$")] = ""
    """For a sparkline: the cells of the row that it draws, newest at the left, in place of 13 months of Data."""

    @model_validator(mode="after")
    def _has_a_direction(self) -> Column:
        if self.show == Show.DIRECTION and self.when == When.YEAR_END:
            raise ValueError("`previous` or `last_year`: a direction is told against a period of the same length")
        return self


class IndicatorRow(Definition):
    """One indicator, or one category of it, in one kind of period."""

    indicator: str
    label: Label
    basis: Kind
    where: Annotated[str, Field(pattern="^([a-z0-9_]+=.+)?$")] = ""
    """`breakdown=category` for one category in place of the total."""
    group: str = ""
    """A quieter heading above the row."""
    what: What = What.VALUE
    judged: bool = True
    """Whether the row is held against the target of its indicator, which may be meant for other kinds of period."""


class IndicatorBlock(Definition):
    """Rows of indicators over the full width of the page."""

    block: Name
    label: Label = "Indicator"
    rows: list[IndicatorRow] = Field(min_length=1)
    columns: dict[Letter, Column] = {}
    over: dict[Letter, str] = {}
    """Words over the heads; {year} is the year of the comparators."""
    grows: IndicatorRow | None = None
    """A row for each category that appears later, such as a new team; {category} stands in its `where` and label."""

    @model_validator(mode="after")
    def _grows_like_a_row(self) -> IndicatorBlock:
        if not self.grows:
            return self
        breakdown, _, category = self.grows.where.partition("=")
        if category != CATEGORY or CATEGORY not in self.grows.label:
            raise ValueError("a row to grow with, such as `where: team={category}` and `label: Caseload, {category}`")
        alike = (self.grows.indicator, breakdown)
        if alike not in [(row.indicator, row.where.partition("=")[0]) for row in self.rows]:
            raise ValueError("a row to grow with that is like one of the rows, whose look it takes over")
        return self


class Table(Definition):
    """Counts by category, with what they are of all, beside the same period last year."""

    block: Name
    label: Label
    indicator: str
    breakdown: str
    basis: Kind
    rows: dict[Label, Categories] = Field(min_length=1)
    """Label of the row -> the categories that it adds up."""
    total: str = ""
    columns: dict[Letter, Column] = {}

    def of(self, column: Column) -> tuple[str, str]:
        """The indicator and the breakdown that a column shows."""
        return column.indicator or self.indicator, column.breakdown or self.breakdown

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Each indicator with each breakdown that the table shows."""
        own = [] if self.columns else [(self.indicator, self.breakdown)]
        return list(dict.fromkeys([*own, *(self.of(column) for column in self.columns.values())]))


class Series(Definition):
    """A line or the columns of a chart: a total, or some categories of a breakdown added up."""

    label: Label
    indicator: str
    basis: Kind = Kind.MONTH
    breakdown: str = ""
    categories: list[str] = []
    all_but: list[str] = []


class Shape(StrEnum):
    LINE = "line"
    COLUMNS = "columns"
    STACKED = "stacked"
    WITHIN = "within"
    """The whole, and in front of it a part: the whole is still drawn where the part may not be told."""


class Chart(Definition):
    """A native chart of the last 13 months, or of the periods that a block shows."""

    heading: str = Field(max_length=60)
    shape: Shape
    series: list[Series] = Field(min_length=1, max_length=3)
    alt: str = Field(min_length=20)
    """What the chart shows, in one sentence, for those who do not see it."""
    target: bool = False
    """A dashed line at the target of the first series."""
    range: bool = False
    """A band under the lines: the range of the first series."""
    low: float | None = 0
    high: float | None = None
    step: float | None = None
    under_tables: bool = False
    block: str = ""
    """A block of indicators whose row cells are drawn, newest at the left, in place of 13 months of Data."""


class CommentaryBox(Definition):
    block: Name
    lines: int = Field(ge=1, le=40)
    """Lines of 75 characters that the box holds."""


INDICATOR_COLUMNS = {
    "B": Column(show=Show.VALUE, head="This period\n{period}"),
    "C": Column(show=Show.VALUE, when=When.PREVIOUS, head="Previous\n{period}"),
    "D": Column(show=Show.VALUE, when=When.LAST_YEAR, head="Year ago\n{period}"),
    "E": Column(show=Show.DIRECTION, when=When.PREVIOUS, head="Since\nprevious"),
    "F": Column(show=Show.DIRECTION, when=When.LAST_YEAR, head="Since\nyear ago"),
    "G": Column(show=Show.TARGET, head="Target"),
    "H": Column(show=Show.RAG, head="RAG"),
    "L": Column(show=Show.SPARKLINE, head="13 months to {period},\neach on its own scale"),
}
OVER = {"E": "Direction of travel", "K": "Comparators, {year}"}
TABLE_COLUMNS = {
    "B": Column(show=Show.VALUE, head="{period}"),
    "C": Column(show=Show.SHARE, head="% of all"),
    "D": Column(show=Show.VALUE, when=When.LAST_YEAR, head="{period}"),
    "E": Column(show=Show.SHARE, when=When.LAST_YEAR, head="% of all"),
    "F": Column(show=Show.CHANGE, when=When.LAST_YEAR, head="Change"),
}
