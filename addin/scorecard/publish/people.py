"""Who worked on a template, by what the file says of itself: names that no edition may repeat by accident."""

from __future__ import annotations

from collections.abc import Collection

from scorecard.ooxml import OfficeFile
from scorecard.publish.tags import local

_NAMED = {"creator", "lastModifiedBy", "Manager", "author"}
_SHORTEST = 4
"""Initials stand in other words."""
_PROGRAMS = {"openpyxl", "xlsxwriter", "microsoft office user", "user", "author", "apache poi"}


def people_of(workbook: OfficeFile, but: Collection[str]) -> frozenset[str]:
    """The names in properties, comments and lists of persons, but for those that are named on purpose."""
    names: set[str] = set()
    for part in workbook.entries:
        if part.startswith("docProps/") or "omments" in part or "person" in part:
            if not part.endswith(".xml"):
                continue
            for element in workbook.xml(part).iter():
                if local(element) in _NAMED:
                    names.add((element.text or "").strip())
                elif local(element) == "person":
                    names.add(element.get("displayName", "").strip())
    known = {each.casefold() for each in but} | _PROGRAMS
    return frozenset(
        name for name in names if len(name) >= _SHORTEST and not any(name.casefold() in each for each in known)
    )
