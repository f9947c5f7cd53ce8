"""What stops a run: one exception that carries its exit code and names the way out."""

from __future__ import annotations


class ScorecardError(Exception):
    """Something stops the run. `way_out` tells the analyst what to do about it."""

    exit_code = 1

    def __init__(self, message: str, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.message}\n{self.way_out}" if self.way_out else self.message


class UsageError(ScorecardError):
    """The command or the arguments are wrong: the caller mends the call."""

    exit_code = 2


class DefinitionError(ScorecardError):
    """The mappings hold mistakes; they are all listed in the message."""


class ExtractError(ScorecardError):
    """A source file cannot be read at all."""


class TemplateError(ScorecardError):
    """The template lacks what the cell map names, or cannot be filled safely."""


class StoreError(ScorecardError):
    """There is no snapshot, or it cannot be read."""
