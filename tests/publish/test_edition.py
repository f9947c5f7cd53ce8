"""An edition made of a workbook: what stays, what goes, and what stops."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from packages import M, edit, ooxml, parts, replacing, rich_template
from planted import BOOK, CHART, FRONT, PROPERTIES, edition, workbook
from scorecard.publish.cleaning.pictures import clean_picture
from scorecard.publish.edition import EditionError, EditionReport, make_edition
from scorecard.publish.tags import TYPES

# What openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")
RICH_PARTS = [
    "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels",
    "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/drawings/_rels/drawing1.xml.rels",
    "xl/drawings/_rels/drawing2.xml.rels", "xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml",
    "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/workbook.xml",
    "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels", "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
]  # fmt: skip


def made(filled: Path, *sheets: str, footer: dict[str, str] | None = None) -> tuple[Path, EditionReport]:
    out = filled.with_name("made.xlsx")
    return out, make_edition(filled, out, sheets, PROPERTIES, footer)


def refused(filled: Path, *sheets: str) -> EditionError:
    with pytest.raises(EditionError) as caught:
        made(filled, *sheets)
    assert caught.value.way_out
    return caught.value


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    return rich_template(tmp_path / "rich.xlsx")


def test_an_edition_has_the_parts_that_its_sheets_need_and_no_others(rich):
    out, report = made(rich, "Front", "Back")
    assert RICH_PARTS == sorted(parts(out))
    assert len(RICH_PARTS) == report.parts


def test_sparklines_data_bars_and_icons_stay(rich):
    out, _ = made(rich, "Front", "Back")
    sheet = parts(out)[FRONT].decode()
    for kept in ("<x14:sparkline>", "Front!B5:G5", "<x14:dataBar", 'iconSet="3Arrows"', "<conditionalFormatting"):
        assert kept in sheet


def test_formulas_become_their_values_and_texts_keep_their_formats(rich):
    out, _ = made(rich, "Front", "Back")
    sheet = openpyxl.load_workbook(out)["Front"]
    assert (21, "Some bold text") == (sheet["H5"].value, sheet["A2"].value)
    assert b"<f>" not in parts(out)[FRONT]
    assert b"<b/>" in parts(out)["xl/sharedStrings.xml"]


def test_what_carries_names_and_rows_of_people_goes_and_is_told(rich):
    out, report = made(rich, "Front", "Back")
    everything = b"".join(parts(out).values())
    for gone in (b"A note", b"dataValidation", b"legacyDrawing", b"printerSettings", b"customXml", b"urn:later",
                 b"urn:dyn", b"&amp;G", b"threadedComment"):  # fmt: skip
        assert gone not in everything
    assert 'sheet "Front": lists to choose from' in report.left_out
    assert 'sheet "Front": comments' in report.left_out


def test_a_sheet_that_is_not_given_goes_with_all_that_only_it_has(rich):
    out, report = made(rich, "Back")
    content = parts(out)
    assert ["Back"] == report.sheets
    assert [CHART] == [name for name in content if "chart" in name]
    assert [] == [name for name, data in content.items() if b"Front" in data.replace(b"orthographicFront", b"")]
    assert "FIGURES" not in [each.get("name") for each in ooxml(out, BOOK).iter(f"{M}definedName")]


def test_the_same_workbook_gives_the_same_bytes(rich):
    first = made(rich, "Front", "Back")[0].read_bytes()
    assert first == made(rich, "Front", "Back")[0].read_bytes()


def test_the_file_says_what_it_is_and_names_nobody(rich):
    out, _ = made(rich, "Front")
    said = openpyxl.load_workbook(out).properties
    assert ("A scorecard, March 2016", "Performance", "provisional", "en-GB") == (
        said.title, said.subject, said.contentStatus, said.language)  # fmt: skip
    core = parts(out)["docProps/core.xml"]
    assert [] == [name for name in (b"creator", b"lastModifiedBy", b"description", b"revision") if name in core]


def test_every_sheet_opens_at_its_first_cell_and_the_first_one_is_in_front(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "filled.xlsx")
    front, data = book.add_worksheet("Front"), book.add_worksheet("Data")
    front.write("A1", "x")
    data.write("A1", "y")
    data.freeze_panes(4, 2)
    data.set_selection("C30")
    data.activate()
    book.close()
    out, _ = made(tmp_path / "filled.xlsx", "Front", "Data")
    opened = openpyxl.load_workbook(out)
    assert "Front" == opened.active.title
    assert {"A1"} == {each.activeCell for sheet in opened for each in sheet.sheet_view.selection}
    assert ("C5", [True, None]) == (opened["Data"].freeze_panes, [each.sheet_view.tabSelected for each in opened])


def test_a_marking_in_the_footer_becomes_that_of_the_audience(tmp_path):
    out, _ = made(workbook(tmp_path / "filled.xlsx"), "Front", "Data", footer={"OFFICIAL-SENSITIVE": "OFFICIAL"})
    assert "&LA scorecard&COFFICIAL" == ooxml(out, FRONT).findtext(f".//{M}oddFooter")


def test_links_within_the_edition_stay(tmp_path):
    sheet = parts(edition(tmp_path))[FRONT].decode()
    assert 'location="FIGURES"' in sheet


def test_a_link_to_a_sheet_that_is_not_given_goes_and_its_name_with_it(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "filled.xlsx")
    front, _ = book.add_worksheet("Front"), book.add_worksheet("Data quality")
    front.write_url("A1", "internal:'Data quality'!A1", string="Data quality")
    front.write_url("A2", "internal:'Data quality'!A1", string="Conferences in time")
    front.write_url("A3", "https://example.org", string="Elsewhere")
    book.close()
    out, report = made(tmp_path / "filled.xlsx", "Front")
    sheet = openpyxl.load_workbook(out)["Front"]
    assert [None, "Conferences in time", "Elsewhere"] == [sheet[f"A{row}"].value for row in (1, 2, 3)]
    assert b"hyperlink" not in parts(out)[FRONT]
    assert ['sheet "Front": links that lead out of the edition'] == report.left_out


# ---------------------------------------------------------------- what stops


def test_a_formula_without_a_value_stops_with_its_cell(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    edit(filled, {FRONT: replacing("</row>", '<c r="Z1"><f>SUM(B4)*2</f></c></row>')})
    error = refused(filled, "Front", "Data")
    assert 'sheet "Front", cell Z1 has a formula of the template\'s own ("=SUM(B4)*2") and no value' in error.message


def test_a_chart_of_a_sheet_that_is_not_given_stops(tmp_path):
    told = refused(workbook(tmp_path / "filled.xlsx"), "Front").message
    assert 'the sheet "Data", which the edition does not have' in told


def test_a_hidden_sheet_that_the_audience_gets_stops(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    edit(filled, {BOOK: replacing('name="Data"', 'name="Data" state="hidden"')})
    assert 'The sheet "Data" is hidden.' == refused(filled, "Front", "Data").message


def test_a_sheet_that_is_not_there_stops(tmp_path):
    assert 'no sheet "Board"' in refused(workbook(tmp_path / "filled.xlsx"), "Front", "Board").message


def test_a_part_of_an_unknown_kind_stops(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    link = '<Relationship Id="rId99" Type="http://example.org/2031/hologram" Target="../hologram.bin"/></Relationships>'
    edit(filled, {"xl/worksheets/_rels/sheet1.xml.rels": replacing("</Relationships>", link)})
    assert 'sheet "Front" leads to a part of the kind "hologram"' in refused(filled, "Front", "Data").message


def test_an_unknown_piece_of_a_sheet_stops(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    edit(filled, {FRONT: replacing("<pageMargins", "<hologram/><pageMargins")})
    assert 'sheet "Front" has "hologram"' in refused(filled, "Front", "Data").message


def test_a_chart_of_a_pivot_table_stops(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    pivot = "<c:pivotSource><c:name>[cases.xlsx]Sheet1!Pivot</c:name><c:fmtId val='0'/></c:pivotSource><c:chart>"
    edit(filled, {CHART: replacing("<c:chart>", pivot)})
    assert "pivot table" in refused(filled, "Front", "Data").message


def test_a_shape_that_shows_a_cell_stops(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "filled.xlsx")
    book.add_worksheet("Front").insert_textbox("B2", "12", {"textlink": "=$A$1"})
    book.close()
    assert "a shape whose text is that of the cell $A$1" in refused(tmp_path / "filled.xlsx", "Front").message


def test_a_picture_in_another_file_stops(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "filled.xlsx")
    book.add_worksheet("Front").insert_image("B2", "logo.png", {"image_data": io.BytesIO(HEAD + BODY)})
    book.close()
    edit(tmp_path / "filled.xlsx", {"xl/drawings/drawing1.xml": replacing("r:embed=", "r:link=")})
    assert "a picture that lies in another file" in refused(tmp_path / "filled.xlsx", "Front").message


# ---------------------------------------------------------------- pictures


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
BODY = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
REMARK = chunk(b"tEXt", b"Author\0Priya Planter")


def test_a_picture_stays_without_what_programs_wrote_into_it(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "filled.xlsx")
    for title in ("Front", "Back"):
        book.add_worksheet(title).insert_image("B2", "logo.png", {"image_data": io.BytesIO(HEAD + REMARK + BODY)})
    book.close()
    out, _ = made(tmp_path / "filled.xlsx", "Front", "Back")
    content = parts(out)
    assert {"xl/media/image1.png": HEAD + BODY} == {name: content[name] for name in content if "media" in name}


def test_what_follows_a_picture_is_not_of_it():
    assert HEAD + BODY == clean_picture(HEAD + BODY + b"a row of a child", "here")


def test_a_photograph_loses_its_place_and_owner():
    table, scan = b"\xff\xdb\x00\x04\x01\x02", b"\xff\xda\x00\x03\x01\x11\xff\x00\x22\xff\xd0\x33"
    exif, remark = b"\xff\xe1\x00\x08Exif\0\0", b"\xff\xfe\x00\x05Ada"
    jfif, adobe = b"\xff\xe0\x00\x04\x01\x01", b"\xff\xee\x00\x04\x01\x01"
    taken = b"\xff\xd8" + jfif + exif + remark + adobe + table + scan + remark + b"\xff\xd9 and more"
    assert b"\xff\xd8" + jfif + adobe + table + scan + b"\xff\xd9" == clean_picture(taken, "here")


@pytest.mark.parametrize("data", [b"GIF89a", b"<svg/>", HEAD + BODY[:9], b"\xff\xd8\xff\xe0\x00"])
def test_other_and_broken_pictures_stop(data):
    with pytest.raises(EditionError, match="here"):
        clean_picture(data, "here")


def test_a_macro_workbook_becomes_one_without_macros(tmp_path):
    filled = workbook(tmp_path / "filled.xlsx")
    macro = tmp_path / "filled.xlsm"
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    link = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    filled.rename(macro)
    edit(macro, {
        "[Content_Types].xml": replacing(TYPES["officeDocument"], kind),
        "xl/_rels/workbook.xml.rels": replacing("</Relationships>", f'{link}Target="vbaProject.bin"/></Relationships>'),
    }, {"xl/vbaProject.bin": b"\xd0\xcf"})  # fmt: skip
    out, report = made(macro, "Front", "Data")
    assert ["the workbook: macros"] == report.left_out
    with zipfile.ZipFile(out) as archive:
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")
        assert "xl/vbaProject.bin" not in archive.namelist()
