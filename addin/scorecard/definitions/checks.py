"""What a finished scorecard must keep to, where it does not follow from the shape of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from scorecard.definitions.source import Definition, LinedDict, checked, read_yaml
from scorecard.issues import Issues, UnknownKey


class Reading(Definition):
    """Figures that stand in a sentence: `{children} children, of whom {home} live at home`."""

    section: str
    """The sheet on which the sentence stands."""
    reads: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Numbers, or the words all, none and half, in the places of the names; spaces are free."""
        parts = re.split(r"\{(\w+)\}", " ".join(self.reads.split()))
        number = r"(?P<{}>[+−-]?\d[\d,]*(?:\.\d+)?\s?%?|\ball|\bnone|\bhalf)"
        said = [number.format(part) if odd % 2 else re.escape(part).replace(r"\ ", r"\s+")
                for odd, part in enumerate(parts)]
        return re.compile("".join(said), re.IGNORECASE)


class Equation(Definition):
    """Two sides that agree at printed precision, or a product that is a whole number.

    `TABLE[row | column]` is a figure, `TABLE[row | column | %]` the percentage beside it and `TABLE[* | column]` the
    sum of a column without its total; `#1` is the first column, and `rounded(...)` is within a half of a whole number.
    With `table`, `[column]` stands for that column in each row, or `[row]` for that row in each column. Names are those
    of the readings.
    """

    table: str = ""
    left: Annotated[str, Field(alias="is")]
    equals: str = ""
    whole: bool = False
    """The left side counts something, so it is a whole number."""
    says: Annotated[str, Field(min_length=3)]
    """The rule in words."""

    @field_validator("equals", mode="before")
    @classmethod
    def _as_text(cls, given: object) -> str:
        return str(given)


class Threshold(Definition):
    """A value that others set, by the period for which they set it."""

    name: str
    rows: str
    """What the label of its row matches, a regular expression."""
    columns: str
    """What the head of its column matches besides the period."""
    by_period: dict[str, float]


class Checks(Definition):
    """A file of rules about finished scorecards."""

    checks: str
    distributions: list[str] = []
    """Tables whose columns of percentages add up to 100 whatever they add up to now."""
    readings: list[Reading] = []
    equations: list[Equation] = []
    thresholds: list[Threshold] = []


def load_checks(files: Iterable[tuple[Path, str]], issues: Issues) -> list[Checks]:
    """All rules, file by file; mistakes are added to the issues."""
    found: list[Checks] = []
    for path, shown in files:
        data = read_yaml(path, issues, shown)
        if not isinstance(data, LinedDict) or "checks" not in data:
            issues.add(UnknownKey(file=shown, line=1, expected='"checks"'))
        elif made := checked(Checks, data, issues, "checks"):
            found.append(made)
    return found
