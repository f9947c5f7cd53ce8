"""What a fill writes, what it refuses, and what it makes formulas forget."""

from __future__ import annotations

import csv
import datetime as dt
import math
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from packages import cell_xml, edit, ooxml, parts, plain_template, replacing
from scorecard.errors import TemplateError
from scorecard.workbook.cells import Cell, CellWrite
from scorecard.workbook.fill import FillReport, fill
from scorecard.workbook.package import Package

FRONT, DATA = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
TABLE, BOOK = "xl/tables/table1.xml", "xl/workbook.xml"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return plain_template(tmp_path / "template.xlsx")


def filled(template: Path, *writes: CellWrite) -> Path:
    out = template.with_name("filled.xlsx")
    fill(template, out, writes)
    return out


def front(row: int, column: int, value: Cell, look_of: tuple[str, int, int] | None = None) -> CellWrite:
    return CellWrite("Sec 01", row, column, value, look_of)


def data(row: int, column: int, value: Cell) -> CellWrite:
    return CellWrite("Data", row, column, value)


def refusal(template: Path, *writes: CellWrite) -> str:
    out = template.with_name("refused.xlsx")
    with pytest.raises(TemplateError) as caught:
        fill(template, out, writes)
    assert caught.value.way_out
    assert not out.exists()
    return caught.value.message


def in_front(template: Path, xml: str) -> Path:
    return edit(template, {FRONT: replacing("</sheetData>", f"{xml}</sheetData>")})


# What a cell may hold


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("=1+1", "=1+1"),
        ("  edges  ", "  edges  "),
        ("two\r\nlines", "two\nlines"),
        ("<b>&\"'", "<b>&\"'"),
        ("Zoë 👶", "Zoë 👶"),
        ("", None),
        (61.2, 61.2),
        (0, 0),
        (-0.1 - 0.2, -0.1 - 0.2),
        (1e300, 1e300),
        (2**40, 2**40),
        (True, True),
        (False, False),
        (None, None),
    ],
)
def test_a_value_is_read_back_as_it_was_written(template: Path, value: Cell, expected: object) -> None:
    sheet = openpyxl.load_workbook(filled(template, front(5, 2, value)))["Sec 01"]
    assert sheet["B5"].value == expected
    assert sheet["B5"].number_format == "0.0%"
    assert sheet["B5"].data_type != "f"


@pytest.mark.parametrize(
    ("value", "since_1900", "since_1904"),
    [
        (dt.date(2026, 4, 1), "46113", "44651"),
        (dt.datetime(2026, 4, 1, 18, 0), "46113.75", "44651.75"),
        (dt.date(1904, 1, 1), "1462", "0"),
    ],
)
def test_a_date_is_counted_from_the_workbooks_first_day(
    template: Path, value: dt.date, since_1900: str, since_1904: str
) -> None:
    assert f"<v>{since_1900}</v>" in cell_xml(filled(template, front(5, 2, value)), FRONT, "B5")
    edit(template, {BOOK: replacing("<workbookPr", '<workbookPr date1904="1"')})
    assert f"<v>{since_1904}</v>" in cell_xml(filled(template, front(5, 2, value)), FRONT, "B5")


