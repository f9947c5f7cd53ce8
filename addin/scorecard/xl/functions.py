"""Worksheet functions: =KPI() and its kin, as xlwings calls them for the wrappers in the add-in.

They read the latest snapshot and compute nothing. What is missing is #N/A, a wrong argument #VALUE!, what may not be
shown the text c; the wrappers turn the two texts into errors of Excel. `context` comes from the wrapper, the other
arguments from the formula.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import xlwings as xw

from scorecard.errors import UsageError
from scorecard.store.lookup import NOT_AVAILABLE
from scorecard.xl.answers import arguments, spills
from scorecard.xl.answers.arguments import WRONG_ARGUMENT, read_one, text
from scorecard.xl.answers.asking import asking, sentence

__all__ = ["KPI", "KPI_ASOF", "KPI_LIST", "KPI_SERIES", "KPI_TABLE", "KPI_WHY", "NOT_AVAILABLE", "WRONG_ARGUMENT"]


def worksheet_function(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that xlwings can call: arguments are rows of cells, errors in them texts, and nothing is raised."""

    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except UsageError:
            return WRONG_ARGUMENT
        except Exception:  # xlwings would write the message of any exception into the cell
            return NOT_AVAILABLE

    for name in inspect.signature(function).parameters:
        guarded = xw.arg(name, ndim=2, err_to_str=True)(guarded)
    return xw.func(category="Scorecard")(guarded)


@worksheet_function
def KPI(context: Any, code: Any, period: Any = None, field: Any = None, where: Any = None) -> Any:
    """A figure of the scorecard, by its code: the latest value, or that of a period, field and breakdown=category."""
    caller = asking(context)
    return caller.each(caller.value, code, period, field, where)


@worksheet_function
def KPI_WHY(context: Any, code: Any, period: Any = None, field: Any = None, where: Any = None) -> Any:
    """Says in words why a figure is missing."""
    caller = asking(context)
    return caller.each(caller.reason, code, period, field, where)


@worksheet_function
def KPI_SERIES(
    context: Any, code: Any, from_period: Any = None, to_period: Any = None, field: Any = None, where: Any = None
) -> Any:
    """The figures of one period after another, oldest first: a column of periods and one of figures."""
    caller = asking(context)
    span = read_one(from_period, arguments.period), read_one(to_period, arguments.period, caller.period)
    named = read_one(field, text), read_one(where, text, caller.where)
    return spills.series(caller.known(), read_one(code, text), *span, *named) or NOT_AVAILABLE


@worksheet_function
def KPI_TABLE(context: Any, code: Any, breakdown: Any, period: Any = None) -> Any:
    """The categories of a breakdown with value and share."""
    caller = asking(context)
    named = read_one(code, text), read_one(breakdown, text)
    return spills.table(caller.known(), *named, read_one(period, arguments.period, caller.period)) or NOT_AVAILABLE


@worksheet_function
def KPI_LIST(context: Any, section: Any = None) -> Any:
    """Every indicator, or those of a section: code, title, section, unit, latest period, breakdowns."""
    return spills.listing(asking(context).known(), read_one(section, text))


@worksheet_function
def KPI_ASOF(context: Any) -> Any:
    """What the figures are as at, and when they were refreshed."""
    caller = asking(context)
    lookup = caller.held.current()
    if lookup is None:
        return sentence(caller.held.trouble) if caller.held.trouble else NOT_AVAILABLE
    run = lookup.values.run
    day, made = run.data_as_at, run.made
    told = f"Data as at {day.day} {day:%B %Y}, refreshed {made.day} {made:%B %Y %H:%M}, period {run.period}"
    return f"{told}.{caller.warning()}" if caller.warning() else told
