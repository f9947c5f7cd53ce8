"""Explain: which figure the selected cell shows, by its formula or by the plan, and how it came to be."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import xlwings as xw
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from scorecard import pipeline
from scorecard.errors import UsageError
from scorecard.store import lookup
from scorecard.values import Values
from scorecard.workbook.cells import Cell, Origin
from scorecard.xl import functions
from scorecard.xl.answers import arguments
from scorecard.xl.buttons.door import Desk
from scorecard.xl.buttons.explanation import explanation
from scorecard.xl.open_book.calls import Call, calls, has_call
from scorecard.xl.open_book.content import as_read
from scorecard.xl.open_book.formulas import calling
from scorecard.xl.open_book.live import LiveWorkbook

NO_FIGURE = UsageError(
    "The selected cell shows no figure of the scorecard.",
    "Select a cell that Refresh fills with a figure, or one with a formula such as =KPI(\"ICPC_TIMELINESS\").",
)


def explain(desk: Desk) -> str:
    """How the figure in the selected cell came to be."""
    cell = desk.app.selection
    if cell is None:
        raise NO_FIGURE
    cell = cell[0, 0]
    desk.progress("Explain", cell.get_address(False, False))
    computed = pipeline.read_latest(desk.settings.workspace)
    formula = formula_at(cell)
    place = f"{cell.sheet.name}!{cell.get_address(False, False)}"
    if formula:
        return f"{place}\n{explanation(computed.values, asked_by(formula, cell, computed.values))}"
    value, origin = planned_in(desk, computed, cell)
    is_as_filled = cell.api.Value2 == as_read(value, bool(desk.book.api.Date1904))
    older = "" if is_as_filled else ", which shows something else than the latest figures: press Refresh"
    return f"{place}{older}\n{explanation(computed.values, origin)}"


def formula_at(cell: xw.Range) -> str:
    """The formula of a cell that calls the scorecard's functions, also where its answer fills several cells."""
    formula = cell.formula
    if has_call(formula) and formula != cell.value:
        return str(formula)
    for found in calling(cell.sheet):
        rows, columns = found.cells.shape
        if 0 <= cell.row - found.cells.row < rows and 0 <= cell.column - found.cells.column < columns:
            return found.formula
    return ""


def planned_in(desk: Desk, computed: pipeline.Computed, cell: xw.Range) -> tuple[Cell, Origin]:
    """What Refresh writes into a cell, and the figure that it is. Raises UsageError for a cell without one."""
    live = LiveWorkbook(desk.book)
    if not any(sheet.commentary.block in live.names for sheet in computed.cells.sheets):
        raise NO_FIGURE
    place = cell.sheet.name, cell.row, cell.column
    for write in pipeline.plan_workbook(desk.settings.workspace, computed, live):
        if write[:3] == place and write.origin:
            return write.value, write.origin
    raise NO_FIGURE


def asked_by(formula: str, cell: xw.Range, held: Values) -> Origin:
    """The figure that a formula asks for: that of its first call. Raises UsageError where it asks for none."""
    call = calls(formula)[0]
    said = _arguments(call, cell)
    if not said.get("code"):
        raise UsageError(f"{call.name} shows no single figure.", "Select a cell with a formula such as =KPI(code).")
    facts = lookup.indicator(held, arguments.text(said["code"]))
    wanted = arguments.period(said.get("period") or said.get("to_period"))
    wanted = wanted or arguments.period(_named(cell.sheet.book, "KPI_PERIOD"))
    field = lookup.field_of(arguments.text(said.get("field")))
    period = lookup.period_of(held, facts.code, wanted)
    if name := arguments.text(said.get("breakdown")):
        return Origin(facts.code, period.label, lookup.breakdown_of(held, facts.code, name), (), field)
    where = arguments.text(said.get("where")) or arguments.text(_named(cell.sheet.book, "KPI_WHERE"))
    breakdown, category = lookup.category_of(held, facts.code, where)
    return Origin(facts.code, period.label, breakdown, (category,) if breakdown else (), field)


def _arguments(call: Call, cell: xw.Range) -> Mapping[str, Any]:
    """The arguments of a call by the names that the function gives them."""
    names = list(inspect.signature(getattr(functions, call.name)).parameters)[1:]
    return {name: _value(text, cell) for name, text in zip(names, call.arguments, strict=False) if text}


def _value(text: str, cell: xw.Range) -> Any:
    """What an argument says: a text, a number, or what stands in another cell."""
    tokens = [token for token in Tokenizer(f"={text}").items if token.type != Token.WSPACE]
    if len(tokens) != 1 or tokens[0].type != Token.OPERAND:
        raise UsageError(
            f"An argument of the formula is worked out by another formula: {text}.",
            "Put that into a cell of its own and name the cell in the formula.",
        )
    kind, said = tokens[0].subtype, tokens[0].value
    if kind == Token.TEXT:
        return said[1:-1].replace('""', '"')
    return _beside(_range(said, cell.sheet), cell) if kind == Token.RANGE else float(said)


def _range(text: str, sheet: xw.Sheet) -> xw.Range:
    """The cells that an address or a name means. Raises UsageError for what is neither."""
    title, _, address = text.rpartition("!")
    book = sheet.book
    own = book.sheets[title.strip("'").replace("''", "'")] if title else sheet
    try:
        return own.range(address)
    except Exception as error:
        raise UsageError(f"{text} in the formula is no cell of this workbook.", "Name a cell of it.") from error


def _beside(found: xw.Range, cell: xw.Range) -> Any:
    """The value in the row or the column of the formula's cell, as Excel takes it from a range; else the first."""
    rows, columns = found.shape
    down = cell.row - found.row if 0 <= cell.row - found.row < rows else 0
    right = cell.column - found.column if 0 <= cell.column - found.column < columns else 0
    return found[down, right].value


def _named(book: xw.Book, name: str) -> Any:
    """What stands in the cell of a name; nothing where the workbook has no such name."""
    return book.names[name].refers_to_range.value if name in [each.name for each in book.names] else None
