"""Cells are written many at a time, arrive as they were planned, and can be put back."""

from __future__ import annotations

import datetime as dt

import pytest
import xlwings as xw

from scorecard.errors import TemplateError
from scorecard.workbook.cells import Area, CellWrite
from scorecard.xl.open_book.content import as_entered, as_read, is_read
from scorecard.xl.open_book.writing import Block, Writer, blocks_by_sheet

READ_BY_EXCEL = ["1-2", "2016-03", "Mar 2016", "=x", "+5", "-5", "@x", "#N/A", "12%", "TRUE", " 7", "1e5", "'tis",
                 "½ 1"]  # fmt: skip
PLAIN = ["R ■", "Contacts", "[c]", "—", "", "May", "Truer"]


@pytest.mark.parametrize("text", READ_BY_EXCEL)
def test_a_text_that_excel_would_read_is_entered_with_an_apostrophe(text: str) -> None:
    assert is_read(text)
    assert f"'{text}" == as_entered(text, False)


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_are_entered_as_they_are(text: str) -> None:
    assert (text or None) == as_entered(text, False)


def test_dates_are_entered_as_days_so_that_the_cell_keeps_its_format() -> None:
    assert 42460.0 == as_entered(dt.date(2016, 3, 31), False) == as_read(dt.date(2016, 3, 31), False)
    assert 40998.0 == as_entered(dt.date(2016, 3, 31), True)


def test_cells_side_by_side_are_one_block() -> None:
    cells = {("Page", row, column): row * column for row in (2, 3, 4) for column in (2, 3)}
    cells |= {("Page", 4, 5): "apart", ("Data", 1, 1): None}
    page = [
        Block(Area("Page", 2, 2, 4, 3), [[4, 6], [6, 9], [8, 12]]),
        Block(Area("Page", 4, 5, 4, 5), [["apart"]]),
    ]
    assert [[Block(Area("Data", 1, 1, 1, 1), [[None]])], page] == blocks_by_sheet(cells)


def test_every_value_arrives_and_everything_can_be_put_back(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    sheet = book.sheets[0]
    sheet["A1:D2"].value = [["'007", 1.5, True, None], [0.1 + 0.2, "old", None, "'=x"]]
    sheet["B3"].formula = "=B1*2"
    sheet["B3"].number_format = "0.0%"
    before = sheet["A1:D9"].api.Value2, sheet["A1:D9"].formula
    texts = [CellWrite(sheet.name, row, 1, text) for row, text in enumerate(READ_BY_EXCEL, 1)]
    others = [1, 2.5, 3, None, dt.date(2016, 3, 31), "two\r\nlines"]
    values = [CellWrite(sheet.name, row, 2, value) for row, value in enumerate(others, 1)]
    writer = Writer(book)
    writer.write([*texts, *values])
    writer.verify()
    assert READ_BY_EXCEL == sheet["A1"].resize(len(READ_BY_EXCEL)).value
    assert [1.0, 2.5, 3.0, None, 42460.0, "two\nlines"] == [row[0] for row in sheet["B1:B6"].api.Value2]
    assert writer.put_back()
    assert before == (sheet["A1:D9"].api.Value2, sheet["A1:D9"].formula)
    assert "0.0%" == sheet["B3"].number_format


def test_a_cell_takes_over_the_look_of_another_and_gives_it_back(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    page, other = book.sheets[0], book.sheets.add("Other", after=book.sheets[0])
    like = other["C3"]
    like.number_format, like.color, like.font.color = "0.0%", (244, 183, 64), (155, 28, 28)
    like.font.bold, like.horizontal_alignment, like.wrap_text = True, "right", True
    like.borders["edge_bottom"].impl.set("continuous", "medium", (18, 67, 109))
    writer = Writer(book)
    cells = [CellWrite(page.name, 5, 2, 0.5, ("Other", 3, 3)), CellWrite(page.name, 5, 3, 7, ("Other", 3, 4))]
    before = look_of(page["B5"])
    writer.write(cells)
    assert look_of(like) == look_of(page["B5"])
    assert before == look_of(page["C5"])
    assert writer.put_back()
    assert before == look_of(page["B5"])


def look_of(cell: xw.Range) -> tuple[object, ...]:
    line = cell.borders["edge_bottom"]
    return (cell.number_format, cell.color, cell.font.color, cell.font.bold, cell.horizontal_alignment, cell.wrap_text,
            line.line_style, line.weight if line.line_style != "none" else "")  # fmt: skip


def test_two_cells_may_take_over_each_others_looks(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    sheet = book.sheets[0]
    sheet["A1"].number_format, sheet["B1"].number_format = "0.0%", "#,##0"
    name = sheet.name
    Writer(book).write([CellWrite(name, 1, 1, 1, (name, 1, 2)), CellWrite(name, 1, 2, 2, (name, 1, 1))])
    assert ("#,##0", "0.0%") == (sheet["A1"].number_format, sheet["B1"].number_format)


def test_a_value_that_no_cell_holds_is_refused_before_anything_is_written(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    name = book.sheets[0].name
    with pytest.raises(TemplateError, match=f"{name}!B1: the text holds a control character"):
        Writer(book).write([CellWrite(name, 1, 1, "first"), CellWrite(name, 1, 2, "bell \x07")])
    assert book.sheets[0]["A1"].value is None


def test_a_cell_that_does_not_take_its_value_is_found(lo_app: xw.App) -> None:
    book = lo_app.books.add()
    name = book.sheets[0].name
    writer = Writer(book)
    writer.write([CellWrite(name, 1, 1, "Mar 2016"), CellWrite(name, 1, 2, 3)])
    book.sheets[0]["A1"].value = "Mar 2016"  # typed: it is a date now, as when a table renames its heading
    with pytest.raises(TemplateError, match=f"{name}!A1 did not take its value; found .*, expected 'Mar 2016'"):
        writer.verify()
