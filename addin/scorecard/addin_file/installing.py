"""The add-in put where Excel opens it by itself, for one user and without an administrator, and taken away again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scorecard.addin_file.building import FILE_NAME, write
from scorecard.addin_file.machine import Machine
from scorecard.addin_file.settings_sheet import Choices, read_settings
from scorecard.errors import ScorecardError, UsageError


def place(machine: Machine, folder: Path | None = None) -> Path:
    """The add-in file in Excel's start folder, or in the folder given. Raises UsageError where there is none."""
    chosen = folder or machine.start_folder
    if chosen is None:
        raise UsageError(
            "The add-in is for Excel on Windows, and this is another system.",
            "Name a folder with --folder to put the file there, or work without Excel: scorecard refresh.",
        )
    return chosen / FILE_NAME


def install(out: Path, interpreter: str, workspace: Path | None = None) -> Path:
    """Build the add-in for this interpreter at `out`; what was chosen in an add-in that is there already stays.

    Raises ScorecardError while Excel has it open.
    """
    kept = _chosen_before(out)
    chosen = str(workspace.resolve()) if workspace else kept.get("WORKSPACE", "")
    words = (kept.get(key, "") for key in ("PERIOD", "AUDIENCE", "APPROVED_BY"))
    write(out, Choices(interpreter, chosen, *words))
    mark_of_the_web(out).unlink(missing_ok=True)
    return out


def _chosen_before(out: Path) -> Mapping[str, str]:
    """The settings of the add-in that is there; none where it is damaged, for to install is how that is mended."""
    with suppress(ScorecardError):
        return read_settings(out) if out.is_file() else {}
    return {}


def uninstall(out: Path) -> Path:
    """Take the add-in away. Raises ScorecardError while Excel has it open, UsageError where there is none."""
    try:
        out.unlink()
    except FileNotFoundError as error:
        raise UsageError(f"There is no add-in at {out}.", "Nothing needs to be done.") from error
    except PermissionError as error:
        raise ScorecardError(
            f"{out} could not be deleted: Excel has it open.", "Close every window of Excel and try again."
        ) from error
    return out


def mark_of_the_web(file: Path) -> Path:
    """The stream in which Windows notes that a file came from the internet."""
    return file.with_name(f"{file.name}:Zone.Identifier")
