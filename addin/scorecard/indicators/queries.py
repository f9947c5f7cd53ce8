"""Indicators -> SQL: one query for all that count the same rows by the same date and breakdowns.

The reference tables are `calendar` (day, number, atom), `atom_periods`, `atom_bits`, `period_masks`, `ends` and
`period_ends`. The SQL is DuckDB's, kept to what sqlglot can write for other engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlglot

from scorecard.definitions.expressions import PERIOD_START
from scorecard.definitions.indicator import Indicator, Measure
from scorecard.definitions.library import Category, Counted, Definitions
from scorecard.indicators.lowering import END, ROW, Lowering

NOT_RECORDED = "Not recorded"
BASE = "!"
"""Marks the row that holds the base of a breakdown which looks at a part of the rows."""


class Part(NamedTuple):
    """A number that an indicator's value is made of: its `numerator` or its `denominator`."""

    code: str
    name: str


@dataclass(frozen=True)
class Query:
    """SQL that yields period, breakdown, category and then one column for each part."""

    sql: str
    parts: tuple[Part, ...]
    relation: str
    in_batches: bool = False
    """Reads `atom_bits` and `period_masks`, so it runs once for each batch of periods."""


class Aggregate(NamedTuple):
    part: Part
    row: str
    """What a row contributes."""
    total: str
    """How contributions add up in an atom, with `{}` for the column."""


def queries(definitions: Definitions, counted: Iterable[Counted]) -> Iterator[Query]:
    """All queries for some indicators."""
    groups: dict[tuple[object, ...], list[Counted]] = {}
    for each in counted:
        indicator = each.indicator
        by = tuple((c.name, c.by.text, c.where.text if c.where else "") for c in each.categories)
        dates = (indicator.event_date, indicator.open_from, indicator.open_to)
        first = (indicator.first_of, each.where.text if each.where else "") if indicator.first_of else ()
        groups.setdefault((each.relation, *dates, by, _reads_the_start(each), first), []).append(each)
    for group in groups.values():
        yield from _builder(group[0].indicator)(definitions, group).queries()


def _builder(indicator: Indicator) -> type[_Group]:
    if indicator.is_stock:
        return _Stock
    return _First if indicator.first_of else _Flow


def _reads_the_start(counted: Counted) -> bool:
    """Whether what is counted depends on where the period began, and not on its end alone."""
    categories = (part for each in counted.categories for part in (each.by, each.where))
    parts = (counted.where, counted.numerator, counted.of, *categories)
    return any(part and PERIOD_START in part.columns for part in parts)


