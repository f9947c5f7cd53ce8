"""Workbooks for tests: made with XlsxWriter, then given by hand the parts that only Excel makes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter
from lxml import etree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Change = Callable[[str], str]

_WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, content: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def edit(path: Path, changes: Mapping[str, Change], added: Mapping[str, bytes] | None = None) -> Path:
    """Change parts of a workbook as texts, and add parts to it."""
    content = parts(path)
    for name, change in changes.items():
        before = content[name].decode()
        after = change(before)
        assert after != before, f"nothing changed in {name}"
        content[name] = after.encode()
    return write_parts(path, content | dict(added or {}))


def replacing(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def cell_xml(path: Path, part: str, address: str) -> str:
    """A cell as it stands in a sheet's part; empty when the sheet has none."""
    found = etree.fromstring(parts(path)[part]).find(f".//{M}c[@r='{address}']")
    return "" if found is None else etree.tostring(found, method="c14n", with_tail=False).decode()


def ooxml(path: Path, part: str) -> etree._Element:
    return etree.fromstring(parts(path)[part])


def plain_template(path: Path) -> Path:
    """Two sheets: a front with formulas and a chart, and a table of data that they read."""
    book = xlsxwriter.Workbook(path)
    rate, red = book.add_format({"num_format": "0.0%"}), book.add_format({"bg_color": "#FF0000"})
    front, data = book.add_worksheet("Sec 01"), book.add_worksheet("Data")
    front.write("A1", "Rate of assessments")
    front.merge_range("A3:C3", "Merged")
    front.write("B5", 0.5, rate)
    front.write_blank("C5", None, red)
    front.write_formula("D1", "=SUM(Data!B2:B4)", None, 6)
    front.write_formula("D2", "=D1*2", None, 12)
    front.write_formula("D3", '=A9&"!"', None, "!")
    front.write_formula("D4", "=TODAY()", None, 46000)
    front.set_row(19, None, red)
    front.set_column("H:H", 12, rate)
    book.define_name("Anchor", "='Sec 01'!$A$5:$B$7")
    book.define_name("Data!Local", "=Data!$B$2")
    book.define_name("Twice", "='Sec 01'!$A$5*2")
    book.define_name("Moving", "=OFFSET(Data!$B$2,0,0,3,1)")
    book.define_name("Rates", "=Data!$B$2:$B$4")
    headings = [{"header": text} for text in ("Indicator", "Apr 2026", "May 2026")]
    rows = [["One", 1, 10], ["Two", 2, 20], ["Three", 3, 30]]
    data.add_table("A1:C4", {"name": "Figures", "columns": headings, "data": rows})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"name": "=Data!$B$1", "categories": "=Data!$A$2:$A$4", "values": "=Data!$B$2:$B$4"})
    front.insert_chart("F8", chart)
    book.close()
    return path


def rich_template(path: Path) -> Path:
    """A template with what Excel writes and other programs lose."""
    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True})
    for title in ("Front", "Back"):
        sheet = book.add_worksheet(title)
        sheet.write("A1", title, bold)
        sheet.write_rich_string("A2", "Some ", bold, "bold", " text")
        sheet.write_row("B5", [1, 2, 3, 4, 5, 6])
        sheet.write_row("B6", [6, 5, 4, 3, 2, 1])
        sheet.write_formula("H5", "=SUM(B5:G5)", None, 21)
        sheet.write_formula("H6", "=SUM(B6:G6)", None, 21)
        sheet.add_sparkline("I5", {"range": f"{title}!B5:G5"})
        sheet.conditional_format("B5:G6", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("H5:H6", {"type": "icon_set", "icon_style": "3_arrows"})
        sheet.data_validation("B9", {"validate": "list", "source": ["a", "b"]})
        sheet.write_comment("A1", "A note")
        sheet.insert_textbox("K2", "A box")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={title}!$B$5:$G$5"})
        sheet.insert_chart("K8", chart)
    book.define_name("Figures", "=Front!$B$5:$G$6")
    book.close()
    return edit(path, _EXCEL_ONLY, _EXCEL_PARTS)


_UNKNOWN = '<ext uri="{00000000-1111-2222-3333-444444444444}" xmlns:z="urn:later"><z:new a="&quot;1&quot;"/></ext>'
_EXCEL_ONLY: dict[str, Change] = {
    "xl/worksheets/sheet1.xml": lambda text: (
        text.replace("</extLst>", f"{_UNKNOWN}</extLst>")
        .replace(
            "<drawing ",
            '<pageSetup paperSize="9" r:id="rId90"/><headerFooter><oddHeader>&amp;L&amp;G</oddHeader>'
            "</headerFooter><drawing ",
        )
        .replace('<row r="5"', '<row xmlns:d="urn:dyn" d:descent="0.25" r="5"')
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": replacing(
        "</Relationships>",
        f'<Relationship Id="rId90" Type="{_WORD}/printerSettings" Target="../printerSettings/printerSettings1.bin"/>'
        f'<Relationship Id="rId91" Type="{_MICROSOFT}/2017/10/relationships/threadedComment"'
        ' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    ),
    "xl/_rels/workbook.xml.rels": replacing(
        "</Relationships>",
        f'<Relationship Id="rId92" Type="{_MICROSOFT}/2017/10/relationships/person" Target="persons/person.xml"/>'
        f'<Relationship Id="rId93" Type="{_WORD}/customXml" Target="../customXml/item1.xml"/></Relationships>',
    ),
    "[Content_Types].xml": replacing(
        "</Types>",
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        'printerSettings"/><Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType='
        '"application/vnd.ms-excel.threadedcomments+xml"/><Override PartName="/xl/persons/person.xml" ContentType='
        '"application/vnd.ms-excel.person+xml"/></Types>',
    ),
}
_EXCEL_PARTS = {
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 4,
    "customXml/item1.xml": b"<?xml version='1.0'?><owner xmlns='urn:council'>Children's services</owner>",
    "xl/persons/person.xml": b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    b'><person displayName="A" id="{1}" userId="a" providerId="None"/></personList>',
    "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreads'
    b'heetml/2018/threadedcomments"><threadedComment ref="A1" dT="2026-04-01T00:00:00.00" personId="{1}" id="{2}">'
    b"<text>A note</text></threadedComment></ThreadedComments>",
}
