"""The sheet Data of the template: one plain table, which sparklines and charts read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.definitions.cellmap import CellMap
from scorecard.values import Polarity, Unit
from scorecard.workbook import look
from scorecard.workbook.series import (
    BASIS_WORDS,
    BLOCK,
    INITIALS,
    JUDGEMENT_HEADS,
    KEY_HEADS,
    MONTH_HEADS,
    NUMERATOR,
    ON_TARGET,
    SHEET,
    TEXT_HEADS,
    DataRow,
)
from scorecard.workbook.template.blocks import REGION, Facts
from scorecard.workbook.template.page import DATA_HEAD_ROW, Book, Page

WIDTHS = {"Section": 128, "Indicator": 316, "Unit": 48, "Good is": 48, "Basis": 72, "Target": 52, "Judgement": 82,
          "Since previous": 66, "Since year ago": 66, "Code": 190, "Category": 260}
MONTH_WIDTH, COMPARATOR_WIDTH = 48, 72
GOOD_IS = {Polarity.HIGH_IS_GOOD: "high", Polarity.LOW_IS_GOOD: "low", Polarity.IN_RANGE: "range",
           Polarity.NO_JUDGEMENT: "neither"}
NOTE = ("One row a series, one column a month; percentages are stored as fractions. A month without a figure is "
        "left empty, as a chart would draw a text as 0.")
SECOND_NOTE = ("[x] not available, [z] not applicable, [c] hidden, — no data. Codes, categories and comparators stand "
               "to the right of what is printed.")


def comparator_heads(cells: CellMap) -> list[str]:
    return [REGION if each.name == "region" else each.name for each in cells.summary.comparators]


def data_heads(cells: CellMap) -> list[str]:
    """All heads of Data as the template has them."""
    return [*TEXT_HEADS, *MONTH_HEADS, *JUDGEMENT_HEADS, *comparator_heads(cells), *KEY_HEADS]


def write_data(book: Book, cells: CellMap, facts: Facts, rows: Sequence[DataRow]) -> None:
    """The table with its texts; the figures are filled in."""
    heads = data_heads(cells)
    comparators = comparator_heads(cells)
    widths = [WIDTHS.get(head, COMPARATOR_WIDTH if head in comparators else MONTH_WIDTH) for head in heads]
    page = Page(book, SHEET, widths)
    page.put(page.next(34), 1, "Data", font_size=18, bold=True)
    page.cell_name("DATA_TITLE", 1, 1)
    page.notes([NOTE, SECOND_NOTE])
    top = page.next(30)
    assert top == DATA_HEAD_ROW
    for row in rows:
        _row(page, row, heads, facts)
    _table(page, heads, top)
    page.sheet.repeat_rows(top - 1)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.freeze_panes(top, 2)
    page.finish(len(heads) - len(comparators) - len(KEY_HEADS))


def _row(page: Page, row: DataRow, heads: Sequence[str], facts: Facts) -> None:
    number = page.next(15)
    unit, polarity = unit_and_polarity(row, facts)
    basis = "month" if row.key.code not in facts else BASIS_WORDS[row.key.basis]
    texts = {
        "Section": row.section,
        "Indicator": row.title,
        "Unit": "text" if row.key.code == INITIALS else unit.value,
        "Good is": GOOD_IS[polarity],
        "Basis": basis,
        "Code": row.key.code,
        "Category": row.key.category,
    }
    figure = {"num_format": look.VALUE_FORMATS[unit], "align": "right", "font_size": 8}
    for column, head in enumerate(heads, start=1):
        if head in texts:
            page.put(number, column, texts[head] or None, font_size=8)
        elif head in ("Judgement", "Since previous", "Since year ago"):
            page.put(number, column, None, font_size=8, indent=1)
        else:
            page.put(number, column, None, **figure)


def unit_and_polarity(row: DataRow, facts: Facts) -> tuple[Unit, Polarity]:
    """What a row is measured in and what is good; a part of a count is neither good nor bad."""
    known = facts.get(row.key.code)
    if not known:
        return Unit.NUMBER, Polarity.HIGH_IS_GOOD if row.key.code == ON_TARGET else Polarity.NO_JUDGEMENT
    if row.key.category == NUMERATOR:
        return Unit.NUMBER, Polarity.NO_JUDGEMENT
    a_part = known.unit == Unit.NUMBER and row.categories + row.all_but
    return known.unit, Polarity.NO_JUDGEMENT if a_part else known.polarity


def _table(page: Page, heads: Sequence[str], top: int) -> None:
    left = {*TEXT_HEADS, *KEY_HEADS, *JUDGEMENT_HEADS[1:]}
    columns = []
    for head in heads:
        side: dict[str, Any] = {"align": "left" if head in left else "right"}
        if head in JUDGEMENT_HEADS[1:]:
            side["indent"] = 1
        form = page.book.format(
            font_size=8, bold=True, font_color=look.SOFT, text_wrap=True, valign="bottom", **look.HEAD_RULE, **side
        )
        columns.append({"header": head, "header_format": form})
    options = {"name": SHEET, "style": "Table Style Light 1", "banded_rows": False, "autofilter": False}
    page.sheet.add_table(top - 1, 0, page.row - 1, len(heads) - 1, {**options, "columns": columns})
    page.book.name(BLOCK, page.area(top, 1, page.row, len(heads)))
