"""A section's page in the template: indicators over the full width, tables left, charts and commentary right."""

from __future__ import annotations

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Table
from scorecard.workbook import look
from scorecard.workbook.template.blocks import Facts, put_indicators
from scorecard.workbook.template.charts import put_chart
from scorecard.workbook.template.layout import Layout, beside_tables, layout, notes, signs_name, spare, under_tables
from scorecard.workbook.template.page import Book, Page
from scorecard.workbook.template.tables import put_lines, put_table

NO_COMMENTARY = "No commentary"
PLACEHOLDER = "Text of the commentary"
"""What stands in the box of a new template."""
SIGNATURE_PLACEHOLDER = "Author, date"
"""What the text of an empty box begins with; it is set back."""


def write_section(book: Book, sheet: Sheet, cells: CellMap, facts: Facts) -> None:
    """One page for one section, in the roomiest sizes that fit."""
    placed = layout(sheet, cells)
    page = Page(book, sheet.sheet)
    page.title(sheet.title, sheet.names)
    for number, block in enumerate(sheet.indicators):
        if number:
            page.next(8)
        put_indicators(page, block, cells, facts, placed.sizes.indicator)
    page.next(placed.sizes.gap)
    top = page.row + 1
    _tables(page, sheet, cells, facts, placed)
    _charts(page, sheet, facts, placed, top)
    _commentary(page, sheet, top + placed.box)
    page.next(6)
    page.notes(notes(sheet))
    page.cell_name(signs_name(sheet.names), page.row, "A")
    page.finish()


def _tables(page: Page, sheet: Sheet, cells: CellMap, facts: Facts, placed: Layout) -> None:
    before = page.row
    free = True
    for table in sheet.left:
        if not free:
            page.next(8)
        free = bool(spare(sheet, table, placed.sizes))
        if isinstance(table, Table):
            put_table(page, table, cells, facts, placed.sizes.table_row, spare(sheet, table, placed.sizes))
        else:
            put_lines(page, table, cells, facts, placed.sizes.table_row)
    for height in placed.heights[page.row - before :]:
        page.next(height)


def _charts(page: Page, sheet: Sheet, facts: Facts, placed: Layout, top: int) -> None:
    """One chart over G to L or two side by side, and one under the tables."""
    beside = beside_tables(sheet)
    places = [("G", "L")] if len(beside) == 1 else [("G", "J"), ("K", "L")]
    for chart, (left, right) in zip(beside, places, strict=False):
        first, last = placed.beside or (0, 0)
        put_chart(page, chart, facts[chart.series[0].indicator], (top + first, top + last, left, right))
    if (chart_under := under_tables(sheet)) and placed.under:
        first, last = placed.under
        known = facts[chart_under.series[0].indicator]
        put_chart(page, chart_under, known, (top + first, top + last, "A", "F"))


def _commentary(page: Page, sheet: Sheet, first: int) -> None:
    """A tinted box in columns G to L: a heading with who and when, and the text below."""
    page.fill(first, "GHIJKL", bg_color=look.PALE)
    page.heading(first, "G", "Commentary", bg_color=look.PALE)
    by = {**look.NOTE, "align": "right", "valign": "bottom", "indent": 1}
    page.put(first, "L", SIGNATURE_PLACEHOLDER, **by, bg_color=look.PALE)
    box = page.book.format(text_wrap=True, valign="top", indent=1, bg_color=look.PALE)
    left, right = page.column("G") - 1, page.column("L") - 1
    page.sheet.merge_range(first, left, page.row - 1, right, PLACEHOLDER, box)
    page.rules(page.area(first + 1, "G", first + 1, "G"), {NO_COMMENTARY: {"font_color": look.SOFT}})
    page.cell_name(sheet.commentary.block, first + 1, "G")
    page.cell_name(f"{sheet.commentary.block}_BY", first, "L")
