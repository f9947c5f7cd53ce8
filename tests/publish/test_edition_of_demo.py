"""The managers' edition of the demo council: what a reader opens."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from packages import parts
from planted import (
    BOOK,
    CHILD,
    CORE,
    Parts,
    add_part,
    places,
    planted,
    put,
)
from scorecard import pipeline, publication
from scorecard.definitions.workspace import Workspace
from scorecard.issues import Issues
from scorecard.publication.known import secrets
from scorecard.publication.scope import audience_of, cells_of
from scorecard.publish.gate import Printed, Secrets, inspect
from scorecard.values import Status
from scorecard.workbook.cells import address
from scorecard.workbook.package import Package
from scorecard.workbook.plan import plan
from scorecard.workbook.template import write_template

# What openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")
NEVER_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item></oor:items>"""


@pytest.fixture(scope="module")
def opened(managers: publication.Published) -> openpyxl.Workbook:
    return openpyxl.load_workbook(managers.edition, data_only=True)


def test_every_cell_of_the_plan_is_in_the_file_as_a_value(managers, opened, publishing_workspace, tmp_path):
    mappings = pipeline.read_mappings(publishing_workspace, Issues())
    cells = cells_of(audience_of(publishing_workspace, mappings.cells, "managers"), mappings.cells)
    template = tmp_path / "template.xlsx"
    values = managers.suppressed.values
    write_template(template, cells, values.indicators)
    settings = publishing_workspace.settings.model_copy(update={"edition": "Managers"})
    with Package(template) as package:
        writes = plan(values, cells, package, settings)
    commentary = {sheet.commentary.block for sheet in cells.sheets}
    typed = {area[:3] for name, area in package.names.items() if name.removesuffix("_BY") in commentary}
    typed |= {area[:3] for name, area in package.names.items() if name.startswith("EXCEPTION_")}
    different = [
        (write.sheet, address(write.row, write.column), write.value, found)
        for write in writes
        if (write.sheet, write.row, write.column) not in typed
        and (found := plain(opened[write.sheet].cell(write.row, write.column).value)) != (write.value or None)
        and not (write.value == 0 and found == 0)
    ]
    assert len(writes) > 5_000
    assert [] == different


def plain(value: object) -> object:
    return value.date() if isinstance(value, dt.datetime) else value


def test_there_is_no_formula_and_nothing_hidden(managers):
    content = parts(managers.edition)
    for name, data in content.items():
        if name.startswith("xl/worksheets/sheet"):
            sheet = etree.fromstring(data)
            assert [] == list(sheet.iterfind(".//{*}sheetData//{*}f"))
    assert "xl/calcChain.xml" not in content
    assert b"fullCalcOnLoad" not in content[BOOK]


def test_sparklines_charts_and_print_set_up_are_those_of_the_scorecard(managers):
    content = parts(managers.edition)
    sheets = [data for name, data in content.items() if name.startswith("xl/worksheets/sheet")]
    assert sum(data.count(b"<x14:sparkline>") for data in sheets) > 100
    assert len([name for name in content if name.startswith("xl/charts/chart")]) > 35
    assert all(b"<pageSetup" in data and b"<oddFooter>" in data for data in sheets)
    assert b"_xlnm.Print_Area" in content[BOOK]
    assert b"_xlnm.Print_Titles" in content[BOOK]


def test_a_hidden_figure_is_a_sign_in_its_cell_and_a_gap_in_its_chart(managers, opened):
    hidden = {key for key, figure in managers.suppressed.values.figures.items() if figure.status == Status.SUPPRESSED}
    assert hidden
    signs = [cell for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value == "[c]"]
    assert len(signs) > 50


def test_the_open_xml_sdk_finds_nothing_that_the_template_did_not_have(
    managers, validate, tmp_path, publishing_workspace
):
    template = tmp_path / "template.xlsx"
    mappings = pipeline.read_mappings(publishing_workspace, Issues())
    write_template(template, mappings.cells, managers.suppressed.values.indicators)
    assert [] == validate(template)
    assert [] == validate(managers.edition)


def test_a_preview_that_calculates_nothing_shows_every_value(managers, opened, soffice, tmp_path):
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(NEVER_RECALCULATE, encoding="utf-8")
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "ods",
         "--outdir", tmp_path, managers.edition],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    shown = ods_texts(tmp_path / f"{managers.edition.stem}.ods")
    lacking = [
        (sheet.title, cell.coordinate)
        for sheet in opened for row in sheet.iter_rows() for cell in row
        if cell.value not in (None, "") and not shown[sheet.title].get((cell.row, cell.column))
    ]  # fmt: skip
    assert [] == lacking


