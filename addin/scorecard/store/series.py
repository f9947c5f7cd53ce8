"""Figures in a snapshot: a row a series, whose figures are made when the first of them is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scorecard.errors import StoreError
from scorecard.values import Direction, IndicatorValue, Key, Rag, Status


class Series(NamedTuple):
    """What the figures of an indicator, or of one of its categories, have in common."""

    code: str
    breakdown: str
    category: str


ByPeriod = dict[str, IndicatorValue]

COLUMNS = ("period", *IndicatorValue._fields[4:])
"""What is kept of each figure of a series, in this order."""

_LISTED = ", ".join(f"json_extract(each.value, '$[{n}]') AS \"{name}\"" for n, name in enumerate(COLUMNS))
SCHEMA = f"""
CREATE TABLE series (code TEXT, breakdown TEXT, category TEXT, figures TEXT);
CREATE VIEW figures AS
SELECT code, breakdown, category, {_LISTED} FROM series, json_each(series.figures) AS each;
"""
"""The view has a figure a row, for whoever opens a snapshot with another program."""

_STATUS = {each.value: each for each in Status}
_RAG = {each.value: each for each in Rag}
_DIRECTION = {each.value: each for each in Direction}


def packed(figures: Iterable[IndicatorValue]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table `series`."""
    gathered: dict[Series, list[tuple[object, ...]]] = {}
    for code, period, breakdown, category, *rest in figures:
        gathered.setdefault(Series(code, breakdown, category), []).append((period, *rest))
    for series, rows in gathered.items():
        yield *series, json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


class Figures(Mapping[Key, IndicatorValue]):
    """All figures of a snapshot by their keys. Raises StoreError where a series is damaged."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self._held: dict[tuple[str, str, str], str | ByPeriod] = {
            (code, breakdown, category): text for code, breakdown, category, text in rows
        }

    def series(self, code: str, breakdown: str = "", category: str = "") -> ByPeriod:
        """The figures of an indicator or of one of its categories, by the label of their period."""
        asked = (code, breakdown, category)
        held = self._held.get(asked)
        if isinstance(held, str):
            held = self._held[asked] = _unpacked(Series(*asked), held)
        return held or {}

    def __getitem__(self, key: Key) -> IndicatorValue:
        code, period, breakdown, category = key
        return self.series(code, breakdown, category)[period]

    def __iter__(self) -> Iterator[Key]:
        for code, breakdown, category in self._held:
            for period in self.series(code, breakdown, category):
                yield Key(code, period, breakdown, category)

    def __len__(self) -> int:
        return sum(len(self.series(*each)) for each in self._held)


def _unpacked(series: Series, text: str) -> ByPeriod:
    try:
        figures = [_figure(series, row) for row in json.loads(text)]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"The figures of {' '.join(filter(None, series))} are damaged in the snapshot.",
            "Run `scorecard refresh` again to make a new one.",
        ) from error
    return {figure.period: figure for figure in figures}


def _figure(series: Series, row: list[Any]) -> IndicatorValue:
    period, numerator, denominator, value, status, low, high, rag, change, way, change_last_year, way_last_year = row
    return IndicatorValue(
        series.code,
        period,
        series.breakdown,
        series.category,
        numerator,
        denominator,
        value,
        _STATUS[status],
        low,
        high,
        _RAG[rag],
        change,
        _DIRECTION[way],
        change_last_year,
        _DIRECTION[way_last_year],
    )
