"""Which of many rectangles of one sheet hold a cell, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from scorecard.workbook.cells import Area

T = TypeVar("T")
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# A sheet is cut into tiles; an area that covers more tiles than this (a whole column, say) is kept in a list instead.
_ROWS, _COLUMNS, _MANY_TILES = 64, 16, 256


def holds(area: Area, row: int, column: int) -> bool:
    """Does an area hold a cell of its sheet?"""
    return area.top <= row <= area.bottom and area.left <= column <= area.right


def meet(one: Area, other: Area) -> bool:
    """Do two areas share a cell?"""
    return (
        one.sheet == other.sheet
        and one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )


def is_cell(area: Area) -> bool:
    """Is an area a single cell?"""
    return area.top == area.bottom and area.left == area.right


class Areas(Generic[T]):
    """Areas of one sheet, each with what belongs to it."""

    def __init__(self) -> None:
        self._items: dict[Area, list[T]] = {}
        self._cells: dict[tuple[int, int], Area] = {}
        self._tiles: dict[tuple[int, int], set[Area]] = {}
        self._wide: set[Area] = set()

    def add(self, area: Area, item: T) -> None:
        """Keep an item under an area."""
        if area in self._items:
            self._items[area].append(item)
            return
        self._items[area] = [item]
        if is_cell(area):
            self._cells[area.top, area.left] = area
        for bucket in self._buckets(area):
            bucket.add(area)

    def at(self, row: int, column: int) -> list[tuple[Area, T]]:
        """The areas that hold a cell, with their items."""
        if not self._items:
            return []
        return [(area, item) for area in self._holding(row, column) for item in self._items[area]]

    def take(self, area: Area) -> list[T]:
        """The items of all areas that share a cell with this one; those areas are forgotten."""
        if is_cell(area):
            found = list(self._holding(area.top, area.left))
        else:
            found = [other for other in self._items if meet(area, other)]
        return [item for other in found for item in self._forget(other)]

    def _holding(self, row: int, column: int) -> Iterator[Area]:
        if (row, column) in self._cells:
            yield self._cells[row, column]
        for bucket in (self._tiles.get((row // _ROWS, column // _COLUMNS), ()), self._wide):
            for area in bucket:
                if area.top <= row <= area.bottom and area.left <= column <= area.right:
                    yield area

    def _forget(self, area: Area) -> list[T]:
        if is_cell(area):
            del self._cells[area.top, area.left]
        for bucket in self._buckets(area):
            bucket.discard(area)
        return self._items.pop(area)

    def _buckets(self, area: Area) -> list[set[Area]]:
        if is_cell(area):
            return []
        rows = range(area.top // _ROWS, area.bottom // _ROWS + 1)
        columns = range(area.left // _COLUMNS, area.right // _COLUMNS + 1)
        if len(rows) * len(columns) > _MANY_TILES:
            return [self._wide]
        return [self._tiles.setdefault((row, column), set()) for row in rows for column in columns]