class _Group:
    """Indicators that share rows, date and breakdowns."""

    def __init__(self, definitions: Definitions, group: Sequence[Counted]) -> None:
        first = group[0]
        self.group, self.indicator, self.relation = group, first.indicator, first.relation
        self.columns = definitions.columns_of(self.relation)
        view = definitions.views.get(self.relation)
        own = set(definitions.extracts[definitions.extract_of(self.relation)].columns)
        while view:
            own |= set(view.adds)
            view = definitions.views.get(view.extends)
        self.own = frozenset(own)
        self.categories = first.categories

    def lowering(self) -> Lowering:
        raise NotImplementedError

    def queries(self) -> Iterator[Query]:
        raise NotImplementedError

    def dimensions(self, lowering: Lowering) -> list[tuple[str, str]]:
        """Name and SQL of each breakdown; rows outside a breakdown's `where` have none."""
        found = []
        for category in self.categories:
            by = f"coalesce({_text(category, lowering)}, '{NOT_RECORDED}')"
            if category.where:
                where = lowering.sql(category.where)
                by = f"CASE WHEN {where} THEN {by} END"
                found.append((category.name + BASE, f"CASE WHEN {where} THEN '' END"))
            found.append((category.name, by))
        return found

    def selected(self, lowering: Lowering) -> tuple[list[str], list[str]]:
        """The breakdowns' names, and their SQL under the names b0, b1 ..."""
        found = self.dimensions(lowering)
        return [name for name, _ in found], [f"{sql} AS b{n}" for n, (_, sql) in enumerate(found)]

    def where(self, counted: Counted, lowering: Lowering) -> str:
        return lowering.sql(counted.where) if counted.where else "TRUE"

    def aggregates(self, lowering: Lowering) -> Iterator[Aggregate]:
        """The parts that add up from rows."""
        for counted in self.group:
            where, measure = self.where(counted, lowering), counted.indicator.measure
            numerator, denominator = Part(counted.code, "numerator"), Part(counted.code, "denominator")
            if measure == Measure.COUNT:
                yield _ones(numerator, where)
            elif measure == Measure.PERCENTAGE and not counted.of and counted.numerator:
                yield _ones(numerator, f"({where}) AND ({lowering.sql(counted.numerator)})")
                yield _ones(denominator, where)
            elif measure in (Measure.SUM, Measure.MEAN) and counted.of:
                of = lowering.sql(counted.of)
                yield Aggregate(numerator, f"CASE WHEN {where} THEN {of} END", "sum({})")
                if measure == Measure.MEAN:
                    yield _ones(denominator, f"({where}) AND ({of}) IS NOT NULL")

    def distincts(self, lowering: Lowering) -> Iterator[tuple[Part, str, str]]:
        """Part, condition and what is counted once, for the parts that count different things."""
        for counted in self.group:
            if not counted.of or counted.indicator.measure not in (Measure.DISTINCT, Measure.PERCENTAGE):
                continue
            where, of = self.where(counted, lowering), lowering.sql(counted.of)
            if counted.numerator:
                condition = f"({where}) AND ({lowering.sql(counted.numerator)})"
                yield Part(counted.code, "numerator"), condition, of
                yield Part(counted.code, "denominator"), where, of
            else:
                yield Part(counted.code, "numerator"), where, of

    def medians(self) -> Iterator[Counted]:
        return (counted for counted in self.group if counted.indicator.measure == Measure.MEDIAN)


