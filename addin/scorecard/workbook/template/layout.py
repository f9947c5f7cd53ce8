"""Where things stand on a section's page: heights in pixels and the rows of charts and commentary.

Rows are shared by the left side (tables, a chart under them) and the right side (charts, the commentary box), so the
right side is fitted to the rows that the left side makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Chart, Table
from scorecard.definitions.cellmap_tables import IndicatorTable
from scorecard.errors import DefinitionError
from scorecard.workbook import look
from scorecard.workbook.series import spare_rows
from scorecard.workbook.template.blocks import head_height

TITLE, HEADLINE, OVER, GROUP, TABLE_HEADS, SPACE, NOTE, TEXT_LINE = 34, 27, 20, 18, 22, 8, 15, 15
TALLEST = 190
CHARTS = (176, 160, 144, 130, 118, 106)
SIGNS = "—  No data.   [x]  Not available.   [c]  Hidden, as a child could be known by it."
NOTES_ON_ALL = [f"{SIGNS}   An indicator's name leads to its definition."]


@dataclass(frozen=True)
class Sizes:
    """Heights that a page may vary so that it is full and no fuller."""

    indicator: int
    table_row: int
    chart: int
    gap: int
    spare: int
    """Rows kept free under the last table for categories that appear later; one above it has a single one."""


@dataclass(frozen=True)
class Layout:
    """The lower part of a page; rows count from 0 at its top."""

    sizes: Sizes
    heights: list[int] = field(default_factory=list)
    """All rows below the indicators."""
    under: tuple[int, int] | None = None
    """Heading and last row of the chart under the tables."""
    beside: tuple[int, int] | None = None
    """Heading and last row of the charts beside the tables."""
    box: int = 0
    """The heading of the commentary."""

    @property
    def lines(self) -> int:
        """Lines of text that the commentary box holds."""
        return sum(self.heights[self.box + 1 :]) // TEXT_LINE


def layout(sheet: Sheet, cells: CellMap) -> Layout:
    """The roomiest layout that fits a page. Raises DefinitionError where none does."""
    for sizes in _from_roomy_to_tight():
        made = _lower(sheet, sizes)
        if _upper(sheet, cells, sizes) + sum(made.heights) <= look.PAGE_HEIGHT:
            return made
    raise DefinitionError(
        f"Sheet {sheet.sheet} is higher than a page ({sheet.file}, line {sheet.line('sheet')}).",
        "Move rows or a table to another sheet, or give the commentary fewer lines.",
    )


def notes(sheet: Sheet) -> list[str]:
    return [*sheet.notes, *NOTES_ON_ALL]


def signs_name(names: str) -> str:
    """The name of the note that explains the signs of a page."""
    return f"{names}_SIGNS"


def under_tables(sheet: Sheet) -> Chart | None:
    return next((chart for chart in sheet.charts if chart.under_tables), None)


def beside_tables(sheet: Sheet) -> list[Chart]:
    return [chart for chart in sheet.charts if not chart.under_tables]


def spare(sheet: Sheet, table: Table | IndicatorTable, sizes: Sizes) -> int:
    """How many rows a table keeps free; they are the gap to what stands below."""
    if not isinstance(table, Table):
        return 0
    return sizes.spare if table is sheet.left[-1] else 1


def _from_roomy_to_tight() -> Iterator[Sizes]:
    for free, lowest, charts in ((2, 18, CHARTS[:3]), (1, 18, CHARTS), (1, 16, CHARTS)):
        for chart in charts:
            for table_row in range(24, lowest - 1, -1):
                for indicator in (21, 20, 19, 18):
                    yield Sizes(indicator, table_row, chart, 12 if chart > 130 else SPACE, free)


def _upper(sheet: Sheet, cells: CellMap, sizes: Sizes) -> int:
    """Title, indicators, gaps and notes."""
    height = TITLE + HEADLINE + sizes.gap + 6 + NOTE * len(notes(sheet)) + SPACE * (len(sheet.indicators) - 1)
    for block in sheet.indicators:
        height += head_height(cells.columns(block)) + sizes.indicator * (len(block.rows) + len(spare_rows(block)))
        height += GROUP * sum(bool(row.group) for row in block.rows)
        height += OVER if cells.over(block) else 0
    return height


def _lower(sheet: Sheet, sizes: Sizes) -> Layout:
    heights: list[int] = []
    heads: list[int] = []
    free = True
    for table in sheet.left:
        rows = len(table.rows) + bool(table.total) if isinstance(table, Table) else len(table.lines)
        heights += [] if free else [SPACE]
        heads.append(len(heights))
        heights += [TABLE_HEADS] + [sizes.table_row] * (rows + spare(sheet, table, sizes))
        free = bool(spare(sheet, table, sizes))
    under = None
    if under_tables(sheet):
        heights += [] if free else [SPACE]
        heights.append(TABLE_HEADS)
        first = len(heights) - 1
        heads.append(first)
        heights += [sizes.table_row] * -(-sizes.chart // sizes.table_row)
        under = (first, len(heights) - 1)
    while True:
        to_the_end = (under[0], len(heights) - 1) if under else None
        # The charts beside may be higher than asked for, as long as the commentary keeps its lines.
        for chart in range(max(TALLEST, sizes.chart), sizes.chart - 1, -6):
            made = Layout(sizes, heights, to_the_end, *_beside(sheet, chart, heights, heads))
            if made.box < len(heights) and made.lines >= sheet.commentary.lines:
                return made
        heights.append(sizes.table_row)


def _beside(
    sheet: Sheet, chart: int, heights: list[int], heads: list[int]
) -> tuple[tuple[int, int] | None, int]:
    """The rows of the charts beside the tables and the row where the commentary begins."""
    if not beside_tables(sheet):
        return None, 0
    last = taken = 0
    while last + 1 < len(heights) and taken + heights[last + 1] / 2 <= chart:
        last += 1
        taken += heights[last]
    near = [head for head in heads if last < head < last + 4]
    if near:  # end with the table on the left, and begin the box beside the next one's head
        return (0, near[0] - 2), near[0]
    return (0, last), last + 2
