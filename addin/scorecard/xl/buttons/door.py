"""What every button goes through: Excel and the open workbook, a status bar, and one message box with the outcome."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial

import xlwings as xw

from scorecard.errors import ScorecardError, UsageError
from scorecard.xl.buttons.settings import Chosen, read_settings

Step = Callable[[], object]
TITLE = "Scorecard"
LINES = 15
"""As much as a message box shows on a small screen."""


@dataclass(frozen=True)
class Desk:
    """What a button works with."""

    app: xw.App

    @cached_property
    def book(self) -> xw.Book:
        """The workbook that is open in front. Raises UsageError without one."""
        if not len(self.app.books):
            raise UsageError("No workbook is open.", "Open a scorecard workbook and press the button again.")
        return self.app.books.active

    @cached_property
    def settings(self) -> Chosen:
        """The settings for that workbook. Raises UsageError where no workspace can be found."""
        return read_settings(self.app, self.book)

    def progress(self, stage: str, at: str) -> None:
        """Say in the status bar what a run is at."""
        with suppress(Exception):  # Excel refuses while somebody types into a cell: the run goes on
            self.app.status_bar = f"{TITLE}: {stage} {at}".strip()


def press(button: str, work: Callable[[Desk], str], app: xw.App | None = None) -> None:
    """Do what a button is for and show what it answers; whatever goes wrong is one message with its way out."""
    app = app or _excel()
    mode = "critical"
    try:
        told, mode = work(Desk(app)), "info"
    except ScorecardError as error:
        told = _short(error.message, error.way_out)
    except OSError as error:
        told = (
            f"{error.filename or 'A file'}: {error.strerror or error}.\n"
            "Check that the folder is there, can be written and has room; close the file where it is open elsewhere."
        )
    except Exception as error:
        said = next(iter(str(error).splitlines()), "")
        told = f"{button} stopped: {type(error).__name__}: {said}\nTell whoever looks after the scorecard."
    with suppress(Exception):
        app.status_bar = False
    _show(app, told, f"{TITLE}: {button}", mode)


def _excel() -> xw.App:
    """The Excel whose ribbon was pressed, where more than one is running."""
    with suppress(Exception):  # without a caller the one in front is meant
        return xw.Book.caller().app
    app = xw.apps.active
    if app is None:
        raise UsageError("Excel is not running.", "Open a scorecard workbook in Excel first.")
    return app


def _short(message: str, way_out: str) -> str:
    """A message with its way out; a long list is shown by its first lines."""
    lines = message.splitlines()
    if len(lines) > LINES:
        lines = [*lines[:LINES], f"... and {len(lines) - LINES:,} more"]
    return "\n".join(filter(None, [*lines, way_out]))


def _show(app: xw.App, told: str, title: str, mode: str) -> None:
    try:
        app.alert(told, title=title, mode=mode)
    except Exception:  # xlwings shows what stands here, if anything still can
        print(f"{title}. Excel does not answer any more; the workbook is as it was last saved.", file=sys.stderr)
        print(told, file=sys.stderr)


@contextmanager
def undisturbed(desk: Desk) -> Iterator[None]:
    """Write without flicker, without recalculating at every step and without the analyst's own macros joining in.

    In the end everything of Excel's own is as it was: calculation, the sheet in front, what is selected, how far it is
    scrolled.
    """
    app = desk.app
    states = {name: getattr(app, name) for name in ("screen_updating", "enable_events", "display_alerts")}
    calculation, shown = app.calculation, _shown(desk)
    try:
        for name in states:
            setattr(app, name, False)
        app.calculation = "manual"
        yield
    finally:
        _try(lambda: setattr(app, "calculation", calculation), *shown)
        for name, was in states.items():
            _try(partial(setattr, app, name, was))


def _shown(desk: Desk) -> list[Step]:
    """Steps back to what is in front now. A chart sheet has no cells to go back to."""
    sheet, selected, window = desk.book.sheets.active, desk.app.selection, desk.app.api.ActiveWindow
    steps: list[Step] = [sheet.activate]
    if selected is not None:
        rows, columns = window.ScrollRow, window.ScrollColumn
        steps += [selected.select, lambda: setattr(window, "ScrollRow", rows)]
        steps += [lambda: setattr(window, "ScrollColumn", columns)]
    return steps


def _try(*steps: Step) -> None:
    """Do all steps, each for itself: one that fails must not cost the others."""
    for step in steps:
        with suppress(Exception):
            step()
