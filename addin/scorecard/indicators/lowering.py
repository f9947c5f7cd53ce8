"""Checked expressions -> plain SQL that every engine has: our functions are written out here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from scorecard.definitions.expressions import EVENT_DATE, PERIOD_DATES, PERIOD_END, PERIOD_START, Expression
from scorecard.definitions.extract import Column, Type

ROW, CHILD, END = "t", "child", "p"
"""How the SQL calls the row that is counted, the child that it is about, and the period's end."""


@dataclass
class Lowering:
    """Writes expressions over one relation as SQL, and notes which joins they need."""

    columns: Mapping[str, Column]
    own: frozenset[str]
    """Columns of the relation itself; the others are the child's."""
    event: str
    """The SQL of the date at which things are looked at."""
    is_stock: bool
    event_column: str = ""
    calendar_columns: set[str] = field(default_factory=set)
    needs_child: bool = False

    def sql(self, expression: Expression) -> str:
        return self._lower(expression.tree)

    def column(self, name: str) -> str:
        if name in self.own:
            return f'{ROW}."{name}"'
        self.needs_child = True
        return f'{CHILD}."{name}"'

    def date(self, name: str) -> str:
        """A column as a date without a time."""
        if name in PERIOD_DATES and name not in self.columns:
            return f"{END}.start" if name == PERIOD_START else self.event
        plain = self.column(name)
        return f"CAST({plain} AS DATE)" if self.columns[name].type == Type.DATETIME else plain

    def _lower(self, tree: exp.Expr) -> str:
        return tree.transform(self._node).sql("duckdb")

    def _node(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Anonymous):
            return _written(f"({self._function(node.name.lower(), node.expressions)})")
        if isinstance(node, exp.Column):
            if node.name not in self.columns:
                return _written(self.date(node.name))
            return _written(self.column(node.name))
        if isinstance(node, exp.Literal) and _stands_beside_a_date(node, self.columns):
            return _written(f"CAST('{node.name}' AS DATE)")
        return node

    def _function(self, name: str, given: list[exp.Expr]) -> str:
        match name:
            case "days":
                start, end = (self._date_of(part) for part in given)
                return f"date_diff('day', {start}, {end})"
            case "hours":
                start, end = (self._lower(part) for part in given)
                return f"date_diff('second', CAST({start} AS TIMESTAMP), CAST({end} AS TIMESTAMP)) / 3600.0"
            case "months":
                start, end = (self._date_of(part) for part in given)
                return _completed_months(start, end)
            case "age":
                birth, day = (self._date_of(part) for part in given)
                early = f"month({day}) * 100 + day({day}) < month({birth}) * 100 + day({birth})"
                return f"year({day}) - year({birth}) - CASE WHEN {early} THEN 1 ELSE 0 END"
            case "working_days":
                start, end = (self._working_day(part.name) for part in given)
                return f"{end} - {start}"
            case "bands":
                return _bands(self._lower(given[0]), [int(part.name) for part in given[1:]])
        raise AssertionError(f"{name}() passed the check and has no SQL")

    def _date_of(self, part: exp.Expr) -> str:
        return self.date(part.name) if isinstance(part, exp.Column) else self._lower(part)

    def _working_day(self, name: str) -> str:
        if name in (EVENT_DATE, PERIOD_END) and name not in self.columns:
            return f"{END}.number" if self.is_stock else "c.number"
        if name == PERIOD_START and name not in self.columns:
            return f"{END}.start_number"
        if name == self.event_column:
            return "c.number"
        self.calendar_columns.add(name)
        return f'"c_{name}".number'

    def joins(self) -> str:
        """The joins that the expressions so far need."""
        child = f" LEFT JOIN children AS {CHILD} ON {CHILD}.child_id = {ROW}.child_id"
        names = sorted(self.calendar_columns)
        days = [f' LEFT JOIN calendar AS "c_{name}" ON "c_{name}".day = {self.date(name)}' for name in names]
        return (child if self.needs_child else "") + "".join(days)


def _written(sql: str) -> exp.Expr:
    """SQL of our own as a leaf of the tree: it needs no parse of its own."""
    return exp.Var(this=sql)


def _stands_beside_a_date(node: exp.Literal, columns: Mapping[str, Column]) -> bool:
    if not node.is_string or not isinstance(node.parent, exp.Binary | exp.Between | exp.In):
        return False
    beside = [part for part in node.parent.iter_expressions() if isinstance(part, exp.Column)]
    dates = (Type.DATE, Type.DATETIME)
    return any(part.name not in columns or columns[part.name].type in dates for part in beside)


def _completed_months(start: str, end: str) -> str:
    """A month is complete on the corresponding date, or on the last day of a month that has no such date."""
    months = f"(year({end}) * 12 + month({end})) - (year({start}) * 12 + month({start}))"
    early = f"day({end}) < day({start}) AND {end} < last_day({end})"
    return f"{months} - CASE WHEN {early} THEN 1 ELSE 0 END"


def _bands(value: str, cuts: list[int]) -> str:
    """Labels such as `0-3`, `4`, `5-9`, `10+`; a value below the first cut has the band that ends there."""
    labels = [f"{low}" if high == low + 1 else f"{low}-{high - 1}" for low, high in zip([0, *cuts], cuts, strict=False)]
    branches = [f"WHEN {value} < {cut} THEN '{label}'" for cut, label in zip(cuts, labels, strict=True)]
    return f"CASE {' '.join(branches)} WHEN {value} IS NOT NULL THEN '{cuts[-1]}+' END"
