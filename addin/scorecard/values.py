"""Indicator values: what the engine computes, the store keeps, a formula shows and a cell is filled with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from scorecard.periods import Kind, Period


class Status(StrEnum):
    """Why a value is what it is, or why there is none. Missing is never 0."""

    COMPUTED = "computed"
    PUBLISHED = "published"
    NO_DATA = "no data"
    NOT_AVAILABLE = "not available"
    SUPPRESSED = "suppressed"


class Unit(StrEnum):
    """What a value is measured in; percentages are fractions."""

    NUMBER = "number"
    PERCENT = "percent"
    RATE = "rate"
    DAYS = "days"


class Polarity(StrEnum):
    HIGH_IS_GOOD = "high_is_good"
    LOW_IS_GOOD = "low_is_good"
    IN_RANGE = "in_range"
    NO_JUDGEMENT = "no_judgement"


class Rag(StrEnum):
    """Red, amber or green against the target; NONE where there is no target or nothing to judge."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    NONE = ""


class Direction(StrEnum):
    """Direction of travel: judged by polarity, or only told where nothing is good or bad."""

    IMPROVED = "improved"
    SAME = "same"
    WORSENED = "worsened"
    HIGHER = "higher"
    LOWER = "lower"
    LEVEL = "level"
    NONE = ""


class Key(NamedTuple):
    """Which figure: an indicator in a period, in total (empty breakdown) or in a category of a breakdown."""

    code: str
    period: str
    breakdown: str = ""
    category: str = ""


class IndicatorValue(NamedTuple):
    """One figure. Percentages are fractions; a count's breakdown row has the base as its denominator."""

    code: str
    period: str
    breakdown: str
    category: str
    numerator: float | None
    denominator: float | None
    value: float | None
    status: Status
    target: float | None = None
    target_to: float | None = None
    rag: Rag = Rag.NONE
    change: float | None = None
    direction: Direction = Direction.NONE
    change_last_year: float | None = None
    direction_last_year: Direction = Direction.NONE

    @property
    def key(self) -> Key:
        return Key(self.code, self.period, self.breakdown, self.category)

    @property
    def share(self) -> float | None:
        """The part of the base: only where there is a base."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


class Benchmark(NamedTuple):
    """A comparator's figure in a period of its own."""

    code: str
    comparator: str
    period: str
    value: float
    source: str


@dataclass(frozen=True)
class IndicatorFacts:
    """What a reader of a value wants to know of its indicator, without the mappings at hand."""

    code: str
    title: str
    section: str
    unit: Unit
    polarity: Polarity
    measure: str
    definition: str
    numerator: str
    denominator: str
    source: str
    notes: str
    extract: str
    file: str
    line: int
    version: str
    unavailable: str = ""
    """What the extracts lack, where the indicator could not be counted."""


@dataclass(frozen=True)
class ExtractFacts:
    """An extract as it was read: where from, how many rows were used and set aside, until when it reaches."""

    name: str
    file: str
    sheet: str
    sha256: str
    rows_read: int
    rows_used: int
    rows_set_aside: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class IssueCount:
    """How often a kind of issue was met in a column: all that may be told of issues outside the extracts."""

    code: str
    title: str
    extract: str
    column: str
    count: int
    example_row: int | None


@dataclass(frozen=True)
class Run:
    """The circumstances of a run."""

    identifier: str
    made: dt.datetime
    version: str
    council: str
    period: Period
    data_as_at: dt.date
    region: str = ""
    """The region that the council is compared with."""


@dataclass
class Values:
    """All figures of a run with what is needed to read them."""

    run: Run
    periods: dict[str, Period]
    indicators: dict[str, IndicatorFacts]
    figures: Mapping[Key, IndicatorValue]
    benchmarks: list[Benchmark] = field(default_factory=list)
    extracts: list[ExtractFacts] = field(default_factory=list)
    issues: list[IssueCount] = field(default_factory=list)
    breakdowns: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The categories of a breakdown of an indicator, in their order."""

    def get(self, code: str, period: str, breakdown: str = "", category: str = "") -> IndicatorValue | None:
        return self.figures.get(Key(code, period, breakdown, category))

    def benchmark(self, code: str, comparator: str, period: Period) -> Benchmark | None:
        """The comparator's figure of the latest year that is not later than the period's own; three years of three."""
        found = [
            (other, each)
            for each in self.benchmarks
            if each.code == code
            and each.comparator == comparator
            and (other := self.periods.get(each.period))
            and other.end <= period.financial_year.end
            and (other.kind == Kind.THREE_YEARS) == (period.kind == Kind.THREE_YEARS)
        ]
        return max(found, key=lambda pair: pair[0].end)[1] if found else None

    def months(self, last: Period, count: int) -> Iterator[Period]:
        """The periods of the same kind as `last` that end in the `count` months up to it, oldest first."""
        from scorecard.periods import ending, month_end

        for back in range(count - 1, -1, -1):
            yield ending(last.kind if last.kind != Kind.QUARTER else Kind.MONTH, month_end(last.end, -back))


def index(figures: Iterable[IndicatorValue]) -> dict[Key, IndicatorValue]:
    return {figure.key: figure for figure in figures}
