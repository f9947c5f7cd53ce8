"""The folder of a council: its settings, its extracts, its mappings over the ones that are shipped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator

from scorecard.definitions.source import Definition, checked, read_yaml
from scorecard.errors import DefinitionError, UsageError
from scorecard.issues import Issues


class Settings(Definition):
    """`scorecard.yaml` of a workspace; every setting has a default, so the file may be absent."""

    council: str = "Your council"
    region: str = "West Midlands"
    edition: str = "Internal"
    status: str = "provisional"
    contact: str = Field(default="", max_length=150)
    """Whom to ask, in one line: the first page says it."""
    history_years: int = 3
    """Financial years that are computed, the current one included."""
    extracts_begin: dict[str, dt.date] = {}
    """The day from which the extracts are complete: `default`, or one extract by name."""
    neighbours: str = "mean of ten"
    """How the statistical neighbours' figure is worked out: mean or median, and of how many. It is shown."""
    template: str = "scorecard.xlsx"

    @field_validator("history_years")
    @classmethod
    def _within_reason(cls, years: int) -> int:
        if not 1 <= years <= 10:
            raise ValueError("1 to 10 years")
        return years

    @field_validator("neighbours")
    @classmethod
    def _mean_or_median(cls, words: str) -> str:
        if words.partition(" ")[0] not in ("mean", "median"):
            raise ValueError('"mean of ten" or "median of ten"')
        return words

    @property
    def neighbours_by(self) -> str:
        return self.neighbours.partition(" ")[0]

    def begins(self, extract: str) -> dt.date | None:
        return self.extracts_begin.get(extract, self.extracts_begin.get("default"))


@dataclass(frozen=True)
class Workspace:
    """Where everything of a council lies."""

    folder: Path
    settings: Settings

    @property
    def extracts(self) -> Path:
        return self.folder / "extracts"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def cache(self) -> Path:
        """Typed copies of the extracts, and counts: it may be deleted at any time."""
        return self.store / "cache"

    @property
    def commentary(self) -> Path:
        """What people write about each month: a folder a month, a file a section."""
        return self.folder / "commentary"

    @property
    def neighbours(self) -> Path:
        """The statistical neighbours, year by year."""
        return self.folder / "neighbours.yaml"

    @property
    def audiences(self) -> tuple[Path, str]:
        """The audiences, with the name that issues show: the workspace's own file, or the shipped one."""
        own = self.folder / "mappings" / "audiences.yaml"
        return own if own.is_file() else shipped() / "mappings" / "audiences.yaml", "mappings/audiences.yaml"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def template(self, given: Path | None = None) -> Path:
        """The template to fill: the one given, the workspace's own, or the one that is shipped."""
        if given:
            return given
        own = self.folder / "workbook_templates" / self.settings.template
        return own if own.is_file() else shipped() / "workbook_templates" / self.settings.template

    def mappings(self, part: str, suffix: str = ".yaml") -> list[tuple[Path, str]]:
        """The files of one part of the mappings, each with the name that issues show.

        A file of the workspace takes the place of the shipped one with the same name.
        """
        found: dict[str, tuple[Path, str]] = {}
        for folder in (shipped(), self.folder):
            for path in sorted((folder / "mappings" / part).glob(f"*{suffix}")):
                found[path.name] = (path, f"mappings/{part}/{path.name}")
        return [found[name] for name in sorted(found)]


def shipped() -> Path:
    """The folder with the mappings and templates that come with the package."""
    installed = Path(__file__).parents[1] / "_shipped"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def open_workspace(folder: Path) -> Workspace:
    """The workspace in a folder. Raises UsageError without the folder, DefinitionError for wrong settings."""
    if not folder.is_dir():
        raise UsageError(
            f"There is no folder {folder}.", "Name a workspace folder, or make one with `scorecard demo DIR`."
        )
    path = folder / "scorecard.yaml"
    issues = Issues()
    settings: Settings | None = Settings()
    if path.is_file():
        data = read_yaml(path, issues, "scorecard.yaml")
        settings = checked(Settings, data or {}, issues)
    if settings is None or len(issues):
        raise DefinitionError("\n".join(str(issue) for issue in issues), "Mend scorecard.yaml and try again.")
    return Workspace(folder, settings)
