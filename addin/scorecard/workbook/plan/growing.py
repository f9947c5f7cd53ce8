"""A table grows when a category appears that its cell map does not name: it takes the free rows of its block.

The total gives its row to the new category and goes down by one, so that it stays the last row. Where more categories
appear than there are free rows, the largest have rows of their own and one row adds up the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Column, IndicatorBlock, IndicatorRow, Show, Table
from scorecard.issues import BlockTooSmall, CategoryWithoutRow, TemplateIssue
from scorecard.values import IndicatorValue, Status
from scorecard.workbook.cells import Area, address
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.series import SeriesKey, part_of, spare_rows

LONGEST_LABEL = 40
OTHERS = "Other categories ({})"


class Grown(NamedTuple):
    """A table as it is filled: with the rows that were added, and where each of its labels stands."""

    table: Table
    rows: dict[str, int]
    looks: dict[str, int]
    """The labels that are written, each with the row whose look it takes over."""
    emptied: list[int]
    """Free rows that a fill before this one had taken."""


def grow(
    draft: Draft, area: Area, table: Table, columns: Mapping[str, Column], places: Mapping[str, int],
    rows: Mapping[str, int], figures: Figures,
) -> Grown:  # fmt: skip
    """Find a row for each category that appeared; `rows` are those of the cell map's labels."""
    named = [row for label, row in rows.items() if label in table.rows]
    last, total = max(named, default=area.bottom), rows.get(table.total)
    free = draft.free_rows(area, named, places.values())
    below = total if total and total > last else None
    """The total's row where it is below the categories: the total goes down, its row is one that can be taken."""
    appeared = _labelled(table, _newcomers(table, columns, figures))
    # A row that has the label already was put there by the analyst, or by a fill before this one.
    at_hand = {label: row for label in appeared if (row := draft.row(area, label))}
    room = [row for row in sorted({*free, *([below] if below else [])}) if row not in at_hand.values()]
    others = {label: each for label, each in appeared.items() if label not in at_hand}
    added = _fitted(table, others, len(room) - bool(below), figures)
    placed = {**rows, **at_hand, **dict(zip(added, room, strict=False))}
    looks = dict.fromkeys(added, last)
    if below and below in room[: len(added)]:
        placed[table.total], looks[table.total] = room[len(added)], below
    emptied = [row for row in free if row not in placed.values() and draft.template.text(area.sheet, row, area.left)]
    categories = {label: [appeared[label]] for label in at_hand} | added
    return Grown(table.model_copy(update={"rows": {**table.rows, **categories}}), placed, looks, emptied)


def _newcomers(table: Table, columns: Mapping[str, Column], figures: Figures) -> list[str]:
    """Categories with figures in a period that the table shows, and without a row in the cell map."""
    known = {category for categories in table.rows.values() for category in categories}
    found: dict[str, None] = {}
    for column in columns.values():
        code, breakdown = table.of(column)
        period = figures.period(table.basis, column.when, column.back)
        now = figures.period(table.basis)
        for category in figures.categories(code, breakdown):
            held = (figures.values.get(code, each.label, breakdown, category) for each in (period, now))
            if category not in known and any(_is_figure(each) for each in held):
                found[category] = None
    return list(found)


def _is_figure(value: IndicatorValue | None) -> bool:
    return value is not None and (bool(value.value) or value.status == Status.SUPPRESSED)


def _labelled(table: Table, categories: Iterable[str]) -> dict[str, str]:
    """The categories by the labels of their rows, each another one, as long as the column holds."""
    made: dict[str, str] = {}
    for category in categories:
        short = category if len(category) <= LONGEST_LABEL else f"{category[: LONGEST_LABEL - 1]}…"
        label, number = short, 2
        while label in (*table.rows, table.total, *made):
            label, number = f"{short[: LONGEST_LABEL - 4]} ({number})", number + 1
        made[label] = category
    return made


def _fitted(table: Table, appeared: Mapping[str, str], room: int, figures: Figures) -> dict[str, list[str]]:
    """The rows to be added with their categories, as many as there is room for: the largest, and one for the others."""
    if room < 1:
        return {}
    shown = list(appeared)
    if len(shown) > room:
        shown = sorted(shown, key=lambda label: -_size(table, appeared[label], figures))[: room - 1]
    others = [category for label, category in appeared.items() if label not in shown]
    rows = {label: [category] for label, category in appeared.items() if label in shown}
    return rows | ({OTHERS.format(len(others)): others} if others else {})


def _size(table: Table, category: str, figures: Figures) -> float:
    return figures.part(table.indicator, figures.period(table.basis), table.breakdown, [category]).value or 0


def notices(area: Area, grown: Grown, columns: Mapping[str, Column], figures: Figures) -> Iterator[TemplateIssue]:
    """What the analyst should know of a table: categories that share a row, and those that have none."""
    table = grown.table
    for label, categories in table.rows.items():
        if label in grown.looks and len(categories) > 1:
            yield BlockTooSmall(
                sheet=area.sheet, cell=address(grown.rows[label], area.left), found=", ".join(categories),
                expected=f"a row of its own for each in {table.block} ({table.file}, line {table.line('rows')})",
            )  # fmt: skip
    if left := _newcomers(table, columns, figures):
        yield without_row(area, table, f"{', '.join(left)} of {table.indicator}, {table.breakdown}")


def without_row(area: Area, block: Table | IndicatorBlock, found: str) -> CategoryWithoutRow:
    where = f"{block.block} ({block.file}, line {block.line('rows')})"
    return CategoryWithoutRow(sheet=area.sheet, cell=address(area.bottom, area.left), found=found,
                              expected=f"a free row in {where}")  # fmt: skip


def rows_that_appeared(block: IndicatorBlock, columns: Mapping[str, Column], figures: Figures) -> list[IndicatorRow]:
    """A row for each category with figures that no other row of a block of indicators shows."""
    if not block.grows:
        return []
    model = block.grows
    breakdown, _ = part_of(model)
    known = {part_of(row)[1] for row in block.rows if row.indicator == model.indicator}
    shown = [column for column in columns.values() if column.show == Show.VALUE]
    periods = [figures.period(model.basis, column.when, column.back) for column in shown]
    return [
        model.model_copy(update={"where": f"{breakdown}={category}",
                                 "label": model.label.format(category=category)[:LONGEST_LABEL]})
        for category in figures.categories(model.indicator, breakdown)
        if (category,) not in known
        and any(_is_figure(figures.values.get(model.indicator, each.label, breakdown, category)) for each in periods)
    ]  # fmt: skip


def indicators_that_appeared(cells: CellMap, figures: Figures) -> Iterator[tuple[Sheet, IndicatorRow, SeriesKey]]:
    """The rows of indicators that the pages have besides those of the cell map, each with its row of Data."""
    for sheet in cells.sheets:
        for block in sheet.indicators:
            added = rows_that_appeared(block, cells.columns(block), figures)
            yield from ((sheet, row, key) for key, row in zip(spare_rows(block), added, strict=False))