def test_excels_29_february_1900_is_counted(template: Path) -> None:
    out = filled(template, front(5, 1, dt.date(1900, 1, 1)), front(5, 2, dt.date(1900, 3, 1)))
    assert [cell_xml(out, FRONT, cell).count("<v>1</v>") for cell in ("A5", "B5")] == [1, 0]
    assert "<v>61</v>" in cell_xml(out, FRONT, "B5")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("bell\a", "control character (code 0x0007)"),
        ("half \ud800", "control character"),
        ("x" * 32_768, "32,768 characters"),
        ("👶" * 16_384, "32,768 characters"),
        (math.nan, "not a number"),
        (math.inf, "not a number"),
        (10**400, "not a number"),
        (dt.date(1899, 12, 31), "before the workbook's first day"),
        (dt.datetime(2026, 4, 1, tzinfo=dt.UTC), "time zone"),
        ([1], "cannot hold a list"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(template: Path, value: Cell, reason: str) -> None:
    message = refusal(template, front(5, 2, value))
    assert message.startswith("'Sec 01'!B5: ")
    assert reason in message


def test_a_text_like_an_escape_stays_the_text(template: Path) -> None:
    out = filled(template, front(5, 2, "_x000D_ and _x0041_"))
    assert "_x005F_x000D_ and _x005F_x0041_" in cell_xml(out, FRONT, "B5")
    assert Package(out).text("Sec 01", 5, 2) == "_x000D_ and _x0041_"


def test_a_picture_or_metadata_in_the_cell_goes_with_its_value(template: Path) -> None:
    in_front(template, '<row r="30"><c r="A30" s="1" t="e" vm="1" cm="1"><v>#VALUE!</v></c></row>')
    assert cell_xml(filled(template, front(30, 1, 5)), FRONT, "A30").endswith('r="A30" s="1"><v>5</v></c>')


# Where a cell gets its look


def test_a_cleared_cell_keeps_its_style(template: Path) -> None:
    before = cell_xml(template, FRONT, "B5")
    assert cell_xml(filled(template, front(5, 2, None)), FRONT, "B5") == before.replace("<v>0.5</v>", "")


def test_clearing_a_cell_that_is_not_there_makes_none(template: Path) -> None:
    assert cell_xml(filled(template, front(60, 2, None)), FRONT, "B60") == ""


def test_a_cell_takes_the_look_of_another(template: Path) -> None:
    sheet = openpyxl.load_workbook(
        filled(template, front(5, 2, 1, ("Sec 01", 5, 3)), front(40, 2, 1, ("Sec 01", 5, 2)))
    )["Sec 01"]
    assert sheet["B5"].fill.start_color.rgb == "FFFF0000"
    assert sheet["B40"].number_format == "0.0%", "the look that B5 has in the template"


def test_a_look_goes_from_sheet_to_sheet_and_may_be_none(template: Path) -> None:
    book = openpyxl.load_workbook(
        filled(template, CellWrite("Data", 2, 2, 1, ("Sec 01", 5, 2)), front(5, 2, 1, ("Data", 60, 9)))
    )
    assert (book["Data"]["B2"].number_format, book["Sec 01"]["B5"].number_format) == ("0.0%", "General")


def test_a_new_cell_looks_as_its_row_or_column(template: Path) -> None:
    sheet = openpyxl.load_workbook(filled(template, front(20, 2, 1), front(30, 8, 2), front(20, 8, 3)))["Sec 01"]
    assert sheet["B20"].fill.start_color.rgb == "FFFF0000"
    assert sheet["H30"].number_format == "0.0%"
    assert sheet["H20"].fill.start_color.rgb == "FFFF0000"


def test_new_cells_stand_in_order_whatever_the_order_of_the_writes(template: Path) -> None:
    out = filled(template, *(front(row, column, 1) for row in (50, 2, 48, 49) for column in (30, 2, 3, 27)))
    rows = [(row.get("r"), [cell.get("r") for cell in row]) for row in ooxml(out, FRONT).iter("{*}row")]
    assert [int(row or 0) for row, _ in rows] == sorted(int(row or 0) for row, _ in rows)
    assert dict(rows)["48"] == ["B48", "C48", "AA48", "AD48"]
    assert dict(rows)["2"] == ["B2", "C2", "D2", "AA2", "AD2"]
    dimension = ooxml(out, FRONT).find("{*}dimension")
    assert dimension is not None
    assert dimension.get("ref") == "A1:AD50"


def test_cells_without_addresses_stay_where_they_are(template: Path) -> None:
    in_front(template, "<row><c><v>1</v></c><c><v>2</v></c><c><f>B21</f><v>2</v></c></row>")
    out = filled(template, front(21, 2, 9))
    assert [Package(out).text("Sec 01", 21, column) for column in (1, 2, 3)] == ["1", "9", ""]


# Cells that are not to be written


def test_a_missing_sheet_is_refused(template: Path) -> None:
    assert "has no sheet 'Sec 02'" in refusal(template, CellWrite("Sec 02", 1, 1, 1))


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_a_place_outside_the_sheet_is_refused(template: Path, row: int, column: int) -> None:
    assert refusal(template, front(row, column, 1)) == f"Sec 01 has no row {row}, column {column}."


def test_a_formula_is_not_overwritten(template: Path) -> None:
    assert refusal(template, front(1, 4, 1)) == "'Sec 01'!D1 holds a formula."


def test_a_cell_written_twice_is_refused(template: Path) -> None:
    assert refusal(template, front(5, 2, 1), front(5, 2, 1)) == "'Sec 01'!B5 is written twice."


def test_only_the_first_of_merged_cells_is_written(template: Path) -> None:
    assert openpyxl.load_workbook(filled(template, front(3, 1, "New")))["Sec 01"]["A3"].value == "New"
    assert "is inside the merged cells A3:C3; only their first cell, 'Sec 01'!A3," in refusal(template, front(3, 2, 1))


@pytest.mark.parametrize("kind", ['t="array"', 't="dataTable" dt2D="1" r1="A1" r2="A2"'])
def test_what_one_formula_fills_is_not_written(template: Path, kind: str) -> None:
    in_front(template, f'<row r="30"><c r="A30"><f {kind} ref="A30:B31">Data!B2:C3</f><v>1</v></c></row>')
    assert "'Sec 01'!B31 is filled by the formula in A30, which covers A30:B31" in refusal(template, front(31, 2, 1))


def test_a_pivot_tables_cells_are_not_written(template: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
    relation = f'<Relationship Id="rId70" Type="{kind}" Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    pivot = b'<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' \
            b'<location ref="J1:K9"/></pivotTableDefinition>'  # fmt: skip
    edit(
        template,
        {"xl/worksheets/_rels/sheet1.xml.rels": replacing("</Relationships>", relation)},
        {"xl/pivotTables/pivotTable1.xml": pivot},
    )
    assert "'Sec 01'!K9 belongs to the pivot table in J1:K9" in refusal(template, front(9, 11, 1))


@pytest.mark.parametrize(
    "write",
    [data(1, 2, 12), data(2, 2, math.nan), CellWrite("Data", 2, 2, 7, ("Gone", 1, 1))],
    ids=["a heading", "a value", "a look"],
)
def test_a_refused_write_leaves_the_cell_as_it_was(template: Path, write: CellWrite) -> None:
    package = Package(template)
    before = package.text(*write[:3])
    with pytest.raises(TemplateError):
        package.write(write)
    assert package.text(*write[:3]) == before
    assert package.save(template.with_name("out.xlsx")).cells_written == 0


# Headings of Excel's tables


def test_headings_of_a_table_move_on_by_a_month(template: Path) -> None:
    out = filled(template, data(1, 2, "May 2026"), data(1, 3, "Jun 2026"))
    sheet = openpyxl.load_workbook(out)["Data"]
    assert [cell.value for cell in sheet[1]] == ["Indicator", "May 2026", "Jun 2026"]
    assert sheet.tables["Figures"].column_names == ["Indicator", "May 2026", "Jun 2026"]


def test_a_line_end_in_a_heading_is_written_as_excel_does(template: Path) -> None:
    out = filled(template, data(1, 2, "May\n2026"))
    assert 'name="May_x000a_2026"' in parts(out)[TABLE].decode()
    assert "May\n2026" in cell_xml(out, DATA, "B1")


def test_two_headings_of_one_name_are_refused(template: Path) -> None:
    message = refusal(template, data(1, 2, "may 2026"))
    assert message == "The table Figures would have two columns called 'May 2026': Data!B1 and Data!C1."


@pytest.mark.parametrize("value", [None, "", 12, dt.date(2026, 4, 1)])
def test_a_heading_must_be_a_text(template: Path, value: Cell) -> None:
    assert "a table's heading must be a text" in refusal(template, data(1, 2, value))


def test_a_heading_of_more_than_255_characters_is_refused(template: Path) -> None:
    assert "255 characters" in refusal(template, data(1, 2, "x" * 256))


def test_a_heading_that_a_formula_names_is_not_taken_away(template: Path) -> None:
    in_front(template, '<row r="30"><c r="A30"><f>SUM(Figures[Apr 2026])</f><v>6</v></c></row>')
    message = refusal(template, data(1, 2, "Jun 2026"))
    assert "The formula in 'Sec 01'!A30 refers to the column 'Apr 2026' of the table Figures" in message


def test_a_heading_that_a_formula_names_may_move(template: Path) -> None:
    in_front(template, '<row r="30"><c r="A30"><f>SUM(Figures[May 2026])</f><v>60</v></c></row>')
    out = filled(template, data(1, 2, "May 2026"), data(1, 3, "Jun 2026"))
    assert "<v>" not in cell_xml(out, FRONT, "A30"), "the column of this name is another one now"


def test_a_total_row_is_not_written(template: Path) -> None:
    edit(template, {TABLE: replacing('ref="A1:C4"', 'ref="A1:C4" totalsRowCount="1"')})
    assert "Data!B4 is in the total row of the table Figures" in refusal(template, data(4, 2, 1))


# What formulas remember


def remembered(template: Path, formula: str, *writes: CellWrite, attributes: str = "") -> bool:
    in_front(template, f'<row r="30"><c r="A30"><f{attributes}>{formula}</f><v>1</v></c></row>')
    return "<v>" in cell_xml(filled(template, *writes or [data(2, 2, 5)]), FRONT, "A30")


@pytest.mark.parametrize(
    "formula",
    [
        "Data!B2",
        "data!$b$2",
        "'Data'!B2*1",
        "SUM(Data!A1:C9)",
        "SUM(Data!B:B)",
        "SUM(Data!2:2)",
        "SUM('Sec 01:Data'!B2)",
        "D2+1",
        "Rates",
        "Data!Local",
        "SUM(Moving)",
        "SUM(Figures[Apr 2026])",
        "SUM(Figures[])",
        "SUM(Figures[[Indicator]:[May 2026]])",
        "COUNTA(Figures)",
        'INDIRECT("Data!B2")',
        "OFFSET(A1,1,1)",
        "A1:INDEX(B:B,3)",
        'KPI("ICPC")',
        "_xlfn.LET(_xlpm.x,Data!B2,_xlpm.x+1)",
        "IF(TRUE,Data!B2,0)",
        "Undefined+1",
        "A1 B1#",
    ],
)
def test_a_formula_that_may_read_a_filled_cell_forgets_its_value(template: Path, formula: str) -> None:
    assert not remembered(template, formula)


@pytest.mark.parametrize(
    "formula",
    [
        "B5",
        "SUM(Data!C:C)",
        "SUM(Data!3:4)",
        "SUM(Figures[May 2026])",
        "SUM(Anchor)",
        '"Data!B2"',
        "LOG10(100)",
        "[1]Data!B2",
        "_xlfn.LET(_xlpm.x,2,_xlpm.x+1)",
        "IF(TRUE,1.5E3,#N/A)",
        "SUM({1,2;3,4})",
        "Data!#REF!",
        "TODAY()",
    ],
)
def test_a_formula_that_reads_no_filled_cell_keeps_its_value(template: Path, formula: str) -> None:
    assert remembered(template, formula)


def test_formulas_stay_byte_for_byte_and_are_counted(template: Path) -> None:
    out = template.with_name("filled.xlsx")
    assert fill(template, out, [data(2, 2, 5)]) == FillReport(cells_written=1, formulas_emptied=2, charts_refreshed=1)
    assert cell_xml(out, FRONT, "D1").endswith('r="D1"><f>SUM(Data!B2:B4)</f></c>')
    assert cell_xml(out, FRONT, "D2").endswith('r="D2"><f>D1*2</f></c>')
    assert [cell_xml(out, FRONT, cell) for cell in ("D3", "D4")] == [
        cell_xml(template, FRONT, cell) for cell in ("D3", "D4")
    ]


def test_a_shared_formula_is_followed_cell_by_cell(template: Path) -> None:
    in_front(
        template,
        '<row r="30"><c r="A30"><f t="shared" ref="A30:A33" si="0">Data!B1*Data!$C$4</f><v>1</v></c></row>'
        '<row r="31"><c r="A31"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="32"><c r="A32"><f t="shared" si="0"/><v>3</v></c></row>',
    )
    out = filled(template, data(2, 2, 5))
    assert ["<v>" in cell_xml(out, FRONT, cell) for cell in ("A30", "A31", "A32")] == [True, False, True]
    out = filled(template, data(4, 3, 5))
    assert ["<v>" in cell_xml(out, FRONT, cell) for cell in ("A30", "A31", "A32")] == [False, False, False]


def test_an_array_forgets_all_its_values_and_those_who_read_them_theirs(template: Path) -> None:
    in_front(
        template,
        '<row r="30"><c r="A30"><f t="array" ref="A30:B30">Data!B2:C2</f><v>1</v></c><c r="B30"><v>2</v></c>'
        '<c r="C30"><f>B30</f><v>2</v></c><c r="D30"><f>B31</f><v>2</v></c></row>',
    )
    out = filled(template, data(2, 2, 5))
    cells = [cell_xml(out, FRONT, cell) for cell in ("A30", "B30", "C30", "D30")]
    assert ["<v>" in cell for cell in cells] == [False, False, False, True]


def test_a_spilling_formula_may_need_more_room_than_it_had(template: Path) -> None:
    in_front(
        template,
        '<row r="30"><c r="A30" cm="1"><f t="array" ref="A30">_xlfn.UNIQUE(Data!B2:B4)</f><v>1</v></c>'
        '<c r="C30"><f>A33</f><v>2</v></c></row>',
    )
    out = filled(template, data(2, 2, 5))
    assert "<v>" not in cell_xml(out, FRONT, "C30")
    assert 'cm="1"' in cell_xml(out, FRONT, "A30")


def test_a_row_of_a_table_is_followed_row_by_row(template: Path) -> None:
    formula = "<f>Figures[[#This Row],[Apr 2026]]</f><v>1</v>"
    edit(template, {DATA: replacing('<c r="C2"><v>10</v>', f'<c r="C2">{formula}')})
    edit(template, {DATA: replacing('<c r="C3"><v>20</v>', f'<c r="C3">{formula}')})
    out = filled(template, data(2, 2, 5))
    assert ["<v>" in cell_xml(out, DATA, cell) for cell in ("C2", "C3")] == [False, True]


def test_formulas_that_read_each_other_come_to_an_end(template: Path) -> None:
    in_front(template, '<row r="30"><c r="A30"><f>B30+Data!B2</f><v>1</v></c><c r="B30"><f>A30</f><v>1</v></c></row>')
    out = filled(template, data(2, 2, 5))
    assert ["<v>" in cell_xml(out, FRONT, cell) for cell in ("A30", "B30")] == [False, False]


def test_an_empty_plan_changes_nothing_but_the_order_to_calculate(template: Path) -> None:
    out = template.with_name("filled.xlsx")
    assert fill(template, out, []) == FillReport(0, 0, 0)
    before, after = parts(template), parts(out)
    assert [name for name in before if before[name] != after[name]] == ([] if before[BOOK] == after[BOOK] else [BOOK])
    assert b'fullCalcOnLoad="1"' in after[BOOK]


# The file


def test_calculation_on_load_is_ordered_where_the_schema_has_it(template: Path) -> None:
    edit(template, {BOOK: replacing('<calcPr calcId="124519" fullCalcOnLoad="1"/>', "<oleSize ref='A1'/>")})
    tags = [child.tag.rpartition("}")[2] for child in ooxml(filled(template), BOOK)]
    assert tags[-3:] == ["definedNames", "calcPr", "oleSize"]


def test_the_same_plan_makes_the_same_bytes(template: Path) -> None:
    writes = [data(2, 2, 5), data(1, 3, "Jun"), front(5, 2, "text")]
    first = filled(template, *writes).read_bytes()
    assert filled(template, *writes).read_bytes() == first


def test_a_fill_of_a_filled_workbook_leaves_nothing_of_the_first(template: Path) -> None:
    once = filled(template, front(5, 2, "second"), data(1, 3, "Jun"))
    first = template.with_name("first.xlsx")
    fill(template, first, [front(5, 2, "first"), data(1, 3, "Aug")])
    twice = template.with_name("twice.xlsx")
    fill(first, twice, [front(5, 2, "second"), data(1, 3, "Jun")])
    assert parts(twice) == parts(once)


def test_a_workbook_may_be_filled_in_place(template: Path) -> None:
    fill(template, template, [front(5, 2, 7)])
    assert Package(template).text("Sec 01", 5, 2) == "7"
    assert [path.name for path in template.parent.iterdir()] == [template.name]


def test_a_refused_fill_leaves_the_old_file(template: Path) -> None:
    out = template.with_name("out.xlsx")
    out.write_bytes(b"the old one")
    with pytest.raises(TemplateError):
        fill(template, out, [front(1, 4, 1)])
    assert out.read_bytes() == b"the old one"
    assert sorted(path.name for path in template.parent.iterdir()) == ["out.xlsx", "template.xlsx"]


def test_another_kind_of_file_is_refused(template: Path) -> None:
    with pytest.raises(TemplateError, match=r"out\.xlsm must end in \.xlsx") as caught:
        fill(template, template.with_name("out.xlsm"), [])
    assert caught.value.way_out == "Name it out.xlsx."


def test_a_folder_that_is_not_there_is_named(template: Path) -> None:
    out = template.parent / "none" / "out.xlsx"
    with pytest.raises(TemplateError, match="could not be written: No such file or directory"):
        fill(template, out, [])


def test_a_workbook_that_cannot_be_replaced_is_left_and_named(template: Path) -> None:
    out = template.with_name("out.xlsx")
    out.mkdir()
    with pytest.raises(TemplateError, match=r"out\.xlsx could not be written"):
        fill(template, out, [])
    assert sorted(path.name for path in template.parent.iterdir()) == ["out.xlsx", "template.xlsx"]


def test_macros_are_kept(tmp_path: Path) -> None:
    template, out, macros = tmp_path / "template.xlsm", tmp_path / "out.xlsm", tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(2_000))
    book = xlsxwriter.Workbook(template)
    book.add_worksheet("Front")
    book.set_vba_name("ThisWorkbook")
    book.add_vba_project(str(macros))
    book.close()
    fill(template, out, [CellWrite("Front", 1, 1, 5)])
    assert parts(out)["xl/vbaProject.bin"] == macros.read_bytes()
    assert openpyxl.load_workbook(out)["Front"]["A1"].value == 5


def test_a_spreadsheet_application_shows_the_new_figures(template: Path, soffice: str) -> None:
    out = filled(template, data(2, 2, 40), data(1, 3, "Jun 2026"), front(5, 2, "=text"))
    profile = f"-env:UserInstallation={(template.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "csv", "--outdir", str(template.parent), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with (template.parent / "filled.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[3] for row in rows[:2]] == ["45", "90"]
    assert rows[4][1] == "=text"
