"""For whom an edition is made: what is hidden from them, how figures are rounded, and which sheets they see."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.source import Definition, LinedDict, checked, did_you_mean, read_yaml
from scorecard.errors import UsageError
from scorecard.issues import Issues, MissingKey, UnknownReference

ALL = "all"
Sections = Annotated[
    list[str],
    BeforeValidator(lambda given: [] if given == ALL else given),
    WithJsonSchema({"anyOf": [{"const": ALL}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""Sheets by name; `all` is kept as an empty list."""


class BackSheet(StrEnum):
    """The sheets behind the sections."""

    DEFINITIONS = "Definitions"
    DATA_QUALITY = "Data quality"
    DATA = "Data"


class Audience(Definition):
    """Readers of an edition, and what they may see."""

    title: str
    """The edition as its first sheet names it, such as "Managers"."""
    marking: str = ""
    """The protective marking that is printed; empty keeps that of the cell map."""
    threshold: int = Field(default=5, ge=0, le=100)
    """Counts from 1 to the threshold are hidden; 0 hides nothing."""
    rounding: Literal[1, 5, 10] = 1
    """Counts are rounded to it after small ones are hidden; 1 leaves them as they are."""
    sections: Sections = []
    back_sheets: list[BackSheet] = list(BackSheet)
    differences: bool = True
    """Hide a count, too, that differs by no more than the threshold from the one that was published last time."""
    _name: str = ""

    @property
    def name(self) -> str:
        """The name that commands ask for, such as `managers`."""
        return self._name

    @property
    def edition(self) -> str:
        """What the first sheet says of the edition; rounded parts may not add up to their total, so it says that."""
        return self.title if self.rounding == 1 else f"{self.title}, counts rounded to {self.rounding}"

    @property
    def hides(self) -> bool:
        return self.threshold > 0

    @model_validator(mode="after")
    def _no_count_rounds_to_zero(self) -> Audience:
        smallest = self.threshold + 1
        if self.rounding > 1 and smallest < self.rounding / 2:
            raise ValueError(f"with rounding to {self.rounding}, a threshold of {(self.rounding - 1) // 2} or more, "
                             "so that no child is rounded to 0")
        return self


class AudienceFile(Definition):
    """`mappings/audiences.yaml`: the audiences by the names that commands ask for."""

    audiences: dict[str, Audience] = Field(min_length=1)


def load_audiences(place: tuple[Path, str], cells: CellMap, issues: Issues) -> dict[str, Audience]:
    """The audiences of a workspace by name; `place` is `Workspace.audiences`.

    Mistakes are added to the issues, each with its line; a file that cannot be used gives no audience.
    """
    path, shown = place
    data = read_yaml(path, issues, shown)
    if not isinstance(data, LinedDict):
        if data is None and not issues.stopping:
            issues.add(MissingKey(file=shown, line=1, expected='"audiences"'))
        return {}
    made = checked(AudienceFile, data, issues, "audiences")
    if not made:
        return {}
    known = [sheet.sheet for sheet in cells.sheets]
    for name, audience in made.audiences.items():
        audience._name = name
        issues.add_all(
            UnknownReference(file=shown, line=audience.line("sections"), subject=f"audience {name}, sections",
                             found=f'"{section}"', expected=did_you_mean(section, known))
            for section in audience.sections if section not in known
        )  # fmt: skip
    return made.audiences


def audience_named(audiences: dict[str, Audience], name: str) -> Audience:
    """The audience that a command asks for. Raises UsageError with those that there are."""
    found = audiences.get(name.strip().lower())
    if not found:
        raise UsageError(f'There is no audience "{name}".', f"Name {did_you_mean(name, audiences)}.")
    return found
