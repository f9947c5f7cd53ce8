"""The gate: what is planted into a good edition is found, by part and cell, and what is good is let through."""

from __future__ import annotations

import dataclasses
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from packages import rich_template
from planted import (
    BOOK,
    BORN,
    CHART,
    CHILD,
    CORE,
    FRONT,
    OFFICE,
    PLANTER,
    PRINTED,
    SECRETS,
    Parts,
    add_part,
    edition,
    found_in,
    places,
    planted,
    put,
    put_cell,
    text_cell,
    workbook,
)
from scorecard.ooxml import OfficeFile
from scorecard.publish.gate import CHECKS, inspect
from scorecard.publish.gate.container import LARGE, TOO_LARGE
from scorecard.publish.gate.identifiers import dates_in
from scorecard.publish.gate.inspect import Check
from scorecard.publish.people import people_of

IDENTIFIER, BIRTH = "identifier-in-edition", "birth-date-in-edition"
DRAWING = "xl/drawings/drawing1.xml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return edition(tmp_path)


def test_a_good_edition_is_let_through(good):
    inspection = inspect(good, SECRETS, PRINTED)
    assert [] == [str(each) for each in inspection.findings]
    assert [check.name for check in CHECKS] == inspection.checks
    assert 2 == inspection.looked_at["sheets"]


# ---------------------------------------------------------------- a child's identifier


def in_a_chart_cache(content: Parts) -> None:
    put(content, CHART, "<c:v>Two</c:v>", f"<c:v>{CHILD}</c:v>")


def in_a_validation_list(content: Parts) -> None:
    lists = f'<dataValidations count="1"><dataValidation type="list" sqref="B9"><formula1>"{CHILD},Other"</formula1>'
    put(content, FRONT, "<hyperlinks>", f"{lists}</dataValidation></dataValidations><hyperlinks>")


def in_document_properties(content: Parts) -> None:
    put(content, CORE, "<dc:language>", f"<dc:description>about {CHILD}</dc:description><dc:language>")


def in_a_hidden_sheet(content: Parts) -> None:
    put(content, BOOK, 'name="Front"', 'name="Front" state="veryHidden"')
    put_cell(content, "D2", text_cell("D2", f"see {CHILD}"))


def in_a_defined_name(content: Parts) -> None:
    put(content, BOOK, "</definedNames>", f'<definedName name="CASE_{CHILD}">Data!$A$1</definedName></definedNames>')


def in_a_defined_names_formula(content: Parts) -> None:
    put(content, BOOK, "</definedNames>", f'<definedName name="OWN">"{CHILD}"</definedName></definedNames>')


def in_a_comments_author(content: Parts) -> None:
    text = f'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>{CHILD}</author>'
    data = f'{text}</authors><commentList><comment ref="B4" authorId="0"><text><t>x</t></text></comment></commentList>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    add_part(content, FRONT, "comments", "xl/comments1.xml", f"{data}</comments>".encode(), kind)


def in_a_header(content: Parts) -> None:
    put(content, FRONT, "<oddFooter>", f"<oddHeader>&amp;L{CHILD}</oddHeader><oddFooter>")


