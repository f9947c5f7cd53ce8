"""What charts remember of the cells they draw."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from packages import edit, ooxml, parts, plain_template, replacing
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.fill import fill

CHART, DATA = "xl/charts/chart1.xml", "xl/worksheets/sheet2.xml"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return plain_template(tmp_path / "template.xlsx")


def chart_after(template: Path, *writes: CellWrite) -> etree._Element:
    out = template.with_name("filled.xlsx")
    fill(template, out, writes)
    return ooxml(out, CHART)


def data(row: int, column: int, value: str | float | None) -> CellWrite:
    return CellWrite("Data", row, column, value)


def points(chart: etree._Element, path: str) -> dict[str, str]:
    found = next(chart.iterfind(f".//{path}"))
    return {point.get("idx", ""): point.findtext(f"{C}v") or "" for point in found.iter(f"{C}pt")}


def count(chart: etree._Element, path: str) -> str:
    return next(next(chart.iterfind(f".//{path}")).iter(f"{C}ptCount")).get("val", "")


def test_values_names_and_categories_are_the_new_ones(template: Path) -> None:
    chart = chart_after(template, data(2, 2, 7.5), data(1, 2, "Jun 2026"), data(4, 1, "Third"))
    assert points(chart, f"{C}val") == {"0": "7.5", "1": "2", "2": "3"}
    assert points(chart, f"{C}tx") == {"0": "Jun 2026"}
    assert points(chart, f"{C}cat") == {"0": "One", "1": "Two", "2": "Third"}


@pytest.mark.parametrize("value", [None, "n/a", "", True])
def test_a_cell_without_a_number_is_a_gap(template: Path, value: str | None) -> None:
    chart = chart_after(template, data(3, 2, value))
    assert (points(chart, f"{C}val"), count(chart, f"{C}val")) == ({"0": "1", "2": "3"}, "3")


def test_an_error_is_a_gap(template: Path) -> None:
    edit(template, {DATA: replacing('<c r="B3"><v>2</v>', '<c r="B3" t="e"><v>#N/A</v>')})
    assert points(chart_after(template, data(2, 2, 5)), f"{C}val") == {"0": "5", "2": "3"}


def test_a_gap_is_filled_again_in_its_place(template: Path) -> None:
    edit(template, {DATA: replacing('<c r="B3"><v>2</v></c>', "")})
    edit(template, {CHART: replacing('<c:pt idx="1"><c:v>2</c:v></c:pt>', "")})
    chart = chart_after(template, data(3, 2, 8))
    assert list(points(chart, f"{C}val").items()) == [("0", "1"), ("1", "8"), ("2", "3")]


def test_a_formula_that_forgot_its_value_is_a_gap(template: Path) -> None:
    edit(template, {DATA: replacing('<c r="B3"><v>2</v>', '<c r="B3"><f>C3/10</f><v>2</v>')})
    assert points(chart_after(template, data(3, 3, 40)), f"{C}val") == {"0": "1", "2": "3"}


def test_the_format_is_that_of_the_cells(template: Path) -> None:
    rate = ("Sec 01", 5, 2)
    chart = chart_after(template, CellWrite("Data", 2, 2, 0.5, rate), data(3, 2, 2))
    cache = next(chart.iter(f"{C}numCache"))
    assert cache.findtext(f"{C}formatCode") == "0.0%"
    assert [point.get("formatCode") for point in cache.iter(f"{C}pt")] == [None, "General", "General"]
    assert [child.tag.removeprefix(C) for child in cache] == ["formatCode", "ptCount", "pt", "pt", "pt"]


def test_a_chart_of_other_cells_is_not_touched(template: Path) -> None:
    before = parts(template)[CHART]
    assert etree.tostring(chart_after(template, data(2, 3, 5)), method="c14n") == etree.tostring(
        etree.fromstring(before), method="c14n"
    )


@pytest.mark.parametrize("formula", ["[0]!Rates", "(Data!$B$2:$B$3,Data!$B$4)", "data!$B$2:$B$4"])
def test_a_series_may_be_a_name_or_several_areas(template: Path, formula: str) -> None:
    edit(template, {CHART: replacing("Data!$B$2:$B$4", formula)})
    assert points(chart_after(template, data(4, 2, 9)), f"{C}val") == {"0": "1", "1": "2", "2": "9"}


def test_a_series_that_excel_chooses_is_emptied(template: Path) -> None:
    edit(template, {CHART: replacing("Data!$B$2:$B$4", "[0]!Moving")})
    chart = chart_after(template, data(4, 2, 9))
    assert (points(chart, f"{C}val"), count(chart, f"{C}val")) == ({}, "0")


def test_a_whole_column_ends_with_the_sheet(template: Path) -> None:
    edit(template, {CHART: replacing("Data!$B$2:$B$4", "Data!$B:$B")})
    chart = chart_after(template, data(4, 2, 9))
    assert (points(chart, f"{C}val"), count(chart, f"{C}val")) == ({"1": "1", "2": "2", "3": "9"}, "4")


def test_hidden_rows_are_left_out_as_excel_does(template: Path) -> None:
    edit(template, {DATA: replacing('<row r="3"', '<row r="3" hidden="1"')})
    chart = chart_after(template, data(4, 2, 9))
    assert (points(chart, f"{C}val"), count(chart, f"{C}val")) == ({"0": "1", "1": "9"}, "2")
    edit(template, {CHART: replacing('plotVisOnly val="1"', 'plotVisOnly val="0"')})
    assert count(chart_after(template, data(4, 2, 9)), f"{C}val") == "3"


def test_hidden_columns_are_left_out(template: Path) -> None:
    edit(template, {DATA: replacing("<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>')})
    edit(template, {CHART: replacing("Data!$B$2:$B$4", "Data!$B$2:$C$2")})
    assert points(chart_after(template, data(2, 3, 9)), f"{C}val") == {"0": "9"}


def test_categories_in_levels_start_with_the_innermost(template: Path) -> None:
    levels = (
        "<c:multiLvlStrRef><c:f>Data!$A$2:$B$4</c:f><c:multiLvlStrCache><c:ptCount val='3'/><c:lvl><c:pt idx='0'>"
        "<c:v>old</c:v></c:pt></c:lvl></c:multiLvlStrCache></c:multiLvlStrRef>"
    )
    before = parts(template)[CHART].decode()
    start, end = before.index("<c:cat>") + 7, before.index("</c:cat>")
    edit(template, {CHART: lambda text: text[:start] + levels + text[end:]})
    chart = chart_after(template, data(2, 1, None), data(2, 2, "x"))
    found = [[point.findtext(f"{C}v") for point in level] for level in chart.iter(f"{C}lvl")]
    assert found == [["x", "2", "3"], ["Two", "Three"]]
    assert count(chart, f"{C}cat") == "3"


def test_labels_from_cells_are_brought_up_to_date(template: Path) -> None:
    space = "http://schemas.microsoft.com/office/drawing/2012/chart"
    labels = (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="{space}"><c15:datalabelsRange>'
        "<c15:f>Data!$A$2:$A$3</c15:f><c15:dlblRangeCache><c:ptCount val='2'/><c:pt idx='0'><c:v>One</c:v></c:pt>"
        "</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst></c:ser>"
    )
    edit(template, {CHART: replacing("</c:ser>", labels)})
    chart = chart_after(template, data(2, 1, "First"))
    assert points(chart, f"{{{space}}}dlblRangeCache") == {"0": "First", "1": "Two"}


def test_an_axis_of_empty_cells_becomes_one_of_texts(tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    book = xlsxwriter.Workbook(template)
    sheet, chart = book.add_worksheet("Data"), book.add_chart({"type": "line"})
    chart.add_series({"categories": "=Data!$A$1:$B$1", "values": "=Data!$A$2:$B$2"})
    sheet.insert_chart("D1", chart)
    book.close()
    after = chart_after(template, data(1, 1, "Apr"), data(1, 2, "May"), data(2, 1, 1), data(2, 2, 2))
    assert points(after, f"{C}cat/{C}strRef/{C}strCache") == {"0": "Apr", "1": "May"}
    assert points(after, f"{C}val/{C}numRef/{C}numCache") == {"0": "1", "1": "2"}


def test_a_chart_that_remembers_nothing_is_given_what_it_draws(template: Path) -> None:
    before = parts(template)[CHART].decode()
    start, end = before.rindex("<c:numCache>"), before.rindex("</c:numRef>")
    edit(template, {CHART: lambda text: text[:start] + text[end:]})
    assert points(chart_after(template, data(2, 2, 5)), f"{C}val") == {"0": "5", "1": "2", "2": "3"}
