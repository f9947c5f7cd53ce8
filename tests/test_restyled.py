"""The shipped template after an analyst has restyled it in Excel: it fills in the right places, and what was not
planned stays byte for byte.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from packages import M, parts, write_parts
from scorecard import pipeline
from scorecard.definitions.workspace import Workspace, shipped
from scorecard.issues import Issues
from scorecard.workbook.cells import CellWrite, address
from scorecard.workbook.package import Package
from scorecard.workbook.plan import plan

SHEET = "Child protection plans"
SHIPPED = shipped() / "workbook_templates" / "scorecard.xlsx"
NUMBER = openpyxl.load_workbook(SHIPPED, read_only=True).sheetnames.index(SHEET) + 1
PART, DRAWING = f"xl/worksheets/sheet{NUMBER}.xml", f"xl/drawings/drawing{NUMBER - 1}.xml"
LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
PICTURE = """<xdr:oneCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row>
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="200000" cy="200000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="99"
name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
r:embed="rId99"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"""
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def moved(row: int) -> int:
    """Where a row goes when two rows are inserted above the indicators and one among them."""
    return row + 2 * (row >= 4) + (row >= 8)


def moved_reference(text: str) -> str:
    return re.sub(r"(\$?[A-Z]{1,3}\$?)(\d+)", lambda found: f"{found[1]}{moved(int(found[2]))}", text)


def restyled(path: Path) -> Path:
    """What Excel writes after rows were inserted, a column widened, a colour changed, a logo and sparklines added."""
    content = parts(SHIPPED)
    content[PART] = _restyled_sheet(content[PART])
    names = re.compile(rb"('Child protection plans'!)([$A-Z0-9:]+)")
    content["xl/workbook.xml"] = names.sub(
        lambda found: found[1] + moved_reference(found[2].decode()).encode(), content["xl/workbook.xml"]
    )
    rows = re.compile(rb"<xdr:row>(\d+)</xdr:row>")
    drawing = rows.sub(lambda found: b"<xdr:row>%d</xdr:row>" % (moved(int(found[1]) + 1) - 1), content[DRAWING])
    content[DRAWING] = drawing.replace(b"</xdr:wsDr>", PICTURE.encode())
    relations = f"xl/drawings/_rels/drawing{NUMBER - 1}.xml.rels"
    logo = f'<Relationship Id="rId99" Type="{IMAGE}" Target="../media/logo.png"/></Relationships>'
    content[relations] = content[relations].replace(b"</Relationships>", logo.encode())
    content["xl/media/logo.png"] = LOGO
    kind = b'<Default Extension="png" ContentType="image/png"/></Types>'
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", kind)
    content["xl/styles.xml"] = content["xl/styles.xml"].replace(b"FF12436D", b"FF7A1F5C")
    return write_parts(path, content)


def _restyled_sheet(sheet: bytes) -> bytes:
    tree = etree.fromstring(sheet)
    for row in tree.iter(f"{M}row"):
        row.set("r", str(moved(int(row.get("r")))))
    for element in tree.iter(f"{M}c", f"{M}mergeCell", f"{M}conditionalFormatting", f"{M}hyperlink", f"{M}dimension"):
        for name in ("r", "ref", "sqref"):
            if element.get(name):
                element.set(name, moved_reference(element.get(name)))
    tree.find(f"{M}cols")[0].set("width", "48")
    sparklines = etree.tostring(tree).decode()
    sparklines = re.sub(r"(<xm:sqref>)(\w+)", lambda found: found[1] + moved_reference(found[2]), sparklines)
    group = re.search(r"<x14:sparklineGroup .*?</x14:sparklineGroup>", sparklines, re.DOTALL)
    own = group[0].replace("<x14:sparklineGroup ", '<x14:sparklineGroup type="column" ')
    own = re.sub(r"<xm:sqref>\w+", "<xm:sqref>N9", own)
    return sparklines.replace("</x14:sparklineGroups>", own + "</x14:sparklineGroups>").encode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return restyled(tmp_path_factory.mktemp("restyled") / "template.xlsx")


@pytest.fixture(scope="module")
def out(template: Path, demo_workspace: Workspace) -> Path:
    return pipeline.refresh(demo_workspace, template=template, out=template.with_name("filled.xlsx")).workbook


@pytest.fixture(scope="module")
def planned(template: Path, demo_workspace: Workspace, demo_run: pipeline.Refreshed) -> list[CellWrite]:
    cells = pipeline.read_mappings(demo_workspace, Issues()).cells
    with Package(template) as package:
        return plan(demo_run.values, cells, package, demo_workspace.settings)


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl drops what the fill keeps
def test_figures_stand_beside_their_labels_where_those_have_moved_to(out: Path):
    sheet = openpyxl.load_workbook(out)[SHEET]
    found = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value}
    expected = {"Children on a plan": 488, "Unborn": 13, "0 to 3": 148, "24 and over": 30, "All plans": 488}
    assert expected == {label: found[label] for label in expected}
    assert [None] * 12 == [cell.value for row in (4, 5, 10) for cell in sheet[row][:4]]


def test_parts_that_are_not_planned_are_the_same_byte_for_byte(template: Path, out: Path):
    before, after = parts(template), parts(out)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    may_change = r"xl/worksheets/sheet\d+\.xml|xl/charts/chart\d+\.xml|xl/tables/table1\.xml|xl/workbook\.xml"
    assert [] == [name for name in changed if not re.fullmatch(may_change, name)]
    for name in ("xl/media/logo.png", "xl/styles.xml", DRAWING, "xl/sharedStrings.xml", "xl/theme/theme1.xml"):
        assert before[name] == after[name]


def test_a_planned_sheet_differs_in_its_planned_cells_only(template: Path, out: Path, planned: list[CellWrite]):
    cells = {address(write.row, write.column) for write in planned if write.sheet == SHEET}
    assert without_cells(cells, parts(template)[PART]) == without_cells(cells, parts(out)[PART])


def without_cells(cells: set[str], sheet: bytes) -> bytes:
    tree = etree.fromstring(sheet)
    for cell in list(tree.iter(f"{M}c")):
        if cell.get("r") in cells:
            cell.getparent().remove(cell)
    return etree.tostring(tree, method="c14n")


def test_the_analysts_own_sparkline_and_width_are_there(template: Path, out: Path):
    sheet = parts(out)[PART]
    assert 1 == sheet.count(b'<x14:sparklineGroup type="column"')
    assert parts(template)[PART].count(b"<x14:sparkline>") == sheet.count(b"<x14:sparkline>")
    assert "48" == etree.fromstring(sheet).find(f"{M}cols")[0].get("width")


def test_it_opens_in_a_spreadsheet_application(out: Path, soffice: str):
    import subprocess

    subprocess.run(
        [soffice, "--headless", "--convert-to", "pdf", "--outdir", out.parent, out],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert out.with_suffix(".pdf").stat().st_size > 50_000
