"""Fill a template: every planned cell, and nothing else, changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scorecard.workbook.cells import CellWrite
from scorecard.workbook.package import FillReport, Package

__all__ = ["FillReport", "fill"]


def fill(template: Path, out: Path, writes: Iterable[CellWrite]) -> FillReport:
    """Write values into a copy of the template; `out` may be the template itself and is replaced in one step."""
    with Package(template) as package:
        for write in writes:
            package.write(write)
        return package.save(out)
