"""Every button shows one message, and leaves Excel's own state as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from scorecard.errors import ScorecardError, UsageError
from scorecard.xl.buttons.door import Desk, press, undisturbed


def raising(error: Exception) -> Callable[[Desk], str]:
    def work(desk: Desk) -> str:
        desk.progress("Store", "")
        raise error

    return work


def test_the_answer_is_the_message_and_the_status_bar_is_excels_again(lo_app: xw.App) -> None:
    def work(desk: Desk) -> str:
        desk.progress("Extracts", "contacts")
        return "Done."

    press("Refresh", work, lo_app)
    assert (["Done."], ["Scorecard: Extracts contacts"]) == (lo_app.impl.alerts, lo_app.impl.told)
    assert lo_app.status_bar is False


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ScorecardError("It is wrong.", "Mend it."), "It is wrong.\nMend it."),
        (ScorecardError("It is wrong."), "It is wrong."),
        (
            PermissionError(13, "Permission denied", "store/latest"),
            "store/latest: Permission denied.\nCheck that the folder is there, can be written and has room; "
            "close the file where it is open elsewhere.",
        ),
        (
            RuntimeError("first line\nsecond line"),
            "Refresh stopped: RuntimeError: first line\nTell whoever looks after the scorecard.",
        ),
    ],
)
def test_whatever_goes_wrong_is_one_message_with_its_way_out(lo_app: xw.App, error: Exception, told: str) -> None:
    press("Refresh", raising(error), lo_app)
    assert [told] == lo_app.impl.alerts
    assert lo_app.status_bar is False


def test_a_long_list_is_shown_by_its_first_lines(lo_app: xw.App) -> None:
    lines = [f"cell A{number}" for number in range(1, 113)]
    press("Refresh", raising(ScorecardError("\n".join(lines), "Move them.")), lo_app)
    assert [*lines[:15], "... and 97 more", "Move them."] == lo_app.impl.alerts[0].splitlines()


def test_without_a_workbook_a_button_says_so(lo_app: xw.App) -> None:
    press("Refresh", lambda desk: desk.book.name, lo_app)
    assert ["No workbook is open.\nOpen a scorecard workbook and press the button again."] == lo_app.impl.alerts


def test_the_ribbon_names_no_app_and_means_the_active_one(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    press("Refresh", lambda desk: desk.book.name)
    assert [book.name] == lo_app.impl.alerts


def test_excels_state_is_restored_though_the_work_fails(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    first = book.sheets[0]
    lo_app.calculation = "manual"
    first["B7:C9"].select()
    lo_app.api.ActiveWindow.ScrollRow, lo_app.api.ActiveWindow.ScrollColumn = 4, 2

    def work() -> None:
        with undisturbed(Desk(lo_app)):
            assert (False, False, "manual") == (lo_app.screen_updating, lo_app.enable_events, lo_app.calculation)
            book.sheets.add("Another", after=first)
            raise UsageError("No.")

    with pytest.raises(UsageError):
        work()
    assert (first.name, "$B$7:$C$9") == (book.sheets.active.name, lo_app.selection.address)
    assert (4, 2) == (lo_app.api.ActiveWindow.ScrollRow, lo_app.api.ActiveWindow.ScrollColumn)
    assert (True, True, "manual") == (lo_app.screen_updating, lo_app.enable_events, lo_app.calculation)
    lo_app.calculation = "automatic"
