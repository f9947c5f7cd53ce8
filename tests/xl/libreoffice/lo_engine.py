"""An xlwings engine on LibreOffice: code written for Excel through xlwings drives a live spreadsheet application here.

How to use it in a test (the fixtures are in `tests/xl/conftest.py`):

    def test_a_macro(lo_app: xw.App, tmp_path: Path) -> None:
        book = lo_app.books.open(tmp_path / "scorecard.xlsx")   # it is the active book
        macros.refresh(app=lo_app)
        book.save(tmp_path / "out.xlsx")

- `office` is the running LibreOffice (`lo_office.Office`: desktop, service(name), process, pipe, profile), one for all
  tests; documents may be loaded with `office.desktop.loadComponentFromURL`.
- `lo_app` is an xlwings App on it; it is the active app of xlwings, and its books are closed without saving at the end.
- `new_office` is a function that starts one more LibreOffice, for a test that kills it or needs other settings:
  `office = new_office(environment={...}, profile=folder_with_scripts)`; `app_on(office)` gives an App on that.

Messages: `App.alert` shows nothing; `lo_app.impl.alerts` lists what was to be shown. `lo_app.impl.told` lists all that
stood in the status bar. `.api` of app, book, sheet and range has the few words of Excel's own that the add-in uses
(ActiveWindow.ScrollRow, ReadOnly, Value2, HasFormula ...); `.impl.x` and `.impl.doc` are LibreOffice's own objects.

What it cannot show: the clipboard, charts, the ribbon, Excel's parsing of typed text beyond the usual traps
(`lo_values.py`), the speed of COM.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import xlwings as xw
from xlwings import base_classes

from xl.libreoffice.lo_books import Books, Sheet
from xl.libreoffice.lo_office import Office
from xl.libreoffice.lo_ranges import Range
from xl.libreoffice.lo_values import cleaned, prepared


class Engine:
    """What xlwings asks of an engine."""

    name, type = "libreoffice", "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return prepared(value)

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        return [[cleaned(each, datetime_builder, empty_as, number_builder, err_to_str) for each in row] for row in data]


class Apps(base_classes.Apps):
    """The running LibreOffices, the active one first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.running: list[App] = []

    def keys(self) -> list[int]:
        return [app.pid for app in self.running]

    def cleanup(self) -> None:
        """The fixtures end what they started."""

    def __iter__(self) -> Iterator[App]:
        return iter(self.running)

    def __len__(self) -> int:
        return len(self.running)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.running if app.pid == pid)


class App(base_classes.App):
    """A running LibreOffice as an Excel."""

    visible = True
    screen_updating = True
    display_alerts = False
    interactive = True
    enable_events = True
    version = "16.0"
    engine: Any = None

    def __init__(self, engine: Engine, office: Office) -> None:
        self.engine, self.office = engine, office
        self.active_uid = ""
        self.alerts: list[str] = []
        self.told: list[str] = []
        self._status: Any = False
        self._calculation = "automatic"

    pid = property(lambda self: self.office.process.pid)

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def api(self) -> AppApi:
        return AppApi(self)

    @property
    def status_bar(self) -> Any:
        return self._status

    @status_bar.setter
    def status_bar(self, text: Any) -> None:
        self._status = text
        if text:
            self.told.append(text)

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, mode: str) -> None:
        self._calculation = mode
        for book in self.books:
            book.doc.enableAutomaticCalculation(mode == "automatic")

    def calculate(self) -> None:
        for book in self.books:
            book.doc.calculate()

    def alert(self, prompt: str, title: Any, buttons: Any, mode: Any, callback: Any) -> str:
        if self.office.process.poll() is not None:
            raise ConnectionError("LibreOffice is not running any more")
        self.alerts.append(prompt)
        return "ok"

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        found = book.doc.CurrentController.Selection
        if not hasattr(found, "RangeAddress"):
            return None
        at = found.RangeAddress
        sheet = Sheet(book, book.doc.Sheets.getByIndex(at.Sheet))
        return Range(sheet, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    def range(self, first: Any, last: Any = None) -> Range:
        return self.books.active.sheets.active.range(first, last)

    def activate(self, steal_focus: bool = False) -> None:
        """There is no window to bring to the front."""

    def quit(self) -> None:
        for book in list(self.books):
            book.close()

    def kill(self) -> None:
        self.office.kill()


class AppApi:
    """As much of Excel's own Application as is used where xlwings has no word for it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.desktop = app.office.desktop

    UserName = ""
    """Nobody, unless a test says who."""

    @property
    def ActiveWindow(self) -> Window | None:  # noqa: N802
        return Window(self._app.books.active.doc.CurrentController) if len(self._app.books) else None

    def CalculateFull(self) -> None:  # noqa: N802
        """Every formula of every open workbook, changed or not."""
        for book in self._app.books:
            book.doc.calculateAll()


class Window:
    """The window of the active workbook."""

    def __init__(self, controller: Any) -> None:
        self._controller = controller

    ScrollRow = property(
        lambda self: self._controller.FirstVisibleRow + 1,
        lambda self, row: self._controller.setFirstVisibleRow(row - 1),
    )
    ScrollColumn = property(
        lambda self: self._controller.FirstVisibleColumn + 1,
        lambda self, column: self._controller.setFirstVisibleColumn(column - 1),
    )


def registered() -> xw.Engine:
    """The engine in xlwings, made once; it answers for Excel."""
    if "libreoffice" not in xw.engines.engines_by_name:
        engine = xw.Engine(impl=Engine())
        xw.engines.add(engine)
        xw.engines.engines_by_name["excel"] = engine  # xlwings' converters ask for Excel by name
    engine = xw.engines["libreoffice"]
    engine.activate()
    return engine


def app_on(office: Office) -> xw.App:
    """An xlwings App on a running LibreOffice; it is the active one."""
    engine = registered().impl
    app = App(engine, office)
    engine.apps.running.insert(0, app)
    return xw.App(impl=app)


def forget(app: xw.App) -> None:
    """Take an app off the list of those that run."""
    registered().impl.apps.running.remove(app.impl)
