"""What is known of an edition, in a JSON file beside it: what it was made from, who approved it, what was checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from scorecard.errors import ScorecardError

FORMAT = 1
"""Rises when a manifest changes so that an older scorecard could not read it."""
SUFFIX = ".manifest.json"


class ManifestError(ScorecardError):
    """An edition has no manifest, or one that cannot be read."""


class Entry(BaseModel):
    """A part of a manifest; the order of the fields is that of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class HashedFile(Entry):
    """A file by its name, without its folder, and the SHA-256 of its bytes."""

    file: str
    sha256: str


class EditionFile(HashedFile):
    """The edition as it lies on the disk: of an encrypted one, the encrypted bytes."""

    size: int
    encrypted: bool = False


class InputFile(HashedFile):
    """An extract that the figures were counted from."""

    extract: str


class GateReport(Entry):
    """What the gate looked for. An edition that did not pass has no manifest, as it has no edition."""

    passed: bool
    checks: list[str]
    """The checks that were run, by name."""
    looked_at: dict[str, int] = {}
    """How much was looked at: parts, texts, numbers, and for how many identifiers and dates of birth."""
    warnings: list[str] = []
    """What does not stop an edition, as it was told to the publisher."""


class ExceptionLine(Entry):
    """An indicator among the exceptions, in the words of the first page."""

    label: str
    section: str
    value: str
    target: str
    rag: str
    """In a word: Green, Amber, Red."""
    direction: str
    """In words, without an arrow: Improved, Same, Worsened, Higher, Lower, Level, or a dash."""
    commentary: str = ""
    """A sentence on it by the people of the section, where there is one."""


class Headline(Entry):
    """The first page in short, as the audience may see it."""

    green: int
    amber: int
    red: int
    exceptions: list[ExceptionLine] = []
    exceptions_in_all: int = 0
    """How many there are; the list has as many as the first page."""


class Manifest(Entry):
    """All of it; `published` is a time in UTC, `data_as_at` a day, both in the way of ISO 8601."""

    format: int = FORMAT
    edition: EditionFile
    pdf: HashedFile | None = None
    title: str
    council: str
    audience: str
    audience_title: str
    period: str
    """The label of the reporting month: `2016-03`."""
    period_words: str
    """`March 2016`"""
    status: str
    """provisional or final"""
    data_as_at: str
    contact: str = ""
    """Whom to ask, where the workspace says it."""
    approved_by: str
    published: str
    snapshot: str
    """The identifier of the run whose figures are published."""
    inputs: list[InputFile]
    mappings: list[HashedFile]
    template: HashedFile
    versions: dict[str, str]
    gate: GateReport
    headline: Headline

    def text(self) -> str:
        """The manifest as its file holds it."""
        return self.model_dump_json(indent=1) + "\n"


def manifest_path(edition: Path) -> Path:
    """Where the manifest of an edition lies: beside it."""
    return edition.with_suffix(SUFFIX)


def read_manifest(edition: Path) -> Manifest:
    """The manifest beside an edition. Raises ManifestError when there is none that can be read."""
    path = manifest_path(edition)
    again = "Publish the edition again with `scorecard publish`; do not pass it on without its manifest."
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ManifestError(f"There is no manifest {path.name} beside {edition}.", again) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} cannot be read: {error}.", again) from error
    try:
        made = Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise ManifestError(f"{path} is not the manifest of an edition: {where}: {first['msg']}.", again) from error
    if made.format > FORMAT:
        raise ManifestError(f"{path} was written by a newer scorecard.", "Update the scorecard package.")
    return made


def differences(edition: Path, manifest: Manifest) -> list[str]:
    """In what an edition, and its PDF where it has one, is not what its manifest says; empty when nothing differs."""
    found = [] if manifest.gate.passed else [f"{manifest.edition.file} did not pass the gate"]
    if edition.name != manifest.edition.file:
        found.append(f"the file is called {edition.name}, the manifest is of {manifest.edition.file}")
    found += _of_file(edition, manifest.edition)
    if manifest.pdf:
        found += _of_file(edition.with_name(manifest.pdf.file), manifest.pdf)
    return found


def hashed(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_file(path: Path, expected: HashedFile) -> list[str]:
    try:
        found = hashed(path)
    except OSError as error:
        return [f"{path.name} cannot be read: {error.strerror or error}"]
    if found == expected.sha256:
        return []
    return [f"{path.name} was changed after it was published: its SHA-256 is {found}, it was {expected.sha256}"]
