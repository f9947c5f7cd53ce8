"""A funnel: bars without axes that lie on the rows of their table."""

from __future__ import annotations

from scorecard.definitions.cellmap_tables import IndicatorTable
from scorecard.workbook import look
from scorecard.workbook.template.page import Page

LEFT, RIGHT = "E", "F"
INSET = 8
GAP = 60
"""Per cent of a bar between two of them."""


def alt_of_funnel(table: IndicatorTable) -> str:
    return f"Bars, one a row: {table.label.lower()}, {', '.join(table.lines).lower()}, each as long as its number."


def put_funnel(page: Page, table: IndicatorTable, rows: tuple[int, int]) -> None:
    """Draw column B of some rows over E and F, the plot as high as the rows, so that each bar lies on its own."""
    first, last = rows
    made = page.book.file.add_chart({"type": "bar"})
    made.add_series({
        "name": table.label,
        "categories": f"={page.cells(first, 'A', last, 'A')}",
        "values": f"={page.cells(first, 'B', last, 'B')}",
        "fill": {"color": look.NAVY},
        "border": {"none": True},
        "gap": GAP,
    })
    made.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    made.set_y_axis({"visible": False, "reverse": True, "major_gridlines": {"visible": False}})
    made.set_legend({"none": True})
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    made.set_plotarea({"layout": {"x": 0, "y": 0, "width": 1, "height": 1}, "fill": {"none": True}})
    width = look.COLUMNS[LEFT] + look.COLUMNS[RIGHT] - 2 * INSET
    made.set_size({"width": width, "height": sum(page.heights[first - 1 : last])})
    options = {"description": alt_of_funnel(table), "object_position": 2, "x_offset": INSET}
    page.sheet.insert_chart(first - 1, page.column(LEFT) - 1, made, options)
