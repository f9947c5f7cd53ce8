"""What an audience has seen so far, in a CSV file of its own: it must outlive every change of the store."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

from scorecard.errors import StoreError
from scorecard.values import IndicatorValue, Key, Status

HEADS = ("code", "period", "breakdown", "category", "status", "numerator", "denominator", "value")
Seen = Mapping[Key, IndicatorValue]
"""Of each figure what readers were told last, or that it is hidden."""


def save(seen: Seen, path: Path) -> None:
    """Write a line a figure; the file is as it was, or whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".writing")
    with aside.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADS)
        lines.writerows(_line(seen[key]) for key in sorted(seen))
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def load(path: Path) -> dict[Key, IndicatorValue]:
    """What `save` wrote. Raises StoreError, with the row, for a file that says anything else."""
    lines = csv.reader(())
    try:
        lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        if tuple(next(lines, ())) != HEADS:
            raise ValueError(f"the heads are not {', '.join(HEADS)}")
        seen = {figure.key: figure for figure in (_figure(*line) for line in lines)}
    except (OSError, TypeError, ValueError) as error:
        raise StoreError(
            f"What was published to this audience before cannot be read: {path}, row {lines.line_num}: {error}.",
            "Bring the file back from a backup. Only if nothing was ever published to them, move it away.",
        ) from error
    return seen


def _line(figure: IndicatorValue) -> tuple[str, ...]:
    numbers = (figure.numerator, figure.denominator, figure.value)
    return (*figure.key, figure.status.value, *("" if each is None else repr(each) for each in numbers))


def _figure(
    code: str, period: str, breakdown: str, category: str, status: str, numerator: str, denominator: str, value: str
) -> IndicatorValue:
    upper, lower, figure = (float(each) if each else None for each in (numerator, denominator, value))
    return IndicatorValue(code, period, breakdown, category, upper, lower, figure, Status(status))
