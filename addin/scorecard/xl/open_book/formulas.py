"""The cells of a workbook whose formulas call the scorecard's functions, those of an array as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import xlwings as xw

from scorecard.xl.open_book.calls import has_call
from scorecard.xl.open_book.content import as_rows

LONGEST_ARRAY_FORMULA = 255


class Calling(NamedTuple):
    """A formula with the cells that show it: one, or all that an array or a spilled answer fills."""

    cells: xw.Range
    formula: str
    is_array: bool = False
    """Whether it was entered as an array (Ctrl+Shift+Enter), so that no cell of it can be changed alone."""


def calling(sheet: xw.Sheet) -> Iterator[Calling]:
    """The formulas of a sheet that call the scorecard's functions."""
    used = sheet.used_range
    values, formulas = as_rows(used.api.Value2), as_rows(getattr(used, _kind(used)))
    are_all_single = not any(_has(used, kind) for kind in ("HasSpill", "HasArray"))
    covered: set[tuple[int, int]] = set()
    for down, row in enumerate(formulas):
        for right, formula in enumerate(row):
            place = used.row + down, used.column + right
            # A text that begins with = is its own value.
            if place in covered or not has_call(formula) or formula == values[down][right]:
                continue
            cell = sheet.range(place)
            found = Calling(cell, formula) if are_all_single else _whole(cell, formula)
            rows, columns = found.cells.shape
            covered |= {(place[0] + i, place[1] + j) for i in range(rows) for j in range(columns)}
            yield found


def put(found: Calling, formula: str) -> None:
    """Change a formula where it stands."""
    if found.is_array:
        found.cells.formula_array = formula
    else:
        first = found.cells[0, 0]
        setattr(first, _kind(first), formula)


def _whole(cell: xw.Range, formula: str) -> Calling:
    """All cells of the array or of the spilled answer that a cell is the first of."""
    if _has(cell, "HasSpill"):
        return Calling(cell.sheet.range(cell.api.SpillingToRange.Address), formula)
    if _has(cell, "HasArray"):
        return Calling(cell.sheet.range(cell.api.CurrentArray.Address), formula, True)
    return Calling(cell, formula)


def _has(cells: xw.Range, kind: str) -> bool:
    """Whether some of the cells are of that kind: Excel says None where they differ, and older ones do not know all."""
    return getattr(cells.api, kind, False) is not False


def _kind(cells: xw.Range) -> str:
    """Excel's name for formulas whose answers spill, where it knows them: the older one would add an @ to each."""
    return "formula2" if hasattr(cells.api, "Formula2") else "formula"