class _Flow(_Group):
    """Events: each row joins the calendar once, on its date."""

    def lowering(self) -> Lowering:
        made = Lowering(self.columns, self.own, "", False, self.indicator.event_date)
        made.event = made.date(self.indicator.event_date)
        return made

    def rows(self, lowering: Lowering, selected: Sequence[str]) -> str:
        join = f"JOIN calendar AS c ON c.day = {lowering.event} AND c.atom IS NOT NULL"
        return f'SELECT {", ".join(selected)} FROM "{self.relation}" AS {ROW} {join}{lowering.joins()}'

    def queries(self) -> Iterator[Query]:
        yield from self._additive()
        lowering = self.lowering()
        for part, condition, of in self.distincts(lowering):
            yield self._distinct(lowering, part, condition, of)
        for counted in self.medians():
            yield self._median(counted)

    def _additive(self) -> Iterator[Query]:
        lowering = self.lowering()
        names, selected = self.selected(lowering)
        aggregates = list(self.aggregates(lowering))
        if not aggregates:
            return
        rows = [f"{each.row} AS v{n}" for n, each in enumerate(aggregates)]
        totals = ", ".join(f"{each.total.format(f'v{n}')} AS v{n}" for n, each in enumerate(aggregates))
        sums = ", ".join(f"sum(a.v{n}) AS v{n}" for n in range(len(aggregates)))
        inner = self.rows(lowering, ["c.atom AS atom", *selected, *rows])
        grouped = f"SELECT atom, {_labels(names)}, {totals} FROM ({inner}) AS r GROUP BY {_sets('atom', names)}"
        sql = (
            f"SELECT ap.period, a.breakdown, a.category, {sums} FROM ({grouped}) AS a "
            "JOIN atom_periods AS ap ON ap.atom = a.atom GROUP BY ap.period, a.breakdown, a.category"
        )
        yield Query(sql, tuple(each.part for each in aggregates), self.relation)

    def _distinct(self, lowering: Lowering, part: Part, condition: str, of: str) -> Query:
        """A child's atoms in a bit mask: it is in a period when the two masks meet."""
        names, selected = self.selected(lowering)
        rows = self.rows(lowering, ["b.bit AS bit", f"{of} AS thing", *selected])
        rows += f" JOIN atom_bits AS b ON b.atom = c.atom WHERE {condition}"
        things = f"SELECT {_labels(names)}, bit_or(bit) AS mask FROM ({rows}) AS r WHERE thing IS NOT NULL "
        things += f"GROUP BY {_sets('thing', names)}"
        by = "breakdown, category, mask"
        masks = f"SELECT {by}, count(*) AS n FROM ({things}) AS x GROUP BY {by}"
        sql = (
            f"SELECT pm.period, y.breakdown, y.category, sum(y.n) AS v0 FROM ({masks}) AS y "
            "JOIN period_masks AS pm ON (y.mask & pm.mask) <> 0 GROUP BY pm.period, y.breakdown, y.category"
        )
        return Query(sql, (part,), self.relation, in_batches=True)

    def _median(self, counted: Counted) -> Query:
        """Exact, from how often each value occurs in each atom."""
        lowering = self.lowering()
        names, selected = self.selected(lowering)
        assert counted.of
        value = lowering.sql(counted.of)
        where = self.where(counted, lowering)
        rows = self.rows(lowering, ["c.atom AS atom", f"{value} AS v", *selected]) + f" WHERE {where}"
        counts = f"SELECT atom, v, {_labels(names)}, count(*) AS n FROM ({rows}) AS r WHERE v IS NOT NULL "
        counts += f"GROUP BY {_sets('atom, v', names)}"
        merged = (
            f"SELECT ap.period, h.breakdown, h.category, h.v, sum(h.n) AS n FROM ({counts}) AS h "
            "JOIN atom_periods AS ap ON ap.atom = h.atom GROUP BY ap.period, h.breakdown, h.category, h.v"
        )
        over = "OVER (PARTITION BY period, breakdown, category"
        ranked = (
            f"SELECT period, breakdown, category, v, sum(n) {over} ORDER BY v ROWS UNBOUNDED PRECEDING) AS below, "
            f"sum(n) {over}) AS n FROM ({merged}) AS m"
        )
        middle = "(min(CASE WHEN 2 * below >= n THEN v END) + min(CASE WHEN 2 * below > n THEN v END)) / 2.0"
        sql = (
            f"SELECT period, breakdown, category, {middle} AS v0, max(n) AS v1 FROM ({ranked}) AS q "
            "GROUP BY period, breakdown, category"
        )
        return Query(sql, (Part(counted.code, "value"), Part(counted.code, "denominator")), self.relation)


class _First(_Flow):
    """Events of which each child has one in a period, the first: what is first depends on the period."""

    def queries(self) -> Iterator[Query]:
        lowering = self.lowering()
        names, selected = self.selected(lowering)
        aggregates = list(self.aggregates(lowering))
        where, thing = self.where(self.group[0], lowering), lowering.column(self.indicator.first_of)
        place = f"row_number() OVER (PARTITION BY ap.period, {thing} ORDER BY {lowering.event}) AS place"
        values = [f"{each.row} AS v{n}" for n, each in enumerate(aggregates)]
        rows = self.rows(lowering, ["ap.period AS period", place, *selected, *values])
        rows += f" JOIN atom_periods AS ap ON ap.atom = c.atom WHERE {where}"
        totals = ", ".join(f"{each.total.format(f'v{n}')} AS v{n}" for n, each in enumerate(aggregates))
        sql = f"SELECT period, {_labels(names)}, {totals} FROM ({rows}) AS r WHERE place = 1 "
        sql += f"GROUP BY {_sets('period', names)}"
        yield Query(sql, tuple(each.part for each in aggregates), self.relation)


