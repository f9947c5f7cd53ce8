"""The PDF beside an edition. Through Excel it was never run: there was none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from planted import edition
from scorecard.publish.pdf import PdfError, Printer, make_pdf, with_libreoffice


def prints(_edition: Path, out: Path) -> None:
    out.write_bytes(b"%PDF-1.7 pages")


def breaks(_edition: Path, _out: Path) -> None:
    raise RuntimeError("it could not be started")


def hangs(_edition: Path, _out: Path) -> None:
    raise subprocess.TimeoutExpired("soffice", 180)


def writes_something_else(_edition: Path, out: Path) -> None:
    out.write_bytes(b"<html>")


def test_the_first_program_that_can_prints(tmp_path):
    out = tmp_path / "out.pdf"
    printer = make_pdf(tmp_path / "edition.xlsx", out, [Printer("Excel", breaks), Printer("Other", prints, "a note")])
    assert ("Other", "a note") == (printer.name, printer.note)
    assert out.is_file()


@pytest.mark.parametrize(
    ("printer", "expected"),
    [(breaks, "it could not be started"), (hangs, "timed out after 180"), (writes_something_else, "made no PDF")],
)
def test_what_went_wrong_is_told_with_the_program(tmp_path, printer, expected):
    with pytest.raises(PdfError, match="There is no PDF: Excel") as caught:
        make_pdf(tmp_path / "edition.xlsx", tmp_path / "out.pdf", [Printer("Excel", printer)])
    assert expected in caught.value.message


def test_without_any_program_the_message_says_so(tmp_path):
    with pytest.raises(PdfError, match="neither Excel nor LibreOffice") as caught:
        make_pdf(tmp_path / "edition.xlsx", tmp_path / "out.pdf", [])
    assert "without --pdf" in caught.value.way_out


def test_libreoffice_prints_an_edition_beside_an_open_one(tmp_path, soffice):
    out = tmp_path / "edition.pdf"
    printer = make_pdf(edition(tmp_path), out, [Printer("it", lambda one, to: with_libreoffice(soffice, one, to))])
    assert "it" == printer.name
    assert b"%PDF-" == out.read_bytes()[:5]
    assert ["edition.pdf", "edition.xlsx", "filled.xlsx"] == sorted(path.name for path in tmp_path.iterdir())
