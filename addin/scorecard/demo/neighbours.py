"""Of how many of its ten statistical neighbours the demo council's comparators are made."""

from __future__ import annotations

NEIGHBOURS = "Statistical neighbours"
PUBLISHED_OF = {"CP_PLANS_2Y": 8, "CP_REPEAT": 9, "PLACEMENT_STABILITY_LONG_TERM": 9}
"""The others hid a small number."""


def source_of(source: str, comparator: str, code: str) -> str:
    """The source of a comparator, in the words of an import."""
    if comparator != NEIGHBOURS:
        return source
    used = PUBLISHED_OF.get(code, 10)
    return f"{source}, mean of {used}" + (" of 10" if used < 10 else "")
