"""Rules that are declared in YAML: equations and thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scorecard.checker.equation import NotThereError, Outcome, WrongEquationError, outcomes
from scorecard.checker.printed import Book, Figure
from scorecard.commentary.prose import mentions
from scorecard.definitions.checks import Checks, Equation, Threshold
from scorecard.issues import EquationFails, Issue, ThresholdOfOtherPeriod, WrongValue


def equations_hold(checks: Checks, book: Book, names: Mapping[str, Figure], skipped: list[str]) -> Iterator[Issue]:
    """Each equation at printed precision; those about tables that the workbook does not have are skipped."""
    for equation in checks.equations:
        try:
            for outcome in outcomes(equation, book, names):
                if not outcome.holds:
                    yield _failed(equation, outcome)
        except NotThereError as missing:
            skipped.append(f"{checks.file}, line {equation.line()}: {missing}")
        except WrongEquationError as wrong:
            yield WrongValue(file=checks.file, line=equation.line(), subject="equation", found=f'"{wrong}"',
                             expected="figures, names and numbers with + - * /")


def _failed(equation: Equation, outcome: Outcome) -> EquationFails:
    figure = outcome.figure
    shown = f"{figure.text} ({', '.join(filter(None, [figure.row, figure.column]))})" if figure else equation.left
    if outcome.right is None:
        made = f"a whole number; it is {outcome.left.middle:,.2f}"
    elif figure and figure.is_percent:
        made = f"{outcome.right.middle * 100:.1f}%"
    else:
        made = f"{outcome.right.middle:,g}"
    if outcome.right is not None and figure and not outcome.left.meets(figure.interval):
        made = f"{outcome.left.middle:,g} = {outcome.right.middle:,g}"
    return EquationFails(file="", sheet=figure.sheet if figure else "", cell=figure.cell if figure else "", found=shown,
                         expected=f"{made}, as {equation.says}")


def thresholds_are_of_their_period(threshold: Threshold, book: Book) -> Iterator[Issue]:
    """A threshold beside a period is the one that was set for it."""
    for table in book.tables.values():
        for (row, column), figures in table.cells.items():
            head = table.columns[column]
            if not re.search(threshold.rows, table.rows[row]) or not re.search(threshold.columns, head, re.IGNORECASE):
                continue
            labels = [mention.period.label for mention in mentions(head)]
            right = next((threshold.by_period[label] for label in labels if label in threshold.by_period), None)
            if right is not None and figures[0].value != right:
                others = [period for period, value in threshold.by_period.items() if value == figures[0].value]
                of = f", not that of {others[0]}" if others else ""
                yield ThresholdOfOtherPeriod(file="", sheet=table.sheet, cell=figures[0].cell,
                                             found=f"{figures[0].text} ({table.rows[row]}, {head})",
                                             expected=f"{right:g}, the {threshold.name} for {labels[0]}{of}")
