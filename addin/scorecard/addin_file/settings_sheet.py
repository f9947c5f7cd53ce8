"""The settings that the add-in keeps on its own sheet: keys and values, some of them xlwings', some of them ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from python_calamine import CalamineError, load_workbook

import scorecard
from scorecard.addin_file.sources import SHEET, xlwings_version
from scorecard.errors import ScorecardError

INTERPRETER = r"%LOCALAPPDATA%\Scorecard\venv\Scripts\pythonw.exe"
"""Where Python is looked for unless something else is said: a place that needs no administrator."""


@dataclass(frozen=True)
class Choices:
    """What differs from one computer to the next."""

    interpreter: str = INTERPRETER
    workspace: str = ""
    period: str = ""
    audience: str = ""
    approved_by: str = ""


def settings(choices: Choices) -> dict[str, str]:
    """Every key that xlwings reads, and ours.

    xlwings looks for a key that is missing here in a file beside the active workbook and in the user's folder, so none
    is missing: what runs is said in one place. Macros run in a process of their own and not in the one that answers
    the functions: Excel would ask the analyst to wait for "another application" while a refresh runs.
    """
    folder = str(PureWindowsPath(choices.interpreter).parent)
    given = {
        "INTERPRETER_WIN": choices.interpreter,
        "INTERPRETER_MAC": "",
        "INTERPRETER": "",
        "PYTHONPATH": folder,  # xlwings takes an empty one for the current folder, which can be anybody's
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "UDF MODULES": "scorecard.xl.functions",
        "USE UDF SERVER": "False",
        "DEBUG UDFS": "False",
        "SHOW CONSOLE": "False",
        "SHOW_ERROR_POPUPS": "True",
        "TEMP DIR": "%TEMP%",
        "WORKSPACE": choices.workspace,
        "PERIOD": choices.period,
        "AUDIENCE": choices.audience,
        "APPROVED_BY": choices.approved_by,
        "SCORECARD VERSION": scorecard.__version__,
        "XLWINGS VERSION": xlwings_version(),
    }
    unused = ("CONDA PATH", "CONDA ENV", "LICENSE_KEY")
    clouds = [f"{cloud}_{system}" for cloud in ("ONEDRIVE_CONSUMER", "ONEDRIVE_COMMERCIAL", "SHAREPOINT")
              for system in ("WIN", "MAC")]  # fmt: skip
    return given | dict.fromkeys((*unused, *clouds), "")


def read_settings(addin: Path) -> Mapping[str, str]:
    """The settings of an add-in file, as built or as Excel has saved it since. Raises ScorecardError."""
    try:
        rows = load_workbook(addin).get_sheet_by_name(SHEET).to_python()
    except (OSError, CalamineError) as error:
        raise ScorecardError(
            f"{addin} cannot be read as an add-in of the scorecard.", "Make it again: scorecard addin install."
        ) from error
    return {str(key): str(value) for key, value, *_ in rows if key}
