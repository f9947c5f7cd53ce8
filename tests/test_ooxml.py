"""Office files that must not be opened, and what the message says."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from packages import edit, parts, plain_template, replacing, write_parts
from scorecard.ooxml import Limits, OfficeFile, UnsafePackageError, check_workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return plain_template(tmp_path / "extract.xlsx")


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnsafePackageError) as caught:
        check_workbook(path, limits or Limits())
    assert path.name in caught.value.message
    assert caught.value.way_out
    return caught.value.message


def parse_refusal(path: Path, part: str) -> str:
    with pytest.raises(UnsafePackageError) as caught:
        OfficeFile(path).xml(part)
    return caught.value.message


def test_an_honest_workbook_is_opened(book: Path) -> None:
    check_workbook(book)
    office = OfficeFile(book)
    assert next(relation.target for relation in office.relations("").values()) == "xl/workbook.xml"
    assert office.read(SHEET) == parts(book)[SHEET]
    assert "XL/Worksheets/Sheet1.xml" in office


def test_an_old_xls_and_a_password_have_their_own_messages(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old .xls" in refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "password" in refusal(path)


def test_a_web_page_named_xlsx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"<html><table></table></html>")
    assert "not an Excel workbook" in refusal(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "gone.xlsx")


def test_half_a_file_is_refused(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:3000])
    assert "half copied" in refusal(book)


def test_a_zip_that_is_no_office_file_is_refused(tmp_path: Path) -> None:
    assert "not an Office file" in refusal(write_parts(tmp_path / "photos.xlsx", {"a.txt": b"a"}))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(file=100), "larger than"),
        (Limits(parts=3), "more than 3 parts"),
        (Limits(total=2_000), "unpacked"),
        (Limits(part=500), "is larger than"),
        (Limits(ratio=1, ratio_from=100), "shrinks"),
        (Limits(cells=3), "cells, more than 3"),
        (Limits(box=10), "spans 20 rows"),
        (Limits(texts=1), "texts"),
    ],
)
def test_what_is_over_a_limit_is_refused(book: Path, limits: Limits, expected: str) -> None:
    assert expected in refusal(book, limits)


def test_more_tags_than_allowed_are_refused(book: Path) -> None:
    with pytest.raises(UnsafePackageError, match="more than 10 tags"):
        OfficeFile(book, Limits(tags=10)).xml(SHEET)


def test_two_parts_of_one_name_are_refused(book: Path) -> None:
    content = parts(book)
    write_parts(book, content | {SHEET.upper(): content[SHEET]})
    assert "two parts of one name" in refusal(book)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl\\evil.xml"])
def test_a_part_that_leads_out_of_the_file_is_refused(book: Path, name: str) -> None:
    write_parts(book, parts(book) | {name: b"<a/>"})
    assert "leads out" in refusal(book)


def test_an_encrypted_part_is_refused(book: Path) -> None:
    data = bytearray(book.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    book.write_bytes(data)
    assert "encrypted" in refusal(book)


def test_an_unusual_compression_is_refused(book: Path) -> None:
    content = parts(book)
    with zipfile.ZipFile(book, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert "compressed in a way" in refusal(book)


def test_a_part_that_lies_about_its_size_is_not_unpacked_further(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "bomb.xlsx", {"[Content_Types].xml": b"<a/>", SHEET: b"<a>" + b" " * 5_000_000})
    data = bytearray(path.read_bytes())
    for mark, size in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rindex(mark)
        data[at + size : at + size + 4] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert "not what it declares" in refusal(path)


def test_a_part_with_another_checksum_is_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "odd.xlsx", {"[Content_Types].xml": b"<a/>", SHEET: b"<a/>"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 16] ^= 0xFF
    path.write_bytes(data)
    assert "not what it declares" in refusal(path)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "b">]>',
        '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE worksheet SYSTEM "http://localhost/evil.dtd">',
    ],
)
def test_a_document_type_is_refused(book: Path, declaration: str) -> None:
    edit(book, {SHEET: replacing("<worksheet", f"{declaration}<worksheet")})
    assert "document type" in refusal(book)
    assert "document type" in parse_refusal(book, SHEET)


def test_a_sheet_in_utf_16_is_refused(book: Path) -> None:
    content = parts(book)
    text = content[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    write_parts(book, content | {SHEET: text.encode("utf-16")})
    assert "UTF-8" in refusal(book)
    assert "UTF-8" in parse_refusal(book, SHEET)


def test_a_damaged_part_is_named(book: Path) -> None:
    edit(book, {SHEET: replacing("</worksheet>", "")})
    assert SHEET in parse_refusal(book, SHEET)


def test_a_lone_cell_in_the_last_corner_is_refused(book: Path) -> None:
    edit(book, {SHEET: replacing("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')})
    assert "spans 1,048,576 rows and 16,384 columns" in refusal(book)


def test_a_missing_part_is_named(book: Path) -> None:
    with pytest.raises(UnsafePackageError, match=r"lacks the part xl/none\.xml"):
        OfficeFile(book).read("xl/none.xml")