def ods_texts(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """What LibreOffice shows in each cell."""
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in etree.fromstring(parts(path)["content.xml"]).iter(f"{table}table"):
        texts = found.setdefault(sheet.get(f"{table}name"), {})
        row_number = 0
        for row in sheet.iter(f"{table}table-row"):
            rows = int(row.get(f"{table}number-rows-repeated", "1"))
            column = 0
            for cell in row:
                columns = int(cell.get(f"{table}number-columns-repeated", "1"))
                text = "".join(cell.itertext()).strip()
                if text:
                    texts |= {(row_number + down, column + right): text
                              for down in range(1, rows + 1) for right in range(1, columns + 1)}  # fmt: skip
                column += columns
            row_number += rows
    return found


# ---------------------------------------------------------------- planted into the real one


def plant_everywhere(content: Parts) -> None:
    """A child's identifier in each of the places where it once stayed behind."""
    chart = next(name for name in sorted(content) if name.startswith("xl/charts/"))
    put(content, chart, "<c:v>A</c:v>", f"<c:v>{CHILD}</c:v>")
    sheet = "xl/worksheets/sheet2.xml"
    lists = f'<dataValidations count="1"><dataValidation type="list" sqref="B9"><formula1>"{CHILD}"</formula1>'
    put(content, sheet, "<hyperlinks>", f"{lists}</dataValidation></dataValidations><hyperlinks>")
    put(content, sheet, "<oddFooter>", f"<oddHeader>&amp;L{CHILD}</oddHeader><oddFooter>")
    put(content, CORE, "<dc:language>", f"<dc:description>{CHILD}</dc:description><dc:language>")
    put(content, BOOK, 'name="Adoption"', 'name="Adoption" state="hidden"')
    text = content["xl/worksheets/sheet18.xml"].decode()
    cell = f'<row r="200"><c r="B200" t="inlineStr"><is><t>{CHILD}</t></is></c></row></sheetData>'
    content["xl/worksheets/sheet18.xml"] = text.replace("</sheetData>", cell, 1).encode()
    put(content, BOOK, "</definedNames>", f'<definedName name="CASE_{CHILD}">Data!$A$1</definedName></definedNames>')
    comments = (
        f'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>{CHILD}</author>'
        '</authors><commentList><comment ref="B4" authorId="0"><text><t>x</t></text></comment></commentList></comments>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    add_part(content, sheet, "comments", "xl/comments1.xml", comments.encode(), kind)


@pytest.fixture(scope="module")
def real_secrets(managers, publishing_workspace: Workspace) -> Secrets:
    """Every identifier and date of birth of the demo council's extracts."""
    definitions = pipeline.read_mappings(publishing_workspace, Issues()).definitions
    tables = pipeline.read_tables(publishing_workspace, definitions, Issues())
    return secrets(managers.edition, tables, definitions, [])


def test_the_extracts_give_every_kind_of_identifier_and_every_birth(real_secrets):
    kinds = {column.split(" of ")[0] for column in real_secrets.identifiers.values()}
    assert {"child_id", "contact_id", "worker_id", "young_person_id", "household_id", "urn", "plan_id"} <= kinds
    assert CHILD in real_secrets.identifiers
    assert len(real_secrets.identifiers) > 50_000
    assert len(real_secrets.births) > 1_000


def test_an_identifier_planted_into_the_real_edition_is_found_in_every_place(managers, opened, real_secrets, tmp_path):
    copy = tmp_path / managers.edition.name
    copy.write_bytes(managers.edition.read_bytes())
    bad = planted(copy, plant_everywhere)
    findings = inspect(bad, real_secrets, Printed(tuple(opened.sheetnames))).stopping
    found = places(findings)["identifier-in-edition"]
    named = {(part, cell) for part, _, cell in found}
    assert ("xl/charts/chart1.xml", "cache of Data!$") in {(part, cell[:15]) for part, cell in named}
    assert {
        ("xl/worksheets/sheet2.xml", "data validation of B9"),
        ("xl/worksheets/sheet2.xml", "header"),
        (CORE, "description"),
        ("xl/worksheets/sheet18.xml", "B200"),
        (BOOK, f"defined name CASE_{CHILD}"),
        ("xl/comments1.xml", "author"),
    } <= named
    assert ("xl/worksheets/sheet18.xml", "Adoption", "B200") in found
    assert len({part for part, _ in named}) == len(named) - 1  # sheet2 has two of them; nothing else is one
