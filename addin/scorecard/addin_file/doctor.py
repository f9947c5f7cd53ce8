"""Why the add-in does not work: one check after another, each with what to do."""

from __future__ import annotations

from collections.abc import Callable

from scorecard.addin_file import checks, policies
from scorecard.addin_file.finding import Examined, Finding

Check = Callable[[Examined], Finding]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("add-in", checks.file),
    ("folder", policies.trusted_folder),
    ("mark of the web", policies.mark),
    ("macros", policies.macros),
    ("Defender", policies.attack_surface),
    ("Python", checks.interpreter),
    ("scorecard", checks.scorecard_version),
    ("xlwings", checks.xlwings_version),
    ("library", checks.library),
    ("workspace", checks.workspace),
    ("snapshot", checks.latest_snapshot),
)


def examine(examined: Examined) -> dict[str, Finding]:
    """What every check found, by the name that is shown."""
    return {name: check(examined) for name, check in CHECKS}
