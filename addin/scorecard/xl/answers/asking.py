"""A worksheet function's call: the snapshot that it reads, the names of its workbook, and an answer a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from scorecard.errors import ScorecardError, StoreError, UsageError
from scorecard.store.lookup import NOT_AVAILABLE, Asked, Lookup
from scorecard.store.reasons import why
from scorecard.xl.answers import arguments
from scorecard.xl.answers.arguments import SEVERAL, WRONG_ARGUMENT, read, text
from scorecard.xl.answers.held import held_of


class Asking:
    """A caller with its snapshot, and its workbook's names KPI_PERIOD and KPI_WHERE, which stand for empty cells."""

    def __init__(self, workspace: Any, period: Any, where: Any) -> None:
        self.held = held_of(text(workspace).strip())
        self.period, self.where = arguments.period(period), text(where)

    def known(self) -> Lookup:
        """The snapshot as it is now. Raises StoreError where there is none."""
        lookup = self.held.current()
        if lookup is None:
            raise self.held.trouble or LookupError
        return lookup

    def each(self, answer: Callable[..., Any], code: Any, period: Any, field: Any, where: Any) -> Any:
        """An answer for every cell of a formula's arguments, all from one snapshot."""
        span, place = read(period, arguments.period, self.period), read(where, text, self.where)
        return arguments.each(answer, self.held.current(), read(code, text), span, read(field, text), place)

    def value(self, lookup: Lookup | None, code: str, period: Asked, field: str, where: str) -> float | str:
        """The answer of KPI() in a cell; nothing beside an empty code."""
        if not code or lookup is None:
            return NOT_AVAILABLE if code else ""
        try:
            found = lookup.answer(code, period, field, where)
        except UsageError:
            return WRONG_ARGUMENT
        except StoreError:
            return NOT_AVAILABLE
        return NOT_AVAILABLE if found is None else found

    def reason(self, lookup: Lookup | None, code: str, period: Asked, field: str, where: str) -> str:
        """The answer of KPI_WHY() in a cell; nothing beside an empty code."""
        if not code or lookup is None:
            return sentence(self.held.trouble) if code and self.held.trouble else ""
        try:
            return f"{why(lookup, code, period, field, where)}{self.warning()}"
        except ScorecardError as error:
            return sentence(error)

    def warning(self) -> str:
        """That the figures are older than they should be, and why."""
        trouble = self.held.trouble
        return f" These are the figures of the last good snapshot: {sentence(trouble)}" if trouble else ""


_asking = lru_cache(maxsize=64)(Asking)


def asking(context: Any) -> Asking:
    """Who asks: `context` is workspace, KPI_PERIOD and KPI_WHERE, as the wrapper in the add-in passes them."""
    workspace, period, where = context[0] if type(context[0]) in SEVERAL else context
    return _asking(workspace, period, where)


def sentence(error: ScorecardError) -> str:
    return " ".join(str(error).splitlines())
