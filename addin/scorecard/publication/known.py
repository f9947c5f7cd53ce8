"""What the gate is told of a run: what must not be found, and what is printed on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scorecard.definitions.library import Definitions
from scorecard.extracts.identifiers import dates_of_birth, identifiers
from scorecard.ooxml import OfficeFile
from scorecard.publish.gate import Printed, Secrets
from scorecard.publish.gate.identifiers import dates_in
from scorecard.publish.people import people_of
from scorecard.tables import Tables
from scorecard.values import Values
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.plan import Commentary


def secrets(filled: Path, tables: Tables, definitions: Definitions, named: Iterable[str]) -> Secrets:
    """What no edition may hold; `named` are people who are named on purpose, and the council."""
    return Secrets(
        identifiers(tables, definitions.extracts),
        dates_of_birth(tables, definitions.extracts),
        people_of(OfficeFile(filled), set(named)),
    )


def printed(
    sheets: Sequence[str], writes: Iterable[CellWrite], values: Values, commentary: Mapping[str, Commentary],
    published: dt.date,
) -> Printed:
    """What the plan writes, and the days that the scorecard says of itself: of data, periods, commentary, extracts.

    What people wrote is not among it.
    """
    typed = {each.text for each in commentary.values()}
    written = [write.value for write in writes]
    days = {value for value in written if isinstance(value, dt.date)} | {values.run.data_as_at, published}
    days |= {day for period in values.periods.values() for day in (period.start, period.end)}
    days |= {each.on for each in commentary.values() if each.on}
    definitions = (f"{each.definition} {each.notes} {each.source}" for each in values.indicators.values())
    days |= {day for text in definitions for day in dates_in(text)}
    numbers = {float(value) for value in written if isinstance(value, int | float)}
    texts = {value for value in written if isinstance(value, str) and value not in typed}
    return Printed(tuple(sheets), frozenset(numbers), frozenset(texts), frozenset(days))
