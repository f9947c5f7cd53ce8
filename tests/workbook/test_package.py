"""A template as the plan reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from packages import edit, plain_template, replacing
from scorecard.errors import TemplateError
from scorecard.workbook.cells import Area, Template
from scorecard.workbook.package import Package

FRONT, DATA, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return plain_template(tmp_path / "template.xlsx")


def with_cell(template: Path, xml: str) -> Path:
    return edit(template, {FRONT: replacing("</sheetData>", f'<row r="30">{xml}</row></sheetData>')})


def with_name(template: Path, name: str, formula: str) -> dict[str, Area]:
    entry = f'<definedName name="{name}">{formula}</definedName></definedNames>'
    return dict(Package(edit(template, {BOOK: replacing("</definedNames>", entry)})).names)


def test_a_package_is_a_template(template: Path) -> None:
    with Package(template) as package:
        as_template: Template = package
        assert list(as_template.sheets) == ["Sec 01", "Data"]


def test_names_of_one_area_are_listed_and_others_are_not(template: Path) -> None:
    assert dict(Package(template).names) == {
        "Anchor": Area("Sec 01", 5, 1, 7, 2),
        "Data!Local": Area("Data", 2, 2, 2, 2),
        "Local": Area("Data", 2, 2, 2, 2),
        "Rates": Area("Data", 2, 2, 4, 2),
    }


@pytest.mark.parametrize(
    "formula",
    [
        "'Sec 01'!A1",
        "'Sec 01'!$A$1+1",
        "('Sec 01'!$A$1)",
        "'Sec 01'!$A$1,Data!$A$1",
        "'Sec 01:Data'!$A$1",
        "[1]Data!$A$1",
        "Data!#REF!",
        "#REF!",
        "Gone!$A$1",
        "Figures[Indicator]",
        "12",
        "",
    ],
)
def test_a_name_that_is_not_one_plain_area_is_left_out(template: Path, formula: str) -> None:
    assert "Odd" not in with_name(template, "Odd", formula)


def test_a_whole_column_and_a_cell_are_areas(template: Path) -> None:
    assert with_name(template, "Column", "Data!$B:$B")["Column"] == Area("Data", 1, 2, 1_048_576, 2)
    assert with_name(template, "Cell", "data!$C$2")["Cell"] == Area("Data", 2, 3, 2, 3)


def test_a_quote_in_a_sheets_name_is_read(template: Path) -> None:
    edit(template, {BOOK: replacing('name="Data"', 'name="Children\'s"')})
    names = with_name(template, "Quoted", "'Children''s'!$A$1")
    assert names["Quoted"] == Area("Children's", 1, 1, 1, 1)


def test_a_workbook_name_goes_before_a_sheets_name_of_the_same_spelling(template: Path) -> None:
    names = with_name(template, "Local", "Data!$C$3")
    assert (names["Local"], names["Data!Local"]) == (Area("Data", 3, 3, 3, 3), Area("Data", 2, 2, 2, 2))


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<c r="A30"><v>61.200000000000003</v></c>', "61.2"),
        ('<c r="A30"><v>12</v></c>', "12"),
        ('<c r="A30" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A30" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A30" t="str"><f>"a"</f><v>a</v></c>', "a"),
        ('<c r="A30" t="inlineStr"><is><t> in </t></is></c>', " in "),
        ('<c r="A30" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
         "two runs"),
        ('<c r="A30" t="inlineStr"><is><t>a_x000D__x005F_x000D_</t></is></c>', "a\r_x000D_"),
        ('<c r="A30" s="1"/>', ""),
        ("<c><v>7</v></c>", "7"),
        ('<c r="A30" t="s"/>', ""),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_text(template: Path, xml: str, expected: str) -> None:
    assert Package(with_cell(template, xml)).text("Sec 01", 30, 1) == expected


def test_shared_texts_and_empty_places_are_read(template: Path) -> None:
    package = Package(template)
    assert package.text("Sec 01", 1, 1) == "Rate of assessments"
    assert package.text("Sec 01", 1, 3) == ""
    assert package.text("Sec 01", 900, 3) == ""


def test_formulas_and_what_they_spill_into_are_recognised(template: Path) -> None:
    package = Package(
        with_cell(template, '<c r="A30"><f t="array" ref="A30:B30">Data!B2:C2</f><v>1</v></c><c r="B30"><v>2</v></c>')
    )
    assert package.has_formula("Sec 01", 1, 4)
    assert package.has_formula("Sec 01", 30, 2)
    assert not package.has_formula("Sec 01", 5, 2)
    assert not package.has_formula("Data", 2, 2)


def test_a_missing_sheet_is_named_with_the_one_meant(template: Path) -> None:
    with pytest.raises(TemplateError, match=r"has no sheet 'Sec 1'\. Did you mean 'Sec 01'\?") as caught:
        Package(template).text("Sec 1", 1, 1)
    assert "Its sheets are: Sec 01, Data." in caught.value.way_out


def test_a_strict_workbook_is_refused_with_the_way_out(template: Path) -> None:
    spelling = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    edit(template, {BOOK: replacing(spelling, "http://purl.oclc.org/ooxml/spreadsheetml/main")})
    with pytest.raises(TemplateError, match="Strict Open XML") as caught:
        Package(template)
    assert "save it as an Excel Workbook" in caught.value.way_out
