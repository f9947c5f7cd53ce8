"""Which column of a source holds which field of the extract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.definitions.extract import Extract, spelling
from scorecard.errors import ExtractError
from scorecard.issues import Issues, MissingColumn, TwoColumns, UnknownColumnInExtract


@dataclass(frozen=True)
class Headings:
    """The place of each field that was found, in the order of the mapping, and its heading as the source writes it."""

    places: dict[str, int]
    shown: dict[str, str]
    width: int
    """Cells beyond the last heading belong to no column."""


def known_headings(extract: Extract) -> dict[str, str]:
    """Every heading that means a field, as it is compared, with the field."""
    known = {spelling(name): name for name in extract.columns}
    for name, column in extract.columns.items():
        for alias in column.aliases:
            known.setdefault(spelling(alias), name)
    return known


def match_headings(cells: Sequence[str], extract: Extract, file: str, sheet: str, issues: Issues) -> Headings:
    """Find the fields among the headings; what is missing, unknown or there twice is an issue each."""
    known = known_headings(extract)
    found: dict[str, int] = {}
    for place, heading in enumerate(cells):
        name = known.get(spelling(heading))
        where = {"file": file, "sheet": sheet, "extract": extract.extract, "column": heading.strip()}
        if name is None and heading.strip():
            issues.add(UnknownColumnInExtract(**where, found=f'"{heading.strip()}"'))
        elif name in found:
            issues.add(TwoColumns(**where, found=f'"{heading.strip()}"',
                                  expected=f'only "{cells[found[name]].strip()}" for {name}'))
        elif name is not None:
            found[name] = place
    if not found:
        raise ExtractError(f"none of its headings is known ({_list(cells)})",
                           f"Its first row must hold headings such as {_list(list(extract.columns))}.")
    for name, column in extract.columns.items():
        if name not in found and not column.optional:
            issues.add(MissingColumn(file=file, sheet=sheet, extract=extract.extract, column=name,
                                     expected=f"{_list([name, *column.aliases])}"))
    places = {name: found[name] for name in extract.columns if name in found}
    shown = {name: cells[place].strip() for name, place in places.items()}
    return Headings(places, shown, max(place for place, cell in enumerate(cells) if cell.strip()) + 1)


def _list(words: Sequence[str]) -> str:
    shown = [f'"{word.strip()}"' for word in words if word.strip()]
    return ", ".join(shown[:4]) + (" and others" if len(shown) > 4 else "")
