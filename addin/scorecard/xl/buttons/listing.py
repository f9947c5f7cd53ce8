"""Indicators: a sheet that lists every indicator with its definition, its latest value and the formula to copy."""

from __future__ import annotations

from itertools import groupby

import xlwings as xw

from scorecard.store import snapshot
from scorecard.store.lookup import Lookup
from scorecard.values import IndicatorFacts, Unit
from scorecard.workbook import look, wording
from scorecard.workbook.cells import Cell
from scorecard.workbook.template.data import GOOD_IS
from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.pages import fresh_sheet, put_listing

SHEET = "Scorecard indicators"
FORMULA, VALUE, UNIT = "Formula to copy", "Value now", "Unit"
WIDTHS = {
    "Section": 20, "Code": 34, "Indicator": 32, "Period": 12, VALUE: 11, UNIT: 10, "Good is": 10, FORMULA: 42,
    "What is counted": 60, "Numerator": 40, "Denominator": 40, "Source of the definition": 28,
}  # fmt: skip
TOP = 4


def list_indicators(desk: Desk) -> str:
    """Make the sheet, or replace it, and show it."""
    desk.progress("Indicators", "")
    asked = Lookup(snapshot.load(snapshot.latest(desk.settings.workspace.store)))
    known = list(asked.values.indicators.values())
    run = asked.values.run
    text = f"Latest values, data as at {wording.day(run.data_as_at)}. Copy a formula into any cell of any workbook."
    with undisturbed(desk):
        sheet = fresh_sheet(desk.book, SHEET, "Indicators", text)
        body = put_listing(sheet, TOP, WIDTHS, [_row(asked, facts) for facts in known])
        _format(body, [facts.unit for facts in known])
    sheet.activate()
    return f"{len(known)} indicators are listed on the sheet {SHEET}."


def _row(asked: Lookup, facts: IndicatorFacts) -> list[Cell]:
    period = asked.period(facts.code)
    figure = asked.figure(facts.code, period)
    value: Cell = asked.answer(facts.code)
    if value is None:
        value = figure.status.value if figure else "no figure"
    return [
        facts.section.replace("_", " ").capitalize(), facts.code, facts.title, period.label, value, facts.unit.value,
        GOOD_IS[facts.polarity], f'=KPI("{facts.code}")', facts.definition, facts.numerator or "—",
        facts.denominator or "—", facts.source or "—",
    ]  # fmt: skip


def _format(body: xw.Range, units: list[Unit]) -> None:
    """Values in the number formats of their units, a run of rows with one unit at a time."""
    heads = list(WIDTHS)
    values, formulas, of_units = (body.columns[heads.index(head)] for head in (VALUE, FORMULA, UNIT))
    for unit, run in groupby(enumerate(units), key=lambda pair: pair[1]):
        rows = [row for row, _ in run]
        values[rows[0] : rows[-1] + 1, 0].number_format = look.VALUE_FORMATS[unit]
    values.horizontal_alignment = "right"
    values.font.bold = True
    of_units.horizontal_alignment = "center"  # else it would touch the figure to its left
    formulas.font.color = look.NAVY
