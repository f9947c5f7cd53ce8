"""A small good edition, and ways to plant into it what must never leave."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

from packages import parts
from scorecard.issues import EditionIssue
from scorecard.publish.edition import Properties, make_edition
from scorecard.publish.gate import Printed, Secrets, inspect

CHILD, SHORT, NUMBER = "C011575", "1234", "412345"
BORN = dt.date(2009, 2, 17)
PLANTER = "Priya Planter"
SECRETS = Secrets(
    {CHILD: "child_id of contacts", SHORT: "child_id of contacts", NUMBER: "contact_id of contacts",
     "LCS-7": "child_id of reviews", "12/345": "worker_id of caseloads", "M": "team_id of caseloads"},
    frozenset({BORN, dt.date(2016, 3, 31)}),
    frozenset({PLANTER}),
)  # fmt: skip
PRINTED = Printed(("Front", "Data"), frozenset({10.0, 20.0, 30.0, 412345.0}), frozenset({"One", "Two", "Three"}),
                  frozenset({dt.date(2016, 3, 31)}))  # fmt: skip
PROPERTIES = Properties("A scorecard, March 2016", "Performance", "provisional", dt.datetime(2016, 4, 20, 9))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FRONT, BOOK, CHART, CORE = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/charts/chart1.xml", "docProps/core.xml"
Parts = dict[str, bytes]


def workbook(path: Path) -> Path:
    """A filled workbook: a front with a chart, a sparkline, a link and a footer, and a table that they read."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": "Template", "author": PLANTER})
    date = book.add_format({"num_format": "d mmm yyyy"})
    front, data = book.add_worksheet("Front"), book.add_worksheet("Data")
    front.write("A1", "A scorecard")
    front.write("A2", "Conferences in time: 85.2% of 412 in March 2016, data as at 31 March 2016")
    front.write("B4", 30)
    front.write("C4", dt.date(2016, 3, 31), date)
    front.write_url("A6", "internal:FIGURES", string="Data")
    front.set_footer("&LA scorecard&COFFICIAL-SENSITIVE")
    data.write_row("A1", ["Indicator", "Now"])
    for row, (label, number) in enumerate({"One": 10, "Two": 20, "Three": 30}.items(), start=1):
        data.write_row(row, 0, [label, number])
    book.define_name("FIGURES", "=Data!$A$1:$B$4")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"name": "=Data!$B$1", "categories": "=Data!$A$2:$A$4", "values": "=Data!$B$2:$B$4"})
    front.insert_chart("E4", chart, {"description": "A line of three numbers"})
    front.add_sparkline("D4", {"range": "Data!B2:B4"})
    front.conditional_format("B4", {"type": "text", "criteria": "begins with", "value": "R"})
    book.close()
    return path


def edition(folder: Path) -> Path:
    """The edition of it, which the gate lets through."""
    made = folder / "edition.xlsx"
    make_edition(workbook(folder / "filled.xlsx"), made, ["Front", "Data"], PROPERTIES)
    return made


def planted(good: Path, plant: Callable[[Parts], None]) -> Path:
    """A copy of an edition with its parts changed."""
    content = parts(good)
    plant(content)
    bad = good.with_name(f"planted-{good.name}")
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return bad


def put(content: Parts, part: str, before: str, after: str) -> None:
    """Replace something in a part that must be there."""
    text = content[part].decode()
    assert before in text, f"{before} is not in {part}"
    content[part] = text.replace(before, after, 1).encode()


def put_cell(content: Parts, address: str, cell: str) -> None:
    """Another cell into a row of the front that is there."""
    row = "".join(letter for letter in address if letter.isdigit())
    text = content[FRONT].decode()
    start = text.index("</row>", text.index(f'<row r="{row}"'))
    content[FRONT] = f"{text[:start]}{cell}{text[start:]}".encode()


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def add_part(content: Parts, source: str, kind: str, part: str, data: bytes, content_type: str) -> None:
    """A new part, with its content type and a relationship from another one."""
    folder, _, name = source.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels"
    entry = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="/{part}"/></Relationships>'
    put(content, listing, "</Relationships>", entry)
    named = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    put(content, "[Content_Types].xml", "</Types>", named)
    content[part] = data


def found_in(path: Path, secrets: Secrets = SECRETS, printed: Printed = PRINTED) -> list[EditionIssue]:
    return inspect(path, secrets, printed).findings


def places(findings: list[EditionIssue]) -> Mapping[str, list[tuple[str, str, str]]]:
    """Part, sheet and cell of the findings, by their codes."""
    by_code: dict[str, list[tuple[str, str, str]]] = {}
    for each in findings:
        by_code.setdefault(each.code, []).append((each.part, each.sheet, each.cell))
    return by_code
