"""A written cell takes over another cell's look, property by property.

Pasting formats would be one call, but it brings the other cell's conditional formats along and cuts those of the
analyst into pieces, a little more with every refresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from typing import Any

import xlwings as xw

from scorecard.workbook.cells import CellWrite

PROPERTIES = (
    "number_format",
    "font.name",
    "font.size",
    "font.bold",
    "font.italic",
    "font.color",
    "color",
    "wrap_text",
    "horizontal_alignment",
    "vertical_alignment",
    "api.IndentLevel",
)
SIDES = ("edge_top", "edge_bottom")
"""Lines between rows; those between columns are the written cell's own."""
BLACK, MIXED = (0, 0, 0), "mixed"
NO_LINE = ("none", None, None)
Place = tuple[str, int, int]
Pair = tuple[Place, Place]
"""A cell, and the cell whose look it takes over."""


def take_over(book: xw.Book, writes: Iterable[CellWrite]) -> Iterator[Callable[[], None]]:
    """Give cells their looks; each change that is made comes with what takes it back.

    All looks are read before the first is given: the order of the writes must not matter.
    """
    pairs = [(write[:3], write.look_of) for write in writes if write.look_of and write.look_of != write[:3]]
    changes = [change for run in _runs(pairs) for change in _changes(book, run)]
    # The line between two cells is one line to Excel: taken away from one, it is gone from the other.
    for cell, path, new, old in sorted(changes, key=lambda change: change[2] != NO_LINE):
        _set(cell, path, new)
        yield partial(_set, cell, path, old)


def _changes(book: xw.Book, run: Sequence[Pair]) -> Iterator[tuple[xw.Range, str, Any, Any]]:
    """What differs between cells side by side and those that they are to look like."""
    targets, sources = ([pair[number] for pair in run] for number in (0, 1))
    here, there = _range(book, targets), _range(book, sources)
    cells = [(_range(book, [target]), _range(book, [source])) for target, source in run]
    for path in (*PROPERTIES, *SIDES):
        if path not in SIDES and (common := _common(here, path)) != MIXED and common == _common(there, path):
            continue  # nearly always: two calls instead of two for each cell
        for cell, like in cells:
            if (new := _get(like, path)) != (old := _get(cell, path)):
                yield cell, path, new, old


def _runs(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Cells side by side that take over the looks of cells side by side."""
    run: list[Pair] = []
    for pair in sorted(pairs):
        if run and not all(_is_right_of(after, before) for after, before in zip(pair, run[-1], strict=True)):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _is_right_of(after: Place, before: Place) -> bool:
    return after == (before[0], before[1], before[2] + 1)


def _range(book: xw.Book, places: Sequence[Place]) -> xw.Range:
    sheet, row, column = places[0]
    return book.sheets[sheet].range((row, column), (row, places[-1][2]))


def _common(cells: xw.Range, path: str) -> Any:
    """A property that cells have in common, or that they are mixed: Excel says None for it, and black for colours."""
    try:
        found = _get(cells, path)
    except TypeError:  # xlwings on the colour of a mixed font
        return MIXED
    return MIXED if found == BLACK or (found is None and path != "color") else found


def _get(cells: xw.Range, path: str) -> Any:
    if path in SIDES:
        border = cells.borders[path]
        style = border.line_style
        return NO_LINE if style == "none" else (style, border.weight, border.color)
    return reduce(getattr, path.split("."), cells)


def _set(cell: xw.Range, path: str, value: Any) -> None:
    if path not in SIDES:
        *owner, name = path.split(".")
        setattr(reduce(getattr, owner, cell), name, value)
    elif value == NO_LINE:
        cell.borders.set(path, line_style="none")
    else:
        style, weight, color = value
        cell.borders.set(path, line_style=style, weight=weight, color=color)