class _Stock(_Group):
    """What is open at the end of a period: start <= end of period, and no end or a later one.

    Periods that end on one day share their answer, unless it depends on where they began.
    """

    @property
    def key(self) -> str:
        return "period" if _reads_the_start(self.group[0]) else "day"

    def lowering(self) -> Lowering:
        return Lowering(self.columns, self.own, f"{END}.day", True)

    def queries(self) -> Iterator[Query]:
        lowering = self.lowering()
        names, selected = self.selected(lowering)
        aggregates = [*self.aggregates(lowering), *self._of_open_rows(lowering)]
        rows = self._rows(lowering, [*selected, *(f"{each.row} AS v{n}" for n, each in enumerate(aggregates))])
        totals = ", ".join(f"{each.total.format(f'v{n}')} AS v{n}" for n, each in enumerate(aggregates))
        key = self.key
        grouped = f"SELECT {key}, {_labels(names)}, {totals} FROM ({rows}) AS r GROUP BY {_sets(key, names)}"
        values = ", ".join(f"a.v{n}" for n in range(len(aggregates)))
        sql = (
            f"SELECT pe.period, a.breakdown, a.category, {values} FROM ({grouped}) AS a "
            f"JOIN period_ends AS pe ON pe.{key} = a.{key}"
        )
        yield Query(sql, tuple(each.part for each in aggregates), self.relation)

    def _rows(self, lowering: Lowering, selected: Sequence[str]) -> str:
        """What is open, once for each end of a period at which it is."""
        start, end = lowering.date(self.indicator.open_from), lowering.date(self.indicator.open_to)
        still = f"coalesce({end}, CAST('9999-12-31' AS DATE)) > {END}.day"
        ends = "ends" if self.key == "day" else "period_ends"
        join = f"{lowering.joins()} JOIN {ends} AS {END} ON {start} <= {END}.day AND {still}"
        return f'SELECT {END}.{self.key} AS {self.key}, {", ".join(selected)} FROM "{self.relation}" AS {ROW}{join}'

    def _of_open_rows(self, lowering: Lowering) -> Iterator[Aggregate]:
        """Children and medians: at one end of a period they need no masks and no histogram."""
        for part, condition, of in self.distincts(lowering):
            yield Aggregate(part, f"CASE WHEN {condition} THEN {of} END", "count(DISTINCT {})")
        for counted in self.medians():
            assert counted.of
            row = f"CASE WHEN {self.where(counted, lowering)} THEN {lowering.sql(counted.of)} END"
            yield Aggregate(Part(counted.code, "value"), row, "median({})")
            yield Aggregate(Part(counted.code, "denominator"), row, "count({})")


def _ones(part: Part, condition: str) -> Aggregate:
    return Aggregate(part, f"CASE WHEN {condition} THEN 1 ELSE 0 END", "sum({})")


def _text(category: Category, lowering: Lowering) -> str:
    sql = lowering.sql(category.by)
    if category.by.sort == "yes or no":
        return f"CASE WHEN {sql} THEN 'Yes' WHEN NOT {sql} THEN 'No' END"
    return f"CAST({sql} AS VARCHAR)" if category.by.sort != "text" else sql


def _labels(names: Sequence[str]) -> str:
    """The breakdown and the category that a row of the grouping sets is about; both empty in totals."""
    if not names:
        return "'' AS breakdown, '' AS category"
    breakdown = " ".join(f"WHEN GROUPING(b{n}) = 0 THEN '{name}'" for n, name in enumerate(names))
    category = " ".join(f"WHEN GROUPING(b{n}) = 0 THEN b{n}" for n in range(len(names)))
    return f"CASE {breakdown} ELSE '' END AS breakdown, CASE {category} ELSE '' END AS category"


def _sets(key: str, names: Sequence[str]) -> str:
    return "GROUPING SETS (" + ", ".join([f"({key})", *(f"({key}, b{n})" for n in range(len(names)))]) + ")"


def readable(sql: str) -> str:
    """SQL laid out over lines."""
    return ";\n".join(sqlglot.transpile(sql, read="duckdb", write="duckdb", pretty=True)) if sql else ""
