"""The add-in file as other programs read it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import olefile
import openpyxl
import pytest
from lxml import etree

from addin_file.vba_reader import macros
from scorecard.addin_file import building, sources
from scorecard.addin_file.building import build, write
from scorecard.addin_file.settings_sheet import INTERPRETER, Choices, read_settings, settings
from scorecard.addin_file.sources import SHEET, modules, ribbon
from scorecard.addin_file.vba_project import Kind, Module
from scorecard.errors import ScorecardError

ADDIN = build()
ROOT = Path(__file__).parents[2]
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(io.BytesIO(ADDIN)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_olevba_gives_back_the_sources_and_nothing_else(tmp_path):
    file = tmp_path / "Scorecard.xlam"
    file.write_bytes(ADDIN)
    assert {module.name: module.stored().decode("cp1252") for module in modules()} == macros(file)


def test_our_modules_are_the_files_of_the_project():
    text = {module.name: module.text for module in modules()}
    for path in (ROOT / "addin" / "vba").glob("*.bas"):
        assert path.read_text(encoding="cp1252") == text[path.stem]
    for path in (ROOT / "addin" / "vba").glob("*.cls"):
        said = path.read_text(encoding="cp1252")
        assert said[said.index("Option Explicit") :].strip() in text[path.stem]


def test_the_macros_are_stored_as_text_only(parts):
    project = olefile.OleFileIO(parts["xl/vbaProject.bin"])
    assert [] == project.parsing_issues
    assert bytes.fromhex("cc61ffff000100") == project.openstream("VBA/_VBA_PROJECT").read()
    assert ["VBA", "dir"] in project.listdir()


def test_the_project_has_no_password_and_names_its_modules(parts):
    said = olefile.OleFileIO(parts["xl/vbaProject.bin"]).openstream("PROJECT").read().decode("cp1252")
    assert {"ThisWorkbook", "SettingsSheet"} == set(re.findall(r"Document=(\w+)/", said))
    assert {"Dictionary", "ScorecardEvents"} == set(re.findall(r"Class=(\w+)", said))
    assert 'Name="Scorecard"' in said


def test_it_is_an_add_in_with_a_ribbon(parts):
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in parts[TYPES]
    assert ribbon() == parts["customUI/customUI14.xml"]
    relations = etree.fromstring(parts["_rels/.rels"])
    kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    assert ["customUI/customUI14.xml"] == [each.get("Target") for each in relations if each.get("Type") == kind]


def test_workbook_and_sheet_bear_the_names_of_their_modules(parts):
    assert b'codeName="ThisWorkbook"' in parts["xl/workbook.xml"]
    assert b'codeName="SettingsSheet"' in parts["xl/worksheets/sheet1.xml"]


def test_two_builds_are_the_same_bytes(tmp_path):
    out = tmp_path / "Scorecard.xlam"
    script = ROOT / "addin" / "build_addin.py"
    subprocess.run([sys.executable, str(script), str(out)], check=True, capture_output=True, env={"TZ": "Asia/Tokyo"})
    assert ADDIN == out.read_bytes()


def test_nothing_in_it_is_compressed_or_dated():
    with zipfile.ZipFile(io.BytesIO(ADDIN)) as file:
        entries = file.infolist()
    assert {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)} == {(each.date_time, each.compress_type) for each in entries}
    assert [TYPES, *sorted(each.filename for each in entries if each.filename != TYPES)] == [
        each.filename for each in entries
    ]


def test_openpyxl_reads_the_settings(parts):
    """openpyxl reads no add-ins, so the same parts are handed to it as a workbook with macros."""
    parts = parts | {TYPES: parts[TYPES].replace(b".addin.macroEnabled", b".sheet.macroEnabled")}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    book = openpyxl.load_workbook(file)
    assert [SHEET] == book.sheetnames
    read = {key.value: value.value or "" for key, value in book[SHEET].iter_rows()}
    assert settings(Choices()) == read
    assert {"@"} == {cell.number_format for cell in book[SHEET]["B"]}


def test_the_settings_come_back(tmp_path):
    chosen = Choices(r"C:\Python\pythonw.exe", r"C:\Work & play", "2016-03", "managers", "A. Nother")
    assert settings(chosen) == read_settings(write(tmp_path / "Scorecard.xlam", chosen))


def test_python_is_looked_for_in_one_place_only():
    said = settings(Choices())
    assert INTERPRETER == said["INTERPRETER_WIN"]
    assert INTERPRETER.rpartition("\\")[0] == said["PYTHONPATH"]
    assert "False" == said["ADD_WORKBOOK_TO_PYTHONPATH"]


def test_no_workbook_and_no_folder_chooses_what_runs():
    text = next(module.text for module in modules() if module.name == "xlwings")
    assert 'SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf")' not in text
    assert 2 == text.count(" -P -c ") == text.count(" -c ")


def test_a_file_that_is_no_add_in_is_told(tmp_path):
    file = tmp_path / "Scorecard.xlam"
    file.write_text("no workbook")
    with pytest.raises(ScorecardError, match="cannot be read as an add-in"):
        read_settings(file)


def test_another_xlwings_than_the_add_in_was_written_for_is_told(tmp_path, monkeypatch):
    (tmp_path / "xlwings_custom_addin.bas").write_text('Public Const PROJECT_NAME As String = "other"')
    monkeypatch.setattr(sources, "_xlwings_folder", lambda: tmp_path)
    with pytest.raises(ScorecardError, match="PROJECT_NAME"):
        modules()


def test_while_excel_has_the_file_open_the_old_one_stays(tmp_path, monkeypatch):
    out = tmp_path / "Scorecard.xlam"
    out.write_text("as it was")

    def refused(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(ScorecardError, match="Excel has it open"):
        write(out)
    assert ["Scorecard.xlam"] == [each.name for each in tmp_path.iterdir()]
    assert "as it was" == out.read_text()


def test_the_modules_of_a_test_take_the_place_of_the_real_ones():
    only = [Module("ThisWorkbook", Kind.WORKBOOK, 'Attribute VB_Name = "ThisWorkbook"')]
    assert len(building.build(made_of=only)) < len(ADDIN)
