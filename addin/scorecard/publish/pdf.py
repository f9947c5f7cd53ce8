"""A PDF of an edition, printed by Excel where it is there, else by LibreOffice."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from scorecard.errors import ScorecardError

LONGEST_WAIT = 180
"""Seconds that a program may take; one that waits for a click never ends."""
TAGGED = 'pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""A PDF that screen readers find their way in."""
SPARKLINES = (
    "The PDF was made by LibreOffice, which draws the lines of sparklines in a corner of the page and leaves their "
    "last points in place. The numbers beside them are right. Use Excel for a PDF with sparklines."
)


class PdfError(ScorecardError):
    """No program could print the edition."""


class Printer(NamedTuple):
    """A program that prints a workbook to a PDF, and what its readers should know of the result."""

    name: str
    print: Callable[[Path, Path], None]
    note: str = ""


def printers() -> list[Printer]:
    """The programs of this computer, the best first."""
    found = []
    if sys.platform == "win32" and importlib.util.find_spec("win32com"):
        found.append(Printer("Excel", with_excel))
    if office := libreoffice():
        found.append(Printer("LibreOffice", lambda source, out: with_libreoffice(office, source, out), SPARKLINES))
    return found


def make_pdf(edition: Path, out: Path, available: Sequence[Printer] | None = None) -> Printer:
    """Print an edition with the first program that can; answers which. Raises PdfError when none can."""
    told = []
    for printer in printers() if available is None else available:
        try:
            printer.print(edition, out)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            told.append(f"{printer.name}: {error}")
            continue
        if out.is_file() and out.read_bytes()[:5] == b"%PDF-":
            return printer
        told.append(f"{printer.name} made no PDF")
    why = "; ".join(told) or "neither Excel nor LibreOffice is on this computer"
    raise PdfError(f"There is no PDF: {why}.", "Publish without --pdf, or save the edition as PDF in Excel.")


def with_excel(edition: Path, out: Path) -> None:
    """Print through an Excel of its own, which is closed again; books that are open elsewhere are left alone."""
    client = importlib.import_module("win32com.client")
    try:
        excel = client.DispatchEx("Excel.Application")
    except Exception as error:  # pywin32's own kind, which is not known where pywin32 is not
        raise RuntimeError(f"it could not be started ({error})") from error
    try:
        excel.Visible, excel.DisplayAlerts, excel.AutomationSecurity = False, False, 3
        book = excel.Workbooks.Open(str(edition.resolve()), UpdateLinks=0, ReadOnly=True)
        book.ExportAsFixedFormat(0, str(out.resolve()))
        book.Close(SaveChanges=False)
    except Exception as error:
        raise RuntimeError(f"it could not print ({error})") from error
    finally:
        excel.Quit()


def libreoffice() -> str | None:
    """LibreOffice's command, where it is installed."""
    usual = [Path(folder) / "LibreOffice" / "program" / "soffice.exe" for folder in (r"C:\Program Files",)]
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((str(path) for path in usual if path.is_file()), None)


def with_libreoffice(command: str, edition: Path, out: Path) -> None:
    """Print with settings of its own, so that an open LibreOffice neither gets in the way nor is changed."""
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").resolve().as_uri()
        subprocess.run(
            [command, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", TAGGED,
             "--outdir", folder, str(edition)],
            check=True, capture_output=True, timeout=LONGEST_WAIT,
        )  # fmt: skip
        made = Path(folder) / f"{edition.stem}.pdf"
        if not made.is_file():
            raise RuntimeError("it wrote nothing")
        shutil.move(made, out)
