"""Equations between printed figures, worked out with what each figure can be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorecard.checker.interval import Interval, exactly, total
from scorecard.checker.printed import Book, Figure, Table
from scorecard.definitions.checks import Equation

_REFERENCE = re.compile(r"(?P<table>[A-Z][A-Z0-9_]*)?\[(?P<inside>[^\]]*)\]")


class NotThereError(Exception):
    """A figure that the equation needs is not in the workbook."""


class WrongEquationError(Exception):
    """The equation itself cannot be read."""


@dataclass(frozen=True)
class Outcome:
    """An equation that was worked out: the figure that it is about, and what it should be."""

    figure: Figure | None
    left: Interval
    right: Interval | None
    """None where the left side only has to be a whole number."""

    @property
    def holds(self) -> bool:
        return self.left.holds_a_whole_number if self.right is None else self.left.meets(self.right)


def outcomes(equation: Equation, book: Book, names: Mapping[str, Figure]) -> Iterator[Outcome]:
    """The equation, once, or for each row or column of its table for which all its figures are there.

    Raises WrongEquationError, and NotThereError where it applies to nothing.
    """
    if not equation.table:
        yield _worked_out(equation, book, names, None, None)
        return
    table = book.tables.get(equation.table)
    if table is None:
        raise NotThereError(equation.table)
    found = 0
    for place in _places(equation, table):
        try:
            yield _worked_out(equation, book, names, table, place)
            found += 1
        except NotThereError:
            continue
    if not found:
        raise NotThereError(f"{equation.left} in {equation.table}")


Place = tuple[int | None, int | None]
"""The row or the column for which an equation is worked out."""


def _places(equation: Equation, table: Table) -> list[Place]:
    """Each row where the labels in brackets are columns, each column where they are rows."""
    references = _REFERENCE.finditer(f"{equation.left} {equation.equals}")
    bare = [each["inside"].partition("|")[0].strip() for each in references if not each["table"]]
    if all(label in table.columns for label in bare):
        return [(row, None) for row in range(len(table.rows))]
    if all(label in table.rows for label in bare):
        return [(None, column) for column in range(len(table.columns))]
    missing = next(label for label in bare if label not in table.columns and label not in table.rows)
    raise NotThereError(f"[{missing}] in {table.name}")


def _worked_out(
    equation: Equation, book: Book, names: Mapping[str, Figure], table: Table | None, place: Place | None
) -> Outcome:
    side = _Side(book, names, table, place)
    left = side.worth(equation.left)
    return Outcome(side.first, left, None if equation.whole else side.worth(equation.equals))


class _Side:
    """Works out the sides of one equation in one place, and remembers the first figure that it meets."""

    def __init__(self, book: Book, names: Mapping[str, Figure], table: Table | None, place: Place | None) -> None:
        self.book, self.names, self.table, self.place = book, names, table, place
        self.first: Figure | None = None

    def worth(self, text: str) -> Interval:
        found: dict[str, Interval] = {}

        def named(match: re.Match[str]) -> str:
            name = f"_{len(found)}"
            found[name] = self._reference(match["table"] or "", match["inside"])
            return name

        replaced = _REFERENCE.sub(named, text)
        try:
            return self._node(ast.parse(replaced.strip(), mode="eval").body, found)
        except SyntaxError:
            raise WrongEquationError(text) from None

    def _node(self, node: ast.expr, found: Mapping[str, Interval]) -> Interval:
        match node:
            case ast.Constant(value=int() | float() as number):
                return exactly(float(number))
            case ast.Name(id=name) if name in found:
                return found[name]
            case ast.Name(id=name):
                if name not in self.names:
                    raise NotThereError(name)
                return self._met(self.names[name])
            case ast.Call(func=ast.Name(id="rounded"), args=[inside], keywords=[]):
                worth = self._node(inside, found)
                return Interval(worth.low - 0.5, worth.high + 0.5)
            case ast.BinOp(left=left, op=operation, right=right):
                a, b = self._node(left, found), self._node(right, found)
                match operation:
                    case ast.Add():
                        return a.plus(b)
                    case ast.Sub():
                        return a.minus(b)
                    case ast.Mult():
                        return a.times(b)
                    case ast.Div():
                        if divided := a.over(b):
                            return divided
                        raise NotThereError("something out of nothing")
        raise WrongEquationError(ast.unparse(node))

    def _reference(self, name: str, inside: str) -> Interval:
        parts = [part.strip() for part in inside.split("|")]
        is_percent = parts[-1] == "%" and len(parts) > (2 if name else 1)
        table = self.book.tables.get(name) if name else self.table
        if table is None:
            raise NotThereError(name or inside)
        if not name:
            return self._met(self._here(table, parts[0], is_percent))
        if len(parts) < 2:
            raise WrongEquationError(f"{name}[{inside}]")
        column = _number(table.columns, parts[1], name)
        if parts[0] == "*":
            figures = table.column(column, is_percent) or table.column(column, True)
            if not figures:
                raise NotThereError(f"{name}[{inside}]")
            return total([self._met(each) for each in figures])
        return self._met(table.at(_number(table.rows, parts[0], name), column, is_percent))

    def _here(self, table: Table, label: str, is_percent: bool) -> Figure | None:
        row, column = self.place or (None, None)
        if row is not None:
            return table.at(row, table.columns.index(label), is_percent)
        return table.at(table.rows.index(label), column or 0, is_percent)

    def _met(self, figure: Figure | None) -> Interval:
        if figure is None:
            raise NotThereError("a cell without a figure")
        self.first = self.first or figure
        return figure.interval


def _number(labels: list[str], label: str, table: str) -> int:
    """The place of a label; `#1` is the first."""
    if re.fullmatch(r"#\d+", label) and int(label[1:]) <= len(labels):
        return int(label[1:]) - 1
    if label not in labels:
        raise NotThereError(f"{label} in {table}")
    return labels.index(label)
