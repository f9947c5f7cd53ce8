"""The language of `where`, `numerator`, `of` and breakdowns: small, checked, and the same on every engine.

Columns, literals, comparisons, AND, OR, NOT, IS NULL, IN, BETWEEN, LIKE, CASE, arithmetic on numbers and the functions
of FUNCTIONS; no subquery and no other function. A text that is not allowed never reaches an engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from scorecard.definitions.extract import CodeList, Column, Type
from scorecard.definitions.source import did_you_mean
from scorecard.issues import (
    Issues,
    MappingIssue,
    NotAllowed,
    UnknownCodeInExpression,
    UnknownColumn,
    UnknownFunction,
    UnreadableExpression,
    WrongType,
)


class Sort(StrEnum):
    """What an expression yields."""

    DATE = "a date"
    NUMBER = "a number"
    TEXT = "text"
    TRUTH = "yes or no"
    NOTHING = "blank"


SORTS = {
    Type.TEXT: Sort.TEXT,
    Type.CODE: Sort.TEXT,
    Type.DATE: Sort.DATE,
    Type.DATETIME: Sort.DATE,
    Type.INTEGER: Sort.NUMBER,
    Type.NUMBER: Sort.NUMBER,
    Type.BOOLEAN: Sort.TRUTH,
}

FUNCTIONS: dict[str, tuple[list[Sort], Sort]] = {
    "days": ([Sort.DATE, Sort.DATE], Sort.NUMBER),
    "hours": ([Sort.DATE, Sort.DATE], Sort.NUMBER),
    "months": ([Sort.DATE, Sort.DATE], Sort.NUMBER),
    "working_days": ([Sort.DATE, Sort.DATE], Sort.NUMBER),
    "age": ([Sort.DATE, Sort.DATE], Sort.NUMBER),
    "bands": ([Sort.NUMBER], Sort.TEXT),
}
"""Our functions with what they take and give: time from the first date to the second, completed years, bands."""

EVENT_DATE, PERIOD_START, PERIOD_END = "event_date", "period_start", "period_end"
"""The date of the event, or the period's end for a stock; the period's start and end are there for stocks only."""
PERIOD_DATES = frozenset({EVENT_DATE, PERIOD_START, PERIOD_END})

COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div)


@dataclass(frozen=True)
class Expression:
    """A checked expression: its tree, what it yields and the columns that it reads."""

    text: str
    tree: exp.Expr
    sort: Sort
    columns: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where an expression stands, for issues."""

    file: str
    line: int
    subject: str


