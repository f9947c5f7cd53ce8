"""What the checks and the installation ask of the computer; a test hands in another one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_ASKED = """
import importlib.metadata as found, json, sys
import scorecard, xlwings
print(json.dumps({"python": sys.version.split()[0], "scorecard": scorecard.__version__,
                  "xlwings": found.version("xlwings")}))
"""


@dataclass(frozen=True)
class Machine:
    """A computer: its system, Excel's start folder, its registry, and what an interpreter says of itself."""

    is_windows: bool
    start_folder: Path | None
    """Where Excel opens add-ins from by itself, and which it trusts; None where that is not known."""
    registry: Callable[[str, str], object]
    """The value of a key and a name, such as `HKCU\\Software\\...`; None where there is none."""
    ask: Callable[[Path], Mapping[str, str] | str]
    """The versions of python, scorecard and xlwings of an interpreter, or what it answered instead."""


def this_machine() -> Machine:
    is_windows = os.name == "nt"
    roaming = os.environ.get("APPDATA", "")
    start = Path(roaming, "Microsoft", "Excel", "XLSTART") if is_windows and roaming else None
    return Machine(is_windows, start, _registry, ask_interpreter)


def pythonw() -> str:
    """The interpreter of this installation as the add-in starts it: without a window where there is such a one."""
    windowless = Path(sys.executable).with_name("pythonw.exe")
    return str(windowless if windowless.is_file() else sys.executable)


def ask_interpreter(interpreter: Path) -> Mapping[str, str] | str:
    """The versions that an interpreter has, or why it has none to tell."""
    console = interpreter.with_name("python.exe")
    program = console if interpreter.name.lower() == "pythonw.exe" and console.is_file() else interpreter
    try:
        done = subprocess.run([str(program), "-P", "-c", _ASKED], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    versions: Mapping[str, str] = json.loads(done.stdout)
    return versions


def _registry(key: str, name: str) -> object:
    if sys.platform != "win32":
        return None
    import winreg

    hive, _, path = key.partition("\\")
    root = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[hive]
    try:
        with winreg.OpenKey(root, path) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
