"""A fill changes the planned cells, and what remembers them; all else in the workbook is the analyst's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from packages import M, edit, ooxml, parts, plain_template, replacing, rich_template
from scorecard.workbook.cells import Area, CellWrite
from scorecard.workbook.fill import FillReport, fill
from scorecard.workbook.package import Package

FRONT, BACK, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"
PLAN = [CellWrite("Front", 5, 2, 100), CellWrite("Front", 6, 7, "n/a"), CellWrite("Front", 1, 1, "New title")]
PLANNED = ("A1", "B5", "G6")
STALE = ("H5", "H6")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return rich_template(tmp_path / "template.xlsx")


@pytest.fixture
def out(template: Path) -> Path:
    out = template.with_name("filled.xlsx")
    assert fill(template, out, PLAN) == FillReport(cells_written=3, formulas_emptied=2, charts_refreshed=1)
    return out


def without(root: etree._Element, cells: Iterable[str]) -> bytes:
    for cell in root.iter(f"{M}c"):
        if cell.get("r") in cells:
            cell.clear()
    return etree.tostring(root, method="c14n")


def test_the_template_has_what_other_programs_lose(template: Path) -> None:
    text = b"".join(parts(template).values())
    for feature in (b"<x14:sparkline>", b"x14:dataBar", b"oddHeader", b"urn:later", b"threadedComment", b"<r><rPr>"):
        assert feature in text


def test_every_part_that_is_not_planned_is_the_same_byte_by_byte(template: Path, out: Path) -> None:
    before, after = parts(template), parts(out)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed - {BOOK} == {FRONT, "xl/charts/chart1.xml"}


def test_a_part_that_is_not_planned_is_not_even_compressed_again(template: Path, out: Path) -> None:
    with zipfile.ZipFile(template) as one, zipfile.ZipFile(out) as other:
        before = {info.filename: (info.CRC, info.compress_size, info.date_time) for info in one.infolist()}
        after = {info.filename: (info.CRC, info.compress_size, info.date_time) for info in other.infolist()}
        assert other.testzip() is None
    assert {name for name in before if before[name] != after[name]} == {FRONT, "xl/charts/chart1.xml", BOOK}


def test_in_a_planned_sheet_every_element_beside_the_planned_cells_is_the_same(template: Path, out: Path) -> None:
    cells = PLANNED + STALE
    assert without(ooxml(out, FRONT), cells) == without(ooxml(template, FRONT), cells)


def test_a_sheets_bytes_differ_in_the_planned_cells_only(template: Path, out: Path) -> None:
    before, after = parts(template)[FRONT], parts(out)[FRONT]
    assert after[: after.index(b"<sheetData>")] == before[: before.index(b"<sheetData>")]


def test_the_workbooks_own_part_differs_in_the_calculation_settings_only(template: Path, out: Path) -> None:
    before, after = ooxml(template, BOOK), ooxml(out, BOOK)
    settings = after.find(f"{M}calcPr")
    assert settings is not None
    assert settings.get("fullCalcOnLoad") == "1"
    for root in (before, after):
        for element in list(root.iter(f"{M}calcPr")):
            root.remove(element)
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_a_chart_differs_in_what_it_remembers_only(template: Path, out: Path) -> None:
    both = [ooxml(path, "xl/charts/chart1.xml") for path in (template, out)]
    for root in both:
        for cache in root.iter("{*}numCache"):
            cache.clear()
    assert etree.tostring(both[0], method="c14n") == etree.tostring(both[1], method="c14n")


def test_line_ends_comments_and_cdata_in_a_sheet_survive(template: Path) -> None:
    edit(
        template,
        {FRONT: lambda text: text.replace("<sheetData>", "<!-- kept -->\r\n<sheetData>")
                                 .replace('standalone="yes"?>\n', 'standalone="yes"?>\r\n<!-- first -->\r\n')},
    )  # fmt: skip
    out = template.with_name("filled.xlsx")
    fill(template, out, PLAN)
    after = parts(out)[FRONT]
    assert after.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- first -->\r\n<worksheet')
    assert b"<!-- kept -->" in after


def test_a_table_part_differs_in_the_names_of_columns_only(tmp_path: Path) -> None:
    template, out = plain_template(tmp_path / "template.xlsx"), tmp_path / "filled.xlsx"
    fill(template, out, [CellWrite("Data", 1, 3, "Jun 2026")])
    before, after = parts(template)["xl/tables/table1.xml"], parts(out)["xl/tables/table1.xml"]
    assert after == before.replace(b"May 2026", b"Jun 2026")


def test_a_calculation_chain_is_kept(template: Path) -> None:
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="H5" i="1"/></calcChain>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId95" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    edit(template, {"xl/_rels/workbook.xml.rels": replacing("</Relationships>", relation)}, {"xl/calcChain.xml": chain})
    out = template.with_name("filled.xlsx")
    fill(template, out, PLAN)
    assert parts(out)["xl/calcChain.xml"] == chain


def restyled(path: Path) -> Path:
    """The rich template after an analyst: rows put in above, columns, colours, a logo, more sparklines."""
    logo = path.with_name("logo.png")
    logo.write_bytes(_PNG)
    book = xlsxwriter.Workbook(path)
    blue = book.add_format({"bg_color": "#0000FF", "num_format": "0.00"})
    sheet = book.add_worksheet("Front")
    sheet.set_column("B:G", 25)
    sheet.insert_image("A1", str(logo))
    sheet.write_row("B9", [1, 2, 3, 4, 5, 6], blue)
    sheet.write_row("B10", [6, 5, 4, 3, 2, 1], blue)
    sheet.write_formula("H9", "=SUM(B9:G9)", None, 21)
    sheet.add_sparkline("I9", {"range": "Front!B9:G9"})
    sheet.add_sparkline("J9", {"range": "Front!B9:G9", "type": "column", "series_color": "#00FF00"})
    book.define_name("Figures", "=Front!$B$9:$G$10")
    book.close()
    return path


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl drops what the fill keeps
def test_a_restyled_template_is_filled_where_its_names_have_moved_to(tmp_path: Path) -> None:
    template, out = restyled(tmp_path / "template.xlsx"), tmp_path / "filled.xlsx"
    figures = Package(template).names["Figures"]
    assert figures == Area("Front", 9, 2, 10, 7)
    rows, columns = range(figures.top, figures.bottom + 1), range(figures.left, figures.right + 1)
    fill(template, out, [CellWrite("Front", row, column, row * column) for row in rows for column in columns])
    sheet = openpyxl.load_workbook(out)["Front"]
    assert [[cell.value for cell in row] for row in sheet["B9:G10"]] == [
        [row * column for column in columns] for row in rows
    ]
    assert sheet["B9"].fill.start_color.rgb == "FF0000FF"
    assert sheet.column_dimensions["B"].width > 25
    assert parts(out)["xl/media/image1.png"] == _PNG
    assert parts(out)[FRONT].count(b"<x14:sparklineGroup ") == 2
    assert "<v>" not in etree.tostring(next(ooxml(out, FRONT).iterfind(f".//{M}c[@r='H9']"))).decode()


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