def in_a_cell(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", f"(the case of {CHILD.lower()}.)"))


def in_two_pieces_of_a_cell(content: Parts) -> None:
    pieces = f"<r><t>{CHILD[:3]}</t></r><r><t>{CHILD[3:]}</t></r>"
    put_cell(content, "D2", f'<c r="D2" t="inlineStr"><is>{pieces}</is></c>')


def in_a_text_that_no_cell_shows(content: Parts) -> None:
    put(content, "xl/sharedStrings.xml", "</sst>", f"<si><t>{CHILD}</t></si></sst>")


def in_an_alternative_text(content: Parts) -> None:
    put(content, DRAWING, 'descr="A line', f'descr="{CHILD}: a line')


def in_a_number_format(content: Parts) -> None:
    put(content, "xl/styles.xml", "d mmm yyyy", f"&quot;{CHILD}&quot;0")


def in_a_conditional_format(content: Parts) -> None:
    put(content, FRONT, '="R"</formula>', f'="{CHILD}"</formula>')


def in_a_links_tip(content: Parts) -> None:
    put(content, FRONT, "<hyperlink ", f'<hyperlink tooltip="{CHILD}" ')


def in_a_remark_of_the_xml(content: Parts) -> None:
    put(content, FRONT, "<sheetData>", f"<!-- {CHILD} --><sheetData>")


def in_the_name_of_a_part(content: Parts) -> None:
    content[f"xl/{CHILD}.xml"] = b"<a/>"


def in_bytes(content: Parts) -> None:
    content["xl/media/image1.png"] = b"\x89PNG\r\n\x1a\n\x00\x00tEXt" + CHILD.encode("utf-16-le")


@pytest.mark.parametrize(
    ("plant", "part", "sheet", "cell"),
    [
        (in_a_chart_cache, CHART, "Front", "cache of Data!$A$2:$A$4"),
        (in_a_validation_list, FRONT, "Front", "data validation of B9"),
        (in_document_properties, CORE, "", "description"),
        (in_a_hidden_sheet, FRONT, "Front", "D2"),
        (in_a_defined_name, BOOK, "", f"defined name CASE_{CHILD}"),
        (in_a_defined_names_formula, BOOK, "", "defined name OWN"),
        (in_a_comments_author, "xl/comments1.xml", "Front", "author"),
        (in_a_header, FRONT, "Front", "header"),
        (in_a_cell, FRONT, "Front", "D2"),
        (in_two_pieces_of_a_cell, FRONT, "Front", "D2"),
        (in_a_text_that_no_cell_shows, "xl/sharedStrings.xml", "", "a text that no cell shows"),
        (in_an_alternative_text, DRAWING, "Front", "cNvPr"),
        (in_a_number_format, "xl/styles.xml", "", "numFmt"),
        (in_a_conditional_format, FRONT, "Front", "conditional format of B4"),
        (in_a_links_tip, FRONT, "Front", "link of A6"),
        (in_a_remark_of_the_xml, FRONT, "Front", "a comment in the XML"),
        (in_the_name_of_a_part, f"xl/{CHILD}.xml", "", "its name"),
        (in_bytes, "xl/media/image1.png", "", "its bytes"),
    ],
)
def test_a_childs_identifier_is_found_wherever_it_is(good, plant, part, sheet, cell):
    findings = found_in(planted(good, plant))
    assert (part, sheet, cell) in places(findings)[IDENTIFIER]
    told = [str(each) for each in findings if each.code == IDENTIFIER]
    assert all("found a value of child_id of contacts" in each for each in told)


def test_a_finding_names_part_sheet_and_cell(good):
    finding = next(each for each in found_in(planted(good, in_a_cell)) if each.code == IDENTIFIER)
    expected = (
        f'planted-edition.xlsx, part {FRONT}, sheet "Front", cell D2: an identifier of the extracts stands in the '
        "edition; found a value of child_id of contacts."
    )
    assert expected == str(finding)


# ---------------------------------------------------------------- numbers that may be identifiers


@pytest.mark.parametrize("text", ["Child 1234 was seen", "ID: 1234", "1234", "contact 412345", "LCS-7", "lcs 7"])
def test_an_identifier_of_digits_or_few_letters_is_found_where_words_give_it_away(good, text):
    bad = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", text)))
    assert [(FRONT, "Front", "D2")] == places(found_in(bad)).get(IDENTIFIER, [])[:1]


@pytest.mark.parametrize(
    "text", ["1234 referrals", "1,234 in all", "12,345 contacts", "M", "41234 and 4123456", "XC011575"]
)
def test_a_count_that_equals_an_identifier_is_a_count(good, text):
    bad = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", text)))
    assert IDENTIFIER not in places(found_in(bad))


def test_a_number_of_five_digits_is_an_identifier_unless_the_plan_printed_it(good):
    bad = planted(good, lambda content: put_cell(content, "E4", '<c r="E4"><v>412345</v></c>'))
    unplanned = dataclasses.replace(PRINTED, numbers=frozenset())
    assert [(FRONT, "Front", "E4")] == places(found_in(bad, printed=unplanned))[IDENTIFIER]
    assert IDENTIFIER not in places(found_in(bad))


def test_a_short_number_in_a_cell_is_a_figure(good):
    bad = planted(good, lambda content: put_cell(content, "E4", '<c r="E4"><v>1234</v></c>'))
    assert IDENTIFIER not in places(found_in(bad))


# ---------------------------------------------------------------- dates of birth


@pytest.mark.parametrize(
    "text",
    ["born 17/02/2009", "17.2.2009", "2009-02-17", "20090217", "17 February 2009", "17th Feb 2009", "February 17, 2009",
     "17/02/09", "17-Feb-09"],
)  # fmt: skip
def test_a_date_of_birth_is_found_however_it_is_written(good, text):
    assert BORN in set(dates_in(text))
    bad = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", text)))
    assert [(FRONT, "Front", "D2")] == places(found_in(bad))[BIRTH][:1]


def test_a_date_of_birth_as_excels_number_is_found_where_it_is_shown_as_a_date(good):
    bad = planted(good, lambda content: put_cell(content, "E4", '<c r="E4" s="1"><v>39861</v></c>'))
    assert [(FRONT, "Front", "E4")] == places(found_in(bad))[BIRTH]
    figure = planted(good, lambda content: put_cell(content, "E4", '<c r="E4"><v>39861</v></c>'))
    assert BIRTH not in places(found_in(figure))


def test_a_day_that_the_scorecard_says_of_itself_is_no_date_of_birth(good):
    unsaid = dataclasses.replace(PRINTED, days=frozenset())
    assert {(FRONT, "Front", "A2"), (FRONT, "Front", "C4")} == set(places(found_in(good, printed=unsaid))[BIRTH])
    assert BIRTH not in places(found_in(good))


# ---------------------------------------------------------------- what Document Inspector looks for


def a_formula(content: Parts) -> None:
    put_cell(content, "E4", '<c r="E4"><f>SUM(B4)</f><v>30</v></c>')


def a_name_that_computes(content: Parts) -> None:
    put(content, BOOK, "</definedNames>", '<definedName name="OWN">SUM(Data!$B$2:$B$4)</definedName></definedNames>')


def a_link_to_a_workbook(content: Parts) -> None:
    link = f'<Relationship Id="rId99" Type="{OFFICE}/externalLinkPath" TargetMode="External" Target="other.xlsx"/>'
    put(content, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{link}</Relationships>")


def a_web_link(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", "see https://intranet.example/case"))


def a_chart_of_another_workbook(content: Parts) -> None:
    put(content, CHART, "Data!$B$2:$B$4", "[1]Data!$B$2:$B$4")


def printer_settings(content: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    add_part(content, FRONT, "printerSettings", "xl/printerSettings/printerSettings1.bin", b"\\\\server\\printer", kind)


def custom_xml(content: Parts) -> None:
    add_part(content, BOOK, "customXml", "customXml/item1.xml", b"<owner/>", "application/xml")


def an_embedded_workbook(content: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    add_part(content, FRONT, "package", "xl/embeddings/book.xlsx", b"PK\x03\x04", kind)


def a_calculation_chain(content: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    add_part(content, BOOK, "calcChain", "xl/calcChain.xml", b"<calcChain/>", kind)


def macros(content: Parts) -> None:
    add_part(content, BOOK, "vbaProject", "xl/vbaProject.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject")


def a_part_that_nothing_leads_to(content: Parts) -> None:
    content["xl/worksheets/sheet9.xml"] = content[FRONT]


def a_part_of_no_type(content: Parts) -> None:
    content["xl/notes.txt"] = b"by hand"


def a_hidden_sheet(content: Parts) -> None:
    put(content, BOOK, 'name="Data"', 'name="Data" state="hidden"')


def a_hidden_row(content: Parts) -> None:
    put(content, FRONT, '<row r="4"', '<row hidden="1" r="4"')


def a_row_without_height(content: Parts) -> None:
    put(content, FRONT, '<row r="4"', '<row ht="0" customHeight="1" r="4"')


def a_hidden_column(content: Parts) -> None:
    put(content, FRONT, "<sheetData>", '<cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>')


def a_hidden_name(content: Parts) -> None:
    put(content, BOOK, "</definedNames>", '<definedName name="OWN" hidden="1">Data!$A$1</definedName></definedNames>')


def a_hidden_chart(content: Parts) -> None:
    put(content, DRAWING, "<xdr:cNvPr ", '<xdr:cNvPr hidden="1" ')


def a_format_that_shows_nothing(content: Parts) -> None:
    put(content, "xl/styles.xml", "d mmm yyyy", ";;;")


def a_format_of_blanks(content: Parts) -> None:
    put(content, "xl/styles.xml", "d mmm yyyy", "&quot; &quot;;[Red]&quot;&quot;;_-;\\ ")


def a_row_of_a_hair(content: Parts) -> None:
    put(content, FRONT, '<row r="4"', '<row ht="0.2" customHeight="1" r="4"')


def rows_that_are_hidden_unless_said(content: Parts) -> None:
    put(content, FRONT, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ')


def a_column_of_a_hair(content: Parts) -> None:
    put(content, FRONT, "<sheetData>", '<cols><col min="2" max="2" width="0.1" customWidth="1"/></cols><sheetData>')


def a_text_of_one_point(content: Parts) -> None:
    put(content, "xl/styles.xml", '<sz val="11"/>', '<sz val="1"/>')


def white_on_white(content: Parts) -> None:
    put(content, "xl/styles.xml", '<color theme="1"/>', '<color rgb="FFFFFFFF"/>')


def a_cell_under_a_merged_one(content: Parts) -> None:
    merged = '<mergeCells><mergeCell ref="A4:B4"/></mergeCells>'
    put(content, FRONT, "<conditionalFormatting", f"{merged}<conditionalFormatting")


def a_path(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", "from C:\\Users\\priya\\cases.xlsx"))


def a_server(content: Parts) -> None:
    put(content, DRAWING, 'descr="', 'descr="\\\\council-fs01\\social care\\')


def a_home_folder(content: Parts) -> None:
    put(content, BOOK, "<workbookPr/>", '<workbookPr codeName="/home/priya/template.xlsx"/>')


def an_author(content: Parts) -> None:
    put(content, CORE, "<dc:language>", f"<dc:creator>{PLANTER}</dc:creator><dc:language>")


def an_author_in_a_cell(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", f"ask {PLANTER}"))


def a_company(content: Parts) -> None:
    put(content, "docProps/app.xml", "<DocSecurity>", "<Company>Ambleford</Company><DocSecurity>")


def a_text_that_starts_a_formula(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", '=HYPERLINK("x")'))


def a_text_that_starts_with_a_tab(content: Parts) -> None:
    put_cell(content, "D2", text_cell("D2", "&#9;1+1"))


def another_memory_of_a_chart(content: Parts) -> None:
    put(content, CHART, "<c:v>20</c:v>", "<c:v>21</c:v>")


def one_memory_too_many(content: Parts) -> None:
    put(content, CHART, '<c:pt idx="2"><c:v>30</c:v></c:pt>',
        '<c:pt idx="2"><c:v>30</c:v></c:pt><c:pt idx="7"><c:v>5</c:v></c:pt>')  # fmt: skip


def a_view_of_ones_own(content: Parts) -> None:
    view = '<customSheetViews><customSheetView guid="{0}"/></customSheetViews>'
    put(content, FRONT, "<pageMargins", f"{view}<pageMargins")


def an_addition_that_is_not_known(content: Parts) -> None:
    put(content, FRONT, "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}", "{00000000-1111-2222-3333-444444444444}")


@pytest.mark.parametrize(
    ("plant", "code", "part", "cell"),
    [
        (a_formula, "formula-in-edition", FRONT, "E4"),
        (a_name_that_computes, "formula-in-edition", BOOK, "defined name OWN"),
        (a_link_to_a_workbook, "outside-link", BOOK, "relationship rId99"),
        (a_web_link, "outside-link", FRONT, "D2"),
        (a_chart_of_another_workbook, "outside-link", CHART, "f"),
        (printer_settings, "part-not-allowed", "xl/printerSettings/printerSettings1.bin", ""),
        (printer_settings, "path-in-edition", "xl/printerSettings/printerSettings1.bin", "its bytes"),
        (custom_xml, "part-not-allowed", "customXml/item1.xml", ""),
        (an_embedded_workbook, "part-not-allowed", "xl/embeddings/book.xlsx", ""),
        (a_calculation_chain, "part-not-allowed", "xl/calcChain.xml", ""),
        (macros, "part-not-allowed", "xl/vbaProject.bin", ""),
        (in_a_comments_author, "part-not-allowed", "xl/comments1.xml", ""),
        (in_a_comments_author, "author-in-edition", "xl/comments1.xml", "author"),
        (in_a_validation_list, "part-not-allowed", FRONT, "dataValidation of B9"),
        (a_part_that_nothing_leads_to, "package-odd", "xl/worksheets/sheet9.xml", ""),
        (a_part_of_no_type, "part-not-allowed", "xl/notes.txt", ""),
        (a_hidden_sheet, "hidden-content", "xl/worksheets/sheet2.xml", ""),
        (a_hidden_row, "hidden-content", FRONT, "row 4"),
        (a_row_without_height, "hidden-content", FRONT, "row 4"),
        (a_hidden_column, "hidden-content", FRONT, "column B"),
        (a_hidden_name, "hidden-content", BOOK, "defined name OWN"),
        (a_hidden_chart, "hidden-content", DRAWING, "Chart 1"),
        (a_format_that_shows_nothing, "hidden-content", FRONT, "C4"),
        (a_format_of_blanks, "hidden-content", FRONT, "C4"),
        (a_row_of_a_hair, "hidden-content", FRONT, "row 4"),
        (rows_that_are_hidden_unless_said, "hidden-content", FRONT, "row 4"),
        (a_column_of_a_hair, "hidden-content", FRONT, "column B"),
        (a_text_of_one_point, "hidden-content", FRONT, "A2"),
        (white_on_white, "hidden-content", FRONT, "A2"),
        (a_cell_under_a_merged_one, "hidden-content", FRONT, "B4"),
        (a_path, "path-in-edition", FRONT, "D2"),
        (a_server, "path-in-edition", DRAWING, "cNvPr"),
        (a_home_folder, "path-in-edition", BOOK, "workbookPr"),
        (an_author, "author-in-edition", CORE, "creator"),
        (an_author_in_a_cell, "author-in-edition", FRONT, "D2"),
        (a_company, "author-in-edition", "docProps/app.xml", "Company"),
        (a_text_that_starts_a_formula, "formula-text", FRONT, "D2"),
        (a_text_that_starts_with_a_tab, "formula-text", FRONT, "D2"),
        (another_memory_of_a_chart, "chart-remembers-other", CHART, "cache of Data!$B$2:$B$4"),
        (one_memory_too_many, "chart-remembers-other", CHART, "cache of Data!$B$2:$B$4"),
        (a_view_of_ones_own, "part-not-allowed", FRONT, ""),
        (an_addition_that_is_not_known, "part-not-allowed", FRONT, ""),
    ],
)
def test_what_document_inspector_looks_for_is_found(good, plant, code, part, cell):
    found = places(found_in(planted(good, plant))).get(code, [])
    assert (part, cell) in [(each[0], each[2]) for each in found]


def test_a_text_of_the_colour_of_its_ground_is_let_through_where_a_condition_gives_it_another(good):
    white = found_in(planted(good, white_on_white))
    found = places(white)["hidden-content"]
    assert ["A2"] == [place for place in ("A2", "B4") if (FRONT, "Front", place) in found]


@pytest.mark.parametrize(
    "written",
    ["C01\u200b1575", "C01\u00ad1575", "\uff23\uff10\uff11\uff11\uff15\uff17\uff15", "C 011575", "C-011575",
     "(C) 011575", "C\u2011011575"],
)  # fmt: skip
def test_an_identifier_is_found_as_the_eye_reads_it(good, written):
    bad = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", f"about {written} again")))
    assert (FRONT, "Front", "D2") in places(found_in(bad))[IDENTIFIER]


@pytest.mark.parametrize("written", ["17\u201302\u20132009", "17\u00a0February\u00a02009", "17/02/20\u200b09"])
def test_a_date_of_birth_is_found_as_the_eye_reads_it(good, written):
    bad = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", f"born {written}")))
    assert (FRONT, "Front", "D2") in places(found_in(bad))[BIRTH]


def test_a_sheet_that_the_audience_does_not_get_is_found(good):
    printed = dataclasses.replace(PRINTED, sheets=("Front",))
    assert [("xl/worksheets/sheet2.xml", "Data", "")] == places(found_in(good, printed=printed))["hidden-content"]


def test_a_formula_to_copy_that_names_an_indicator_is_let_through(good):
    offered = planted(good, lambda content: put_cell(content, "D2", text_cell("D2", '=KPI("CP_PLANS")')))
    assert [] == found_in(offered)


def test_signs_of_the_scorecard_are_let_through(good):
    for sign in ("−3", "—", "≥ 90%", "[c]", "3 points up"):
        signed = planted(good, lambda content, sign=sign: put_cell(content, "D2", text_cell("D2", sign)))
        assert [] == found_in(signed)


@pytest.mark.parametrize(
    "text", ["Families A/B: see page 3", "We moved to SharePoint", "09:30 and 24/7", "Plans: 55", "ratio 3:1/2"]
)
def test_a_text_that_names_no_place_is_let_through(good, text):
    assert [] == found_in(planted(good, lambda content: put_cell(content, "D2", text_cell("D2", text))))


def test_authors_are_those_of_properties_and_comments_and_not_the_council(tmp_path):
    assert frozenset({PLANTER}) == people_of(OfficeFile(workbook(tmp_path / "filled.xlsx")), {"Ambleford City Council"})
    assert frozenset() == people_of(OfficeFile(workbook(tmp_path / "filled.xlsx")), {f"{PLANTER}, performance team"})
    assert frozenset() == people_of(OfficeFile(rich_template(tmp_path / "rich.xlsx")), set())


# ---------------------------------------------------------------- the file as a container


def test_bytes_after_the_end_are_found(good):
    good.write_bytes(good.read_bytes() + b"and a row of a child")
    assert "bytes or a remark after the end" in [each.found for each in found_in(good)]


def test_bytes_before_the_first_part_are_found(tmp_path, good):
    bad = tmp_path / "before.xlsx"
    bad.write_bytes(b"PK, and a row of a child")
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "a") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    assert "24 bytes before the part" in [each.found for each in found_in(bad)]


def test_a_remark_on_the_file_is_found(good):
    with zipfile.ZipFile(good, "a") as archive:
        archive.comment = b"made by hand"
    assert "package-odd" in places(found_in(good))


def test_two_parts_of_one_name_cannot_be_checked_and_stop(good):
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(good, "a") as archive:
        archive.writestr(FRONT, b"<worksheet/>")
    findings = found_in(good)
    assert ["check-failed"] == [each.code for each in findings]
    assert "two parts of one name" in findings[0].found


@pytest.mark.parametrize(("size", "code"), [(LARGE + 1, "edition-large"), (TOO_LARGE + 1, "edition-too-large")])
def test_a_large_edition_is_told_and_a_larger_one_stops(good, size, code):
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"IDAT", bytes(size)) + chunk(b"IEND", b"")
    content = {"xl/media/image1.png": picture}
    bad = good.with_name("large.xlsx")
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for name, data in content.items():
            target.writestr(name, data, zipfile.ZIP_STORED)
    inspection = inspect(bad, SECRETS, PRINTED)
    assert code in places(inspection.findings)
    assert (code == "edition-large") == (code in places(inspection.warnings))


def test_a_picture_with_a_remark_of_its_camera_is_found(good):
    remark = chunk(b"tEXt", b"Author\0somebody")
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + remark + chunk(b"IEND", b"")

    def plant(content: Parts) -> None:
        content["xl/media/image1.png"] = picture
        put(content, "[Content_Types].xml", "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>')

    found = places(found_in(planted(good, plant)))["part-not-allowed"]
    assert ("xl/media/image1.png", "", "") in found


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# ---------------------------------------------------------------- closed when it fails


def test_a_check_that_breaks_off_is_a_finding(good):
    def breaks(scene):
        raise ZeroDivisionError("by hand")

    inspection = inspect(good, SECRETS, PRINTED, [Check("one that breaks", breaks)])
    assert ["check-failed"] == [each.code for each in inspection.stopping]
    assert "one that breaks: ZeroDivisionError: by hand" == inspection.stopping[0].found


def test_a_part_that_cannot_be_read_stops(good):
    bad = planted(good, lambda content: content.update({FRONT: b"<worksheet>"}))
    assert "check-failed" in places(inspect(bad, SECRETS, PRINTED).stopping)


def test_a_file_that_is_no_workbook_stops(tmp_path):
    path = tmp_path / "edition.xlsx"
    path.write_bytes(b"<html>")
    assert ["check-failed"] == [each.code for each in inspect(path, SECRETS, PRINTED).stopping]