@dataclass
class Checker:
    """Checks expressions over the columns of one extract or view."""

    columns: Mapping[str, Column]
    codes: Mapping[str, CodeList]
    issues: Issues
    dates: tuple[str, ...] = (EVENT_DATE,)
    _found: list[MappingIssue] = field(default_factory=list)

    def check(self, text: str, place: Place, wanted: Sort | None = None) -> Expression | None:
        """The expression, or None and the issues that it has."""
        self._found = []
        try:
            tree = sqlglot.parse_one(text, read="duckdb")
        except SqlglotError as error:
            reason = str(error).splitlines()[0].split(". Line")[0]
            self.issues.add(
                UnreadableExpression(
                    file=place.file, line=place.line, subject=place.subject, found=f"{text} ({reason})"
                )
            )
            return None
        sort = self._sort(tree, place)
        if wanted and not self._found and sort not in (wanted, Sort.NOTHING):
            self._wrong(place, f"{text} ({sort})", wanted.value)
        self.issues.add_all(self._found)
        if self._found:
            return None
        names = frozenset(column.name for column in tree.find_all(exp.Column))
        return Expression(text, tree, sort, names)

    # ------------------------------------------------ one node, by what it is

    def _sort(self, node: exp.Expr, place: Place) -> Sort:
        match node:
            case exp.Column():
                return self._column(node, place)
            case exp.Literal():
                return Sort.TEXT if node.is_string else Sort.NUMBER
            case exp.Boolean():
                return Sort.TRUTH
            case exp.Null():
                return Sort.NOTHING
            case exp.Paren():
                return self._sort(node.this, place)
            case exp.And() | exp.Or():
                return self._all((node.left, node.right), Sort.TRUTH, Sort.TRUTH, place)
            case exp.Not():
                return self._all((node.this,), Sort.TRUTH, Sort.TRUTH, place)
            case exp.Neg():
                return self._all((node.this,), Sort.NUMBER, Sort.NUMBER, place)
            case exp.Is():
                return self._is(node, place)
            case exp.In() if not node.args.get("query"):
                return self._comparison((node.this, *node.expressions), place)
            case exp.Between():
                return self._comparison((node.this, node.args["low"], node.args["high"]), place)
            case exp.Like():
                return self._all((node.this, node.expression), Sort.TEXT, Sort.TRUTH, place)
            case exp.Case() if node.this is None:
                return self._case(node, place)
        return self._operator(node, place)

    def _operator(self, node: exp.Expr, place: Place) -> Sort:
        if isinstance(node, COMPARISONS):
            return self._comparison((node.this, node.expression), place)
        if isinstance(node, ARITHMETIC):
            return self._all((node.this, node.expression), Sort.NUMBER, Sort.NUMBER, place)
        if isinstance(node, exp.Func):
            return self._function(node, place)
        self._add(NotAllowed, place, found=f"{node.sql('duckdb')[:60]} ({type(node).__name__})")
        return Sort.NOTHING

    def _column(self, node: exp.Column, place: Place) -> Sort:
        if node.name in self.dates and not node.table:
            return Sort.DATE
        if node.table or node.name not in self.columns:
            known = [*self.columns, *self.dates]
            self._add(UnknownColumn, place, found=f'"{node.sql()}"', expected=did_you_mean(node.name, known))
            return Sort.NOTHING
        return SORTS[self.columns[node.name].type]

    def _function(self, node: exp.Func, place: Place) -> Sort:
        name = (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
        given = node.expressions if isinstance(node, exp.Anonymous) else []
        if name not in FUNCTIONS or not isinstance(node, exp.Anonymous):
            self._add(UnknownFunction, place, found=f"{name}()", expected=did_you_mean(name, FUNCTIONS))
            return Sort.NOTHING
        takes, gives = FUNCTIONS[name]
        if name == "bands":
            self._bands(given, place)
        elif len(given) != len(takes):
            self._wrong(place, f"{name}() with {len(given)} values", f"{len(takes)} values")
        for part, wanted in zip(given, takes, strict=False):
            if self._sort(part, place) not in (wanted, Sort.NOTHING):
                self._wrong(place, f"{part.sql('duckdb')} in {name}()", wanted.value)
        if name == "working_days" and not all(isinstance(part, exp.Column) for part in given):
            self._wrong(place, node.sql("duckdb"), "working_days() of two columns")
        return gives

    def _bands(self, given: list[exp.Expr], place: Place) -> None:
        cuts = [part.sql() for part in given[1:]]
        if not cuts or not all(cut.isdigit() for cut in cuts) or sorted(map(int, cuts)) != list(map(int, cuts)):
            self._wrong(place, f"bands(..., {', '.join(cuts)})", "whole numbers in rising order")

    def _is(self, node: exp.Is, place: Place) -> Sort:
        self._sort(node.this, place)
        if not isinstance(node.expression, exp.Null | exp.Boolean):
            self._add(NotAllowed, place, found=node.sql("duckdb"), expected="IS NULL, IS TRUE or IS FALSE")
        return Sort.TRUTH

    def _case(self, node: exp.Case, place: Place) -> Sort:
        results = [branch.args["true"] for branch in node.args["ifs"]]
        results += [node.args["default"]] if node.args.get("default") else []
        for branch in node.args["ifs"]:
            self._all((branch.this,), Sort.TRUTH, Sort.TRUTH, place)
        sorts = {self._sort(result, place) for result in results} - {Sort.NOTHING}
        if len(sorts) > 1:
            self._wrong(place, f"CASE that yields {' or '.join(sorted(sorts))}", "one and the same")
        return next(iter(sorts), Sort.NOTHING)

    # ------------------------------------------------ what parts must be

    def _all(self, parts: tuple[exp.Expr, ...], wanted: Sort, gives: Sort, place: Place) -> Sort:
        for part in parts:
            sort = self._sort(part, place)
            if sort not in (wanted, Sort.NOTHING):
                self._wrong(place, f"{part.sql('duckdb')} ({sort})", wanted.value)
        return gives

    def _comparison(self, parts: tuple[exp.Expr, ...], place: Place) -> Sort:
        sorts = [self._sort(part, place) for part in parts]
        first = next((sort for sort in sorts if sort != Sort.NOTHING), Sort.NOTHING)
        for part, sort in zip(parts, sorts, strict=True):
            if isinstance(part, exp.Null):
                self._wrong(place, "a comparison with NULL, which is never true", "IS NULL or IS NOT NULL")
            elif sort not in (first, Sort.NOTHING) and not _is_date_text(part, sorts):
                self._wrong(place, f"{part.sql('duckdb')} ({sort})", first.value)
        self._known_codes(parts, place)
        return Sort.TRUTH

    def _known_codes(self, parts: tuple[exp.Expr, ...], place: Place) -> None:
        columns = [part for part in parts if isinstance(part, exp.Column) and part.name in self.columns]
        for column in columns:
            codes = self.codes.get(self.columns[column.name].codes)
            for literal in parts if codes else ():
                if codes and isinstance(literal, exp.Literal) and literal.name not in codes.values:
                    self._add(
                        UnknownCodeInExpression,
                        place,
                        found=f"{column.name} and '{literal.name}'",
                        expected=did_you_mean(literal.name, codes.values),
                    )

    def _wrong(self, place: Place, found: str, expected: str) -> None:
        self._add(WrongType, place, found=found, expected=expected)

    def _add(self, kind: type[MappingIssue], place: Place, found: str, expected: str = "") -> None:
        self._found.append(
            kind(file=place.file, line=place.line, subject=place.subject, found=found, expected=expected)
        )


def _is_date_text(part: exp.Expr, sorts: list[Sort]) -> bool:
    """A date written as text, '2016-03-31', beside a date."""
    if Sort.DATE not in sorts or not isinstance(part, exp.Literal):
        return False
    year, _, rest = part.name.partition("-")
    return len(part.name) == 10 and year.isdigit() and rest[:2].isdigit() and rest[3:].isdigit()


def literals(tree: exp.Expr) -> Iterator[str]:
    """The texts that an expression yields as results, in the order in which it names them (for breakdowns)."""
    for branch in tree.find_all(exp.If):
        result = branch.args["true"]
        if isinstance(result, exp.Literal) and result.is_string:
            yield result.name
    for case in tree.find_all(exp.Case):
        default = case.args.get("default")
        if isinstance(default, exp.Literal) and default.is_string:
            yield default.name
