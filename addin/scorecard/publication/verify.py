"""Whether an edition is the file that was published."""

from __future__ import annotations

from pathlib import Path

from scorecard.errors import UsageError
from scorecard.publish.manifest import Manifest, differences, read_manifest


def verify(edition: Path) -> tuple[Manifest, list[str]]:
    """The manifest of an edition and in what the file, or its PDF, differs from it; the PDF may be named, too.

    Raises UsageError without the file, ManifestError without a manifest that can be read.
    """
    if not edition.is_file():
        raise UsageError(f"There is no file {edition}.", "Name an edition, such as scorecard-2016-03-managers.xlsx.")
    manifest = read_manifest(edition)
    if manifest.pdf and edition.name == manifest.pdf.file:
        edition = edition.with_name(manifest.edition.file)
    return manifest, differences(edition, manifest)
