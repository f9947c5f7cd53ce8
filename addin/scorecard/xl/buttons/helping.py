"""Help: a sheet with the buttons, the functions with examples, the settings, and what to do when something fails."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import xlwings as xw

from scorecard.addin_file.sources import ribbon
from scorecard.definitions.workspace import shipped
from scorecard.errors import ScorecardError
from scorecard.store.lookup import FIELDS
from scorecard.workbook import look
from scorecard.workbook.cells import Cell
from scorecard.xl import functions
from scorecard.xl.buttons.choosing import told_settings
from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.pages import fresh_sheet, put_listing

SHEET = "Scorecard help"
WIDTHS = (34, 100)
EXAMPLES = {
    "KPI": '=KPI("ICPC_TIMELINESS")  =KPI("CP_PLANS",,"share","category=Neglect")  =KPI(A2,"2015-16","target")',
    "KPI_WHY": '=KPI_WHY("ICPC_TIMELINESS","2012-13")',
    "KPI_SERIES": '=KPI_SERIES("CP_PLANS","2015-04","2016-03")',
    "KPI_TABLE": '=KPI_TABLE("CP_PLANS","category")',
    "KPI_LIST": '=KPI_LIST("contacts")',
    "KPI_ASOF": "=KPI_ASOF()",
}
"""A function with formulas to copy, the shortest first."""
TROUBLE = {
    "#NAME? in a cell": "The add-in is not loaded here, or the workbook comes from another computer: press Relink.",
    "#N/A in a cell": "There is no such figure: =KPI_WHY() with the same arguments says why.",
    "#VALUE! in a cell": "An argument cannot be: a period, a field or a breakdown=category that there is not.",
    "c in a cell": "The figure may not be shown to the audience that it was published for.",
    "A button does nothing": "Run `scorecard addin doctor` in a command window: it names what is missing.",
    "Without the add-in": "`scorecard refresh` in a command window makes the same workbook, without any macro.",
}


def show_help(desk: Desk) -> str:
    """Make the sheet, or replace it, and show it."""
    desk.progress("Help", "")
    with undisturbed(desk):
        sheet = fresh_sheet(desk.book, SHEET, "Help", "The tab Scorecard and the functions, in short.")
        top = 4
        for head, second, rows in _sections(desk):
            if rows:
                _put(sheet, top, head, second, rows)
                top += len(rows) + 2
    sheet.activate()
    return f"The sheet {SHEET} has the buttons, the functions with examples, and what to do when something fails."


def _sections(desk: Desk) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    yield "Button", "What it does", list(buttons())
    yield "Function", "What it gives, with examples", list(_functions())
    yield "Argument", "What it can be", _arguments()
    yield "When you see", "Do this", list(TROUBLE.items())
    yield "Setting", "What is chosen", [("Now", _settings(desk))]
    yield "Documentation", "Where it lies", [(page.stem.replace("-", " ").capitalize(), str(page)) for page in pages()]


def buttons() -> Iterator[tuple[str, str]]:
    """The buttons of the ribbon with what is said about them there."""
    for element in ElementTree.fromstring(ribbon()).iter():
        if (label := element.get("label")) and (tip := element.get("supertip")):
            yield label, tip


def pages() -> list[Path]:
    """The pages of the documentation, that for analysts first."""
    found = sorted((shipped() / "docs").glob("*.md"))
    return sorted(found, key=lambda page: page.stem != "analysts")


def _functions() -> Iterator[tuple[str, str]]:
    for name, example in EXAMPLES.items():
        function = getattr(functions, name)
        given = list(inspect.signature(function).parameters.values())[1:]
        named = ", ".join(each.name if each.default is each.empty else f"[{each.name}]" for each in given)
        yield f"{name}({named})", f"{inspect.getdoc(function)}\n{example}"


def _arguments() -> list[tuple[str, str]]:
    return [
        ("code", "The code of an indicator, in any case, or a cell with it; Indicators lists them all."),
        ("period", "2016-03, Mar 2016, 2015-16 Q4, 2015-16, YTD 2016-02, R12 2016-03, 2013-16, any date; latest, "
                   "previous, last year. The name KPI_PERIOD in the workbook is used where it is left out."),
        ("field", ", ".join(FIELDS)),
        ("where", "breakdown=category, such as category=Neglect. The name KPI_WHERE is used where it is left out."),
    ]  # fmt: skip


def _settings(desk: Desk) -> str:
    try:
        return told_settings(desk)
    except ScorecardError as error:
        return str(error)


def _put(sheet: xw.Sheet, top: int, head: str, second: str, rows: list[tuple[str, str]]) -> None:
    cells: list[tuple[Cell, ...]] = [*rows]
    body = put_listing(sheet, top, dict(zip((head, second), WIDTHS, strict=True)), cells)
    body.columns[0].font.bold = True
    body.columns[0].font.color = look.NAVY
