"""How an indicator is counted, what is good, and what it is judged against."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from pydantic import field_validator, model_validator

from scorecard.definitions.extract import Type
from scorecard.definitions.source import Definition
from scorecard.errors import UsageError
from scorecard.periods import Kind, parse
from scorecard.values import Polarity, Unit


class Measure(StrEnum):
    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    PERCENTAGE = "percentage"
    MEAN = "mean"
    MEDIAN = "median"
    RATIO = "ratio"
    RATE = "rate_per_10000"


DERIVED = (Measure.RATIO, Measure.RATE)
"""Worked out from other indicators instead of rows."""

NEEDS = {
    Measure.COUNT: (),
    Measure.DISTINCT: ("of",),
    Measure.SUM: ("of",),
    Measure.PERCENTAGE: ("numerator",),
    Measure.MEAN: ("of",),
    Measure.MEDIAN: ("of",),
    Measure.RATIO: ("numerator", "denominator"),
    Measure.RATE: ("numerator",),
}


class Target(Definition):
    """What is aimed at in a period, and in the periods that end in it: a value with a tolerance, or a range."""

    period: str
    target: float | None = None
    tolerance: float = 0
    range: tuple[float, float] | None = None

    @field_validator("period")
    @classmethod
    def _is_a_period(cls, text: str) -> str:
        try:
            return parse(text).label
        except UsageError as error:
            raise ValueError(error.way_out.removeprefix("Write ").rstrip(".")) from None

    @model_validator(mode="after")
    def _one_of_two(self) -> Target:
        if (self.target is None) == (self.range is None):
            raise ValueError("either `target` or `range: [from, to]`")
        return self


class Breakdown(Definition):
    """By what an indicator is broken down: a column, a band, a group or an expression, for the rows of `where`."""

    by: str
    where: str = ""


class Indicator(Definition):
    """A figure of the scorecard with its definition."""

    code: str
    title: str
    measure: Measure
    unit: Unit
    polarity: Polarity
    extract: str = ""
    event_date: str = ""
    open_from: str = ""
    open_to: str = ""
    where: str = ""
    numerator: str = ""
    denominator: str = ""
    of: str = ""
    first_of: str = ""
    """The column, such as the child's, of whose events only the first in a period counts (a flow that adds up)."""
    breakdowns: dict[str, Breakdown] = {}
    periods: list[Kind] = list(Kind)
    history_months: int = 0
    """Months of rows before a period without which the figure would be too low."""
    targets: list[Target] = []
    definition: str = ""
    source: str = ""
    notes: str = ""
    section: str = ""

    @field_validator("code")
    @classmethod
    def _is_a_code(cls, code: str) -> str:
        if not re.fullmatch(r"[A-Z][A-Z0-9_]+", code) or re.fullmatch(r"[A-Z]{1,3}[0-9]+", code):
            raise ValueError("capitals, digits and underscores, and not the address of a cell such as KPI1")
        return code

    @field_validator("breakdowns", mode="before", json_schema_input_type=dict[str, str | Breakdown] | list[str])
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        """`[outcome]` is short for `{outcome: {by: outcome}}`, and `{age: age_group}` for `{age: {by: age_group}}`."""
        if isinstance(given, list) and all(isinstance(name, str) for name in given):
            return {name: {"by": name} for name in given}
        if isinstance(given, dict):
            short = {name: {"by": by} if isinstance(by, str) else by for name, by in given.items()}
            given = type(given)(short) if type(given) is dict else _like(given, short)
        return given

    @model_validator(mode="after")
    def _fits_its_measure(self) -> Indicator:
        for key in NEEDS[self.measure]:
            if not getattr(self, key):
                raise ValueError(f"`{key}`, which the measure {self.measure} needs")
        if self.measure in DERIVED:
            return self
        if not self.extract:
            raise ValueError("`extract`")
        if bool(self.event_date) == bool(self.open_from):
            raise ValueError("either `event_date` (a flow) or `open_from` and `open_to` (a stock)")
        if bool(self.open_from) != bool(self.open_to):
            raise ValueError("`open_from` and `open_to` together")
        if self.first_of and (self.is_stock or self.of):
            raise ValueError("no `first_of`, which is for flows that add up")
        return self

    @property
    def is_stock(self) -> bool:
        return bool(self.open_from)

    @property
    def is_derived(self) -> bool:
        return self.measure in DERIVED


def _like(given: Any, short: dict[str, Any]) -> Any:
    """The same mapping with other values; it still knows its lines."""
    made = type(given)(short)
    made.file, made.line, made.lines = given.file, given.line, given.lines
    return made


class Band(Definition):
    """Bands of a number, by the lowest value of each, or groups of codes; declared once, used by name."""

    title: str = ""
    of: str
    lowest: dict[str, float | None] = {}
    """Label and lowest value of each band, rising; the first may be without one (`null`)."""
    groups: dict[str, list[str]] = {}
    """Label and codes of each group."""
    others: str = ""
    """What a value is that no group names, such as the column itself; without it, it is not recorded."""

    @model_validator(mode="after")
    def _rising(self) -> Band:
        if bool(self.lowest) == bool(self.groups):
            raise ValueError("either `lowest` (bands of a number) or `groups` (of codes)")
        if self.others and not self.groups:
            raise ValueError("`others` beside `groups` only")
        values = list(self.lowest.values())
        if None in values[1:]:
            raise ValueError("a lowest value for every band but the first")
        numbers = [value for value in values if value is not None]
        if numbers != sorted(set(numbers)):
            raise ValueError("lowest values that rise")
        return self

    @property
    def labels(self) -> list[str]:
        return list(self.lowest or self.groups)


class View(Definition):
    """A table that is derived from an extract by SQL: its columns and those that the view adds."""

    sql: str
    extends: str
    adds: dict[str, Type]
    snapshot: bool = False
    """The extract is a picture taken now and then: a month without one has no figure, not a figure of 0."""


class IndicatorFile(Definition):
    """One YAML file under `mappings/indicators`: the indicators of a section, or shared bands and views."""

    section: str = ""
    title: str = ""
    indicators: list[Any] = []
    bands: dict[str, Band] = {}
    views: dict[str, View] = {}
