"""Checks of what the add-in needs: its file, Python, the same versions on both sides, a workspace, a snapshot."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from scorecard.addin_file.finding import NEVER_INSTALLED, Examined, Finding, not_ok, ok, unknown
from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.errors import ScorecardError
from scorecard.store import snapshot

_OLD = dt.timedelta(days=40)
"""A month and what people need to notice that it is over."""
_AGAIN = "Make the add-in again with the scorecard that is installed: scorecard addin install."
_SETTINGS = f"Choose the folder with Settings on the ribbon, or: {NEVER_INSTALLED}"


def file(examined: Examined) -> Finding:
    """The add-in is where it is looked for, and it is one of ours."""
    if not examined.addin.is_file():
        return not_ok(f"There is no add-in at {examined.addin}.", f"Install it: {NEVER_INSTALLED}")
    if examined.trouble:
        return not_ok(examined.trouble.message, examined.trouble.way_out)
    return ok(f"{examined.addin}")


def interpreter(examined: Examined) -> Finding:
    """The Python that the add-in starts is there and has the scorecard."""
    if examined.trouble:
        return unknown("The add-in cannot be read.")
    if isinstance(examined.answer, str):
        return not_ok(
            f"Python does not start with the scorecard ({examined.interpreter or 'none is named'}): {examined.answer}.",
            "Install the add-in again from the environment in which `scorecard` runs: scorecard addin install.",
        )
    return ok(f"{examined.interpreter} is Python {examined.answer['python']}")


def scorecard_version(examined: Examined) -> Finding:
    """The add-in was built by the scorecard that it calls."""
    return _same_version(examined, "scorecard", "SCORECARD VERSION")


def xlwings_version(examined: Examined) -> Finding:
    """The add-in's macros are those of the xlwings that is installed; the name of its library holds the version."""
    return _same_version(examined, "xlwings", "XLWINGS VERSION")


def _same_version(examined: Examined, package: str, key: str) -> Finding:
    if examined.trouble or isinstance(examined.answer, str):
        return unknown(f"Which {package} is installed cannot be asked.")
    built, installed = examined.setting(key), examined.answer[package]
    if built != installed:
        return not_ok(f"The add-in was built with {package} {built or '?'}, and {installed} is installed.", _AGAIN)
    return ok(f"{package} {installed} in the add-in and in Python")


def library(examined: Examined) -> Finding:
    """xlwings' library, through which Excel reaches Python for the functions, lies where the add-in looks for it."""
    if examined.trouble or examined.interpreter is None:
        return unknown("The add-in cannot be read.")
    if not examined.machine.is_windows:
        return unknown("xlwings installs its library on Windows only.")
    name = f"xlwings64-{examined.setting('XLWINGS VERSION')}.dll"
    for folder in (examined.interpreter.parent, examined.interpreter.parent.parent):
        if (folder / name).is_file():
            return ok(f"{folder / name}")
    return not_ok(
        f"{name} lies neither in {examined.interpreter.parent} nor in the folder above it.",
        "Install xlwings again with pip in that environment (pip install --force-reinstall xlwings); conda puts it"
        " elsewhere.",
    )


def workspace(examined: Examined) -> Finding:
    """The workspace is there and its settings can be read."""
    try:
        opened = _opened(examined)
    except ScorecardError as error:
        return not_ok(error.message, _SETTINGS if examined.setting("WORKSPACE") == "" else error.way_out)
    return ok(f"{opened.folder} of {opened.settings.council}") if opened else unknown("The add-in cannot be read.")


def latest_snapshot(examined: Examined) -> Finding:
    """There is a snapshot to answer from, and it is not left over from another month."""
    try:
        opened = _opened(examined)
    except ScorecardError:
        opened = None
    if not opened:
        return unknown("Without a workspace there is none to look at.")
    try:
        run = snapshot.load(snapshot.latest(opened.store)).run
    except ScorecardError as error:
        return not_ok(error.message, error.way_out)
    age = dt.datetime.now(run.made.tzinfo) - run.made
    made = f"made on {run.made:%d/%m/%Y at %H:%M}, {age.days} days ago"
    said = f"{run.period}, {made}, data as at {run.data_as_at:%d/%m/%Y}"
    if age > _OLD:
        return not_ok(f"The last snapshot is old: {said}.", "Press Refresh, or run `scorecard refresh`.")
    return ok(said)


def _opened(examined: Examined) -> Workspace | None:
    if examined.trouble:
        return None
    folder = examined.setting("WORKSPACE")
    if not folder:
        raise ScorecardError("The add-in has no workspace.", _SETTINGS)
    return open_workspace(Path(folder))
