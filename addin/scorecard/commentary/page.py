"""The figures of a section's page: in which period each is shown, and every number that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, IndicatorRow, Show, Table, When
from scorecard.periods import Kind, Period
from scorecard.store import lookup
from scorecard.values import IndicatorFacts, IndicatorValue, Unit
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.growing import rows_that_appeared


@dataclass(frozen=True)
class Numbers:
    """Numbers as they are printed: percentages and points out of 100, and all others."""

    percent: frozenset[float]
    plain: frozenset[float]


@dataclass(frozen=True)
class PageFigures:
    """A page with the figures of a run."""

    sheet: Sheet
    cells: CellMap
    figures: Figures

    def period(self, code: str, breakdown: str = "") -> Period:
        """The period in which the page shows an indicator, another page, or the latest one that it has."""
        for sheet in (self.sheet, *self.cells.sheets):
            for shown, own, basis in shown_on(sheet):
                if shown == code and own == breakdown:
                    return self.figures.period(basis)
        return self.period(code) if breakdown else lookup.period_of(self.figures.values, code, "")

    @property
    def rows(self) -> Iterator[tuple[IndicatorRow, IndicatorFacts, IndicatorValue]]:
        """The rows of indicators that have a figure, those of categories that appeared later too."""
        grown = (rows_that_appeared(block, self.cells.columns(block), self.figures) for block in self.sheet.indicators)
        for row in chain(self.sheet.rows, *grown):
            facts = self.figures.facts(row.indicator)
            figure = self.figures.of(row.indicator, self._period(row.basis), row.where)
            if facts and figure:
                yield row, facts, figure

    @cached_property
    def periods(self) -> set[Period]:
        """Every period of which the page shows figures, with the year that it is in."""
        blocks = [(block.rows[0].basis, block) for block in self.sheet.indicators]
        columns = [(basis, column) for basis, block in blocks for column in self.cells.columns(block).values()]
        for table in self.sheet.left:
            columns += [(table.basis, column) for column in self.cells.columns(table).values()]
        bases = {row.basis for row in self.sheet.rows} | {basis for basis, _ in columns}
        whens = {(column.when, column.back) for _, column in columns}
        shown = {self._period(basis, when, back) for basis in bases for when, back in whens}
        return shown | {period.financial_year for period in shown}

    @cached_property
    def numbers(self) -> Numbers:
        """Everything that the page prints: figures, their parts, changes, targets, comparators, and how far apart
        they are.
        """
        percent: set[float] = set()
        plain: set[float] = set()
        for unit, number in (*self._of_rows(), *self._of_tables(), *self._of_lines()):
            (percent if unit == Unit.PERCENT else plain).add(abs(number) * (100 if unit == Unit.PERCENT else 1))
        return Numbers(frozenset(percent), frozenset(plain))

    def _period(self, basis: Kind, when: When = When.THIS, back: int = 1) -> Period:
        return self.figures.period(basis, when, back)

    def _of_rows(self) -> Iterator[tuple[Unit, float]]:
        columns = [column for block in self.sheet.indicators for column in self.cells.columns(block).values()]
        for row, facts, figure in self.rows:
            named = {column.comparator for column in columns if column.show == Show.COMPARATOR and not row.where}
            found = [self.figures.benchmark(row.indicator, name, self._period(row.basis)) for name in named]
            beside = [benchmark.value for benchmark in found if benchmark]
            beside += [number for number in (figure.target, figure.target_to) if number is not None]
            yield from ((facts.unit, number) for number in beside)
            if figure.value is not None:
                yield from ((facts.unit, figure.value - number) for number in beside)
            for change in (figure.change, figure.change_last_year):
                yield from [(facts.unit, change)] if change is not None else []
            for column in columns:
                if column.show == Show.VALUE:
                    at = self._at(row.basis, column)
                    yield from self._parts(self.figures.of(row.indicator, at, row.where), facts.unit)

    def _of_tables(self) -> Iterator[tuple[Unit, float]]:
        for table in self.sheet.tables:
            for column in self.cells.columns(table).values():
                for categories in table.rows.values():
                    yield from self._of_cell(table, column, categories)

    def _of_lines(self) -> Iterator[tuple[Unit, float]]:
        for table in self.sheet.indicator_tables:
            for column in self.cells.columns(table).values():
                for code in table.codes:
                    figure = self.figures.of(code, self._at(table.basis, column))
                    yield from self._parts(figure, self.figures.unit(code))

    def _of_cell(self, table: Table, column: Column, categories: list[str]) -> Iterator[tuple[Unit, float]]:
        code, breakdown = table.of(column)
        unit = self.figures.unit(code)
        amount = self.figures.part(code, self._at(table.basis, column), breakdown, categories)
        current = self.figures.part(code, self._period(table.basis), breakdown, categories)
        if amount.value is not None:
            yield unit, amount.value
            if current.value is not None:
                yield unit, current.value - amount.value
        if amount.share is not None:
            yield Unit.PERCENT, amount.share

    def _at(self, basis: Kind, column: Column) -> Period:
        return self._period(basis, column.when, column.back)

    @staticmethod
    def _parts(figure: IndicatorValue | None, unit: Unit) -> Iterator[tuple[Unit, float]]:
        if figure and figure.value is not None:
            yield unit, figure.value
            for number in (figure.numerator, figure.denominator):
                yield from [(Unit.NUMBER, number)] if number is not None else []


def shown_on(sheet: Sheet) -> Iterator[tuple[str, str, Kind]]:
    """The indicators of a page with their breakdowns and bases: rows first, then tables, then charts."""
    yield from ((row.indicator, row.where.partition("=")[0], row.basis) for row in sheet.rows)
    yield from ((code, breakdown, table.basis) for table in sheet.tables for code, breakdown in table.parts)
    yield from ((code, "", table.basis) for table in sheet.indicator_tables for code in table.codes)
    yield from ((each.indicator, each.breakdown, each.basis) for chart in sheet.charts for each in chart.series)
