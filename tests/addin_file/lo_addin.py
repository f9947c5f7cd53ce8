"""The built add-in opened in LibreOffice, with what only Excel has replaced by the modules of `libreoffice/`."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import scorecard
from scorecard.addin_file.building import build
from scorecard.addin_file.settings_sheet import Choices
from scorecard.addin_file.sources import class_text, modules, ribbon
from scorecard.addin_file.vba_project import Kind, Module

HERE = Path(__file__).parent / "libreoffice"
REPLACED = {"xlwings", "Dictionary", "ScorecardDialogs"}
FILTER = "Calc MS Excel 2007 VBA XML"


def callbacks(kind: str) -> list[str]:
    """The callbacks that the ribbon names in one kind of attribute."""
    return sorted(set(re.findall(rf'\b{kind}="(ScorecardRibbon\.\w+)"', ribbon().decode())))


def stand_ins() -> list[Module]:
    """The add-in's modules as they are, but for the replaced ones and for CVErr."""
    stub = (HERE / "xlwings.bas").read_text()
    buttons = "\n".join(f'    Case "{each}": {each} Nothing' for each in callbacks("onAction"))
    labels = "\n".join(f'    Case "{each}": {each} Nothing, answer' for each in callbacks("get\\w+"))
    own = [module for module in modules() if module.name not in REPLACED]
    assert 3 == sum(module.text.count("CVErr(") for module in own)
    return [
        *(dataclasses.replace(module, text=module.text.replace("CVErr(", "CellError(")) for module in own),
        Module("xlwings", Kind.STANDARD, stub.replace("@BUTTONS@", buttons).replace("@LABELS@", labels)),
        Module("XLPyStub", Kind.CLASS, class_text((HERE / "XLPyStub.cls").read_text())),
        Module("ScorecardDialogs", Kind.STANDARD, (HERE / "ScorecardDialogs.bas").read_text()),
    ]


def profile(folder: Path) -> Path:
    """A profile of LibreOffice in which the macros reach Python."""
    scripts = folder / "user" / "Scripts" / "python"
    scripts.mkdir(parents=True)
    (scripts / "script_host.py").write_text((HERE / "script_host.py").read_text())
    return folder


def environment(calls: Path) -> dict[str, str]:
    """What LibreOffice's own Python needs to find the scorecard and the packages of this one."""
    import xlwings

    packages = Path(xlwings.__file__).parents[1]
    return {"PYTHONPATH": f"{Path(scorecard.__file__).parents[1]}:{packages}", "SCORECARD_CALLS": str(calls)}


class OpenAddin:
    """The add-in open in LibreOffice, with an empty sheet `Figures`."""

    def __init__(self, desktop: Any, folder: Path, workspace: Path, calls: Path) -> None:
        from xl.libreoffice.lo_office import load_uno, properties

        file = folder / "Scorecard.xlam"
        file.write_bytes(build(Choices(workspace=str(workspace)), stand_ins()))
        how = properties(FilterName=FILTER, MacroExecutionMode=4, Hidden=True)
        self.document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, how)
        self.document.Sheets.insertNewByName("Figures", 1)
        self.sheet = self.document.Sheets.getByName("Figures")
        self.calls = calls
        self._next = 0
        self._origin = load_uno().createUnoStruct("com.sun.star.table.CellAddress")

    def cell(self, address: str) -> Any:
        return self.sheet.getCellRangeByName(address)

    def name(self, name: str, address: str, content: str) -> None:
        """Give a cell a name of the workbook and a text."""
        self.cell(address).String = content
        if not self.document.NamedRanges.hasByName(name):
            place = re.sub(r"([A-Z]+)(\d+)", r"$Figures.$\1$\2", address)
            self.document.NamedRanges.addNewByName(name, place, self._origin, 0)

    def formula(self, formula: str) -> Any:
        """What a cell shows for a formula: a number, a text, or an error's text."""
        cell = self._free(1, 1)
        cell.getCellByPosition(0, 0).Formula = formula
        return shown(cell.getCellByPosition(0, 0))

    def array(self, formula: str, rows: int, columns: int) -> list[list[Any]]:
        """What so many cells show for a formula that fills them."""
        cells = self._free(rows, columns)
        cells.ArrayFormula = formula
        return [[shown(cells.getCellByPosition(column, row)) for column in range(columns)] for row in range(rows)]

    def _free(self, rows: int, columns: int) -> Any:
        """Cells that nothing stands in yet: LibreOffice lets nobody write into a part of an array."""
        first, self._next = self._next, self._next + rows
        return self.sheet.getCellRangeByPosition(0, first, columns - 1, first + rows - 1)

    def asked(self) -> list[list[Any]]:
        """The calls of worksheet functions since this was last looked at."""
        noted = self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []
        self.calls.unlink(missing_ok=True)
        return [json.loads(line) for line in noted]

    def run(self, macro: str, *arguments: Any) -> Any:
        """What a macro of the add-in answers."""
        address = f"vnd.sun.star.script:Scorecard.{macro}?language=Basic&location=document"
        return self.document.getScriptProvider().getScript(address).invoke(arguments, (), ())[0]

    def setting(self, key: str) -> str:
        """A setting as it stands on the add-in's sheet."""
        sheet = self.document.Sheets.getByName("Scorecard.conf")
        for row in range(100):
            if sheet.getCellByPosition(0, row).String == key:
                return str(sheet.getCellByPosition(1, row).String)
        raise KeyError(key)


def shown(cell: Any) -> Any:
    """A number, a text, or an error's text."""
    if cell.getError():
        return {32767: "#N/A", 519: "#VALUE!"}.get(cell.getError(), cell.getError())
    return cell.Value if cell.FormulaResultType2 == 1 else cell.String
