"""A template in the making: the workbook with its formats and names, and a page on the grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from scorecard.workbook import look
from scorecard.workbook.cells import Area, address
from scorecard.workbook.series import MONTHS, TEXT_HEADS, SeriesKey

MADE = dt.datetime(2026, 1, 1)
"""A fixed date: the same map gives the same file."""
DATA_HEAD_ROW = 4


class Book:
    """The workbook: formats are made once, and every row of Data has its place from the start."""

    def __init__(self, path: Path, title: str, marking: str, series: Iterable[SeriesKey]) -> None:
        self.file = xlsxwriter.Workbook(
            str(path),
            {
                "default_format_properties": {"font_name": look.FONT, "font_size": 10, "font_color": look.INK},
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.file.set_properties({"title": title, "subject": "Performance of children's social care", "created": MADE})
        self.footer = look.footer(title, marking)
        self.data_row = {key: DATA_HEAD_ROW + 1 + n for n, key in enumerate(series)}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **options: Any) -> Any:
        options = {"font_size": 9, "valign": "vcenter", **options}
        if options.get("indent"):
            options.setdefault("align", "left")  # an indent without a side is ignored
        key = tuple(sorted(options.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(options)
        return self._formats[key]

    def rule_format(self, options: Mapping[str, Any]) -> Any:
        """What a conditional format changes of a cell, and nothing else."""
        return self.file.add_format(dict(options))

    def name(self, name: str, area: Area) -> None:
        """Give an area a name that is known in the whole workbook."""
        first, last = (_absolute(row, col) for row, col in ((area.top, area.left), (area.bottom, area.right)))
        cells = first if first == last else f"{first}:{last}"
        self.file.define_name(name, f"='{area.sheet}'!{cells}")

    def series(self, key: SeriesKey) -> str:
        """The 13 months of a row of Data."""
        row, first = self.data_row[key], len(TEXT_HEADS) + 1
        return f"Data!{_absolute(row, first)}:{_absolute(row, first + MONTHS - 1)}"


def _absolute(row: int, column: int) -> str:
    text = address(row, column)
    letters = text.rstrip("0123456789")
    return f"${letters}${text[len(letters):]}"


class Page:
    """A sheet on the grid. Rows are taken from the top, each with its height in pixels; the first row is 1."""

    def __init__(self, book: Book, name: str, widths: Iterable[int] = look.COLUMNS.values()) -> None:
        self.book, self.name = book, name
        self.sheet = book.file.add_worksheet(name)
        self.heights: list[int] = []
        self.rows: dict[tuple[str, SeriesKey | None], int] = {}
        """Where blocks have their rows; that of the heads by no key."""
        self.spans: dict[str, str] = {}
        """The first and the last of the columns with values of each block, such as `BE`."""
        self.widths = list(widths)
        self._set_up()

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.set_default_row(12.75)  # that of Arial 10; a row of another height is written with its own
        for column, width in enumerate(self.widths):
            sheet.set_column_pixels(column, column, width, self.book.format())
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(look.PAPER_A4)
        sheet.fit_to_pages(1, 1)
        sheet.set_margins(**look.MARGINS)
        sheet.set_footer(self.book.footer, {"margin": 0.25})
        sheet.center_horizontally()

    @property
    def row(self) -> int:
        """The row that was taken last."""
        return len(self.heights)

    def finish(self, columns: int = len(look.COLUMNS)) -> None:
        """Set what is printed."""
        self.sheet.print_area(0, 0, self.row - 1, columns - 1)

    def next(self, height: int) -> int:
        """Take a row of so many pixels."""
        self.heights.append(height)
        self.sheet.set_row_pixels(self.row - 1, height)
        return self.row

    def put(self, row: int, column: str | int, value: str | int | None = None, **options: Any) -> None:
        """Put a text, a number or nothing into a cell with a look."""
        place, form = (row - 1, self.column(column) - 1), self.book.format(**options)
        if value is None:
            self.sheet.write_blank(*place, None, form)
        elif isinstance(value, str):
            self.sheet.write_string(*place, value, form)
        else:
            self.sheet.write_number(*place, value, form)

    def column(self, column: str | int) -> int:
        return column if isinstance(column, int) else look.LETTERS.index(column) + 1

    def fill(self, row: int, columns: Iterable[str], **options: Any) -> None:
        for column in columns:
            self.put(row, column, None, **options)

    def link(self, row: int, column: str, name: str, text: str, tip: str, **options: Any) -> None:
        """A text that leads to a defined name, so that rows and sheets may move."""
        form = self.book.format(**options)
        self.sheet.write_url(row - 1, self.column(column) - 1, f"internal:{name}", form, text, tip)

    def area(self, top: int, left: str | int, bottom: int, right: str | int) -> Area:
        return Area(self.name, top, self.column(left), bottom, self.column(right))

    def cell_name(self, name: str, row: int, column: str | int) -> None:
        self.book.name(name, self.area(row, column, row, column))

    def rules(self, area: Area, looks: Mapping[str, Mapping[str, Any]]) -> None:
        """Let the look of cells follow what their text begins with."""
        for begins, options in looks.items():
            self.sheet.conditional_format(
                area.top - 1, area.left - 1, area.bottom - 1, area.right - 1,
                {"type": "text", "criteria": "begins with", "value": begins, "format": self.book.rule_format(options)},
            )

    def sparkline(self, row: int, column: str, key: SeriesKey) -> None:
        options = {"range": self.book.series(key), **look.SPARKLINE}
        self.sheet.add_sparkline(row - 1, self.column(column) - 1, options)

    def sparkline_across(self, row: int, column: str, across: str) -> None:
        """Cells of the row itself, newest at the left, so the line is drawn from right to left."""
        options = {"range": self.cells(row, across[0], row, across[-1]), **look.SPARKLINE, "reverse": True}
        self.sheet.add_sparkline(row - 1, self.column(column) - 1, options)

    def cells(self, top: int, left: str, bottom: int, right: str) -> str:
        """Cells of this page as a chart refers to them."""
        first, last = _absolute(top, self.column(left)), _absolute(bottom, self.column(right))
        return f"'{self.name}'!{first}:{last}"

    # parts that all pages have

    def title(self, text: str, prefix: str) -> None:
        """The heading, who and when at the right, and the headline below."""
        row = self.next(34)
        self.fill(row, look.LETTERS, **look.TITLE_RULE)
        self.put(row, "A", text, font_size=18, bold=True, **look.TITLE_RULE)
        self.put(row, "L", "Council · period · date of the data", align="right", valign="bottom", **look.NOTE,
                 **look.TITLE_RULE)
        headline = self.next(27)
        self.put(headline, "A", "Headline", font_size=10.5)
        for suffix, place in (("TITLE", (row, "A")), ("CAPTION", (row, "L")), ("HEADLINE", (headline, "A"))):
            self.cell_name(f"{prefix}_{suffix}", *place)
        self.sheet.repeat_rows(0, 1)

    def heading(self, row: int, column: str, text: str, **options: Any) -> None:
        indent = {"indent": 1} if column in "GK" else {}
        self.put(row, column, text, **look.HEADING, **indent, **options)

    def notes(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.put(self.next(15), "A", line, **look.NOTE)
