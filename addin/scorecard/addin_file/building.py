"""Scorecard.xlam: the same bytes on any machine from the same sources, settings and version of xlwings."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from scorecard.addin_file import vba_project
from scorecard.addin_file.settings_sheet import Choices, settings
from scorecard.addin_file.sources import PROJECT, SHEET, modules, ribbon
from scorecard.addin_file.vba_project import Module
from scorecard.errors import ScorecardError

FILE_NAME = f"{PROJECT}.xlam"

_RIBBON = "customUI/customUI14.xml"
_RELATION = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{_RIBBON}"/></Relationships>'
)
_WORKBOOK_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def build(choices: Choices | None = None, made_of: Sequence[Module] | None = None) -> bytes:
    """The add-in. `made_of` takes the place of its modules, for a test that runs it without Excel."""
    macros = vba_project.write(PROJECT, made_of or modules())
    parts = _parts(_workbook(settings(choices or Choices()), macros))
    _replace(parts, "[Content_Types].xml", _WORKBOOK_TYPE, _ADDIN_TYPE)
    _replace(parts, "_rels/.rels", b"</Relationships>", _RELATION.encode())
    parts[_RIBBON] = ribbon()
    return _packed(parts)


def write(out: Path, choices: Choices | None = None) -> Path:
    """Write the add-in beside `out` and move it into place. Raises ScorecardError where the file is open."""
    content = build(choices)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out.with_name(f"~{out.name}.tmp")
    try:
        aside.write_bytes(content)
        aside.replace(out)
    except PermissionError as error:
        raise ScorecardError(
            f"{out} could not be written: Excel has it open, or you may not write there.",
            "Close every window of Excel and try again; Task Manager shows one that stayed behind.",
        ) from error
    finally:
        aside.unlink(missing_ok=True)
    return out


def _workbook(values: dict[str, str], macros: bytes) -> bytes:
    """A workbook with the sheet of settings and the macros; all cells are text, so that Excel keeps 2016-03."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"title": "Scorecard add-in", "created": _LONG_AGO})
    book.add_vba_project(io.BytesIO(macros), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    sheet = book.add_worksheet(SHEET)
    sheet.set_vba_name("SettingsSheet")
    sheet.set_column("A:A", 32)
    text = book.add_format({"num_format": "@"})
    sheet.set_column("B:B", 90, text)
    for row, (key, value) in enumerate(values.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value, text)
    book.close()
    return written.getvalue()


def _parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _replace(parts: dict[str, bytes], part: str, before: bytes, after: bytes) -> None:
    if parts[part].count(before) != 1:
        raise ScorecardError(
            f"xlsxwriter writes the part {part} in another way than the add-in was written for.",
            "Install the version of xlsxwriter that .ci/constraints.txt names.",
        )
    parts[part] = parts[part].replace(before, after)


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts in the order of their names, the list of types first, none compressed.

    What a compressor writes differs between its versions; a file of 200 KB need not be smaller.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            file.writestr(zipfile.ZipInfo(name, _ALWAYS), parts[name])
    return packed.getvalue()
