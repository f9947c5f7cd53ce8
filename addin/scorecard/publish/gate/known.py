"""What the gate knows of the run: what must not be found, and what is printed on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Secrets:
    """What no edition may hold."""

    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Identifiers of the extracts as text, each with the column that it stands in: `child_id of contacts`."""
    births: frozenset[dt.date] = frozenset()
    people: frozenset[str] = frozenset()
    """Names of those who made or changed the template, or commented in it, and are not named on purpose."""


@dataclass(frozen=True)
class Printed:
    """What the edition says on purpose, so that it is no finding."""

    sheets: tuple[str, ...]
    numbers: frozenset[float] = frozenset()
    texts: frozenset[str] = frozenset()
    """Texts of the plan that nobody typed: heads, categories, titles."""
    days: frozenset[dt.date] = frozenset()
