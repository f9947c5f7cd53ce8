"""What a check of the add-in finds, and what it looks at."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from scorecard.addin_file.machine import Machine
from scorecard.addin_file.settings_sheet import read_settings
from scorecard.errors import ScorecardError

NEVER_INSTALLED = "scorecard addin install --workspace FOLDER"


class Outcome(StrEnum):
    OK = "ok"
    NOT_OK = "not ok"
    UNKNOWN = "cannot be checked here"


@dataclass(frozen=True)
class Finding:
    """What one check found; `way_out` says what to do where it is not ok."""

    outcome: Outcome
    said: str
    way_out: str = ""


def ok(said: str) -> Finding:
    return Finding(Outcome.OK, said)


def not_ok(said: str, way_out: str) -> Finding:
    return Finding(Outcome.NOT_OK, said, way_out)


def unknown(said: str, way_out: str = "") -> Finding:
    return Finding(Outcome.UNKNOWN, said, way_out)


@dataclass(frozen=True)
class Examined:
    """An installed add-in on a computer."""

    addin: Path
    machine: Machine

    @cached_property
    def trouble(self) -> ScorecardError | None:
        """Why the add-in cannot be read."""
        try:
            self.settings  # noqa: B018
        except ScorecardError as error:
            return error
        return None

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The settings that it holds. Raises ScorecardError."""
        return read_settings(self.addin)

    def setting(self, key: str) -> str:
        """A setting, with what Windows knows in the place of names such as %LOCALAPPDATA%; empty where it has none."""
        return "" if self.trouble else os.path.expandvars(self.settings.get(key, ""))

    @cached_property
    def interpreter(self) -> Path | None:
        """The Python that it starts."""
        said = self.setting("INTERPRETER_WIN")
        return Path(said) if said else None

    @cached_property
    def answer(self) -> Mapping[str, str] | str:
        """The versions that this Python has, or why it has none to tell."""
        if self.interpreter is None:
            return "the add-in names no interpreter"
        if not self.interpreter.is_file():
            return f"there is no file {self.interpreter}"
        return self.machine.ask(self.interpreter)
