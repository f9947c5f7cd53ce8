"""Freeze copy: a copy of the workbook whose KPI formulas are values, each with its formula in a note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import xlwings as xw

from scorecard.errors import UsageError
from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.calls import relinked
from scorecard.xl.open_book.content import as_entered
from scorecard.xl.open_book.formulas import calling

NOTE = "The formula was {formula}"
ERRORS = ("#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


class Frozen(NamedTuple):
    """What takes the place of a formula: the values of its cells, rows of columns, and errors as their texts."""

    address: str
    formula: str
    values: list[list[Any]]


def freeze_copy(desk: Desk) -> str:
    """Save a frozen copy beside the workbook, which stays as it is; answers with the copy's name."""
    target = copy_of(desk.book)
    frozen = {sheet.name: list(_frozen(sheet)) for sheet in desk.book.sheets}
    refused = [name for name, found in frozen.items() if found and desk.book.sheets[name].api.ProtectContents]
    if refused:
        raise UsageError(
            f"Protected, so their formulas cannot be frozen: {', '.join(refused)}.",
            "Take the protection off in Excel (Review, Unprotect Sheet) and press the button again.",
        )
    desk.progress("Freeze copy", target.name)
    with undisturbed(desk):
        desk.book.api.SaveCopyAs(str(target))
        try:
            _freeze(desk, target, frozen)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    count = sum(len(found) for found in frozen.values())
    return f"{target.name} lies beside the workbook: {count} KPI formula{'s' * (count != 1)} are values there."


def copy_of(book: xw.Book) -> Path:
    """The name of the copy, one that is free. Raises UsageError for a workbook that was never saved to a folder."""
    path = Path(book.fullname)
    if not path.is_absolute():
        raise UsageError("The workbook lies in no folder yet.", "Save it to a folder on this computer first.")
    number, target = 1, path.with_name(f"{path.stem} (frozen){path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem} (frozen {number}){path.suffix}")
    return target


def _frozen(sheet: xw.Sheet) -> Iterator[Frozen]:
    """What the analyst sees now, whatever Excel would work out anew in the copy."""
    for found in calling(sheet):
        values = found.cells.options(ndim=2, err_to_str=True).value
        yield Frozen(found.cells.address, relinked(found.formula), values)


def _freeze(desk: Desk, target: Path, frozen: dict[str, list[Frozen]]) -> None:
    copy = desk.app.books.open(str(target), update_links=False)
    try:
        for name, found in frozen.items():
            for each in found:
                _put(copy.sheets[name].range(each.address), each)
        copy.save()
    finally:
        copy.close()
        desk.book.activate()


def _put(cells: xw.Range, frozen: Frozen) -> None:
    """Values into the cells, and a note on the first one, below what a note said there before."""
    first = cells[0, 0]
    said = [NOTE.format(formula=frozen.formula)]
    if first.note is not None:
        said.insert(0, first.note.text)
        first.note.delete()
    cells.value = [[_entered(value) for value in row] for row in frozen.values]
    first.add_note("\n".join(said))


def _entered(value: Any) -> Any:
    """Errors are typed in as errors; every other text stays text."""
    return value if isinstance(value, str) and value in ERRORS else as_entered(value, False)
