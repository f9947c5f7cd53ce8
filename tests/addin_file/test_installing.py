"""The add-in put in its place and taken away."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scorecard.addin_file.installing import install, mark_of_the_web, place, uninstall
from scorecard.addin_file.machine import Machine, pythonw, this_machine
from scorecard.addin_file.settings_sheet import read_settings
from scorecard.errors import ScorecardError, UsageError


def machine(start_folder: Path | None = None) -> Machine:
    return Machine(start_folder is not None, start_folder, lambda key, name: None, lambda interpreter: "not asked")


def test_the_place_is_excels_start_folder(tmp_path):
    assert tmp_path / "Scorecard.xlam" == place(machine(tmp_path))


def test_a_folder_that_is_named_goes_before_excels_own(tmp_path):
    assert tmp_path / "other" / "Scorecard.xlam" == place(machine(tmp_path), tmp_path / "other")


def test_where_there_is_no_excel_the_way_out_is_named():
    with pytest.raises(UsageError) as told:
        place(machine())
    assert "scorecard refresh" in told.value.way_out


def test_the_add_in_starts_this_python_with_the_workspace(tmp_path):
    out = install(tmp_path / "new" / "Scorecard.xlam", r"C:\venv\Scripts\pythonw.exe", tmp_path)
    said = read_settings(out)
    assert (r"C:\venv\Scripts\pythonw.exe", str(tmp_path)) == (said["INTERPRETER_WIN"], said["WORKSPACE"])


def test_installing_again_keeps_what_was_chosen(tmp_path):
    out = install(tmp_path / "Scorecard.xlam", "old.exe", tmp_path)
    said = read_settings(install(out, "new.exe"))
    assert ("new.exe", str(tmp_path)) == (said["INTERPRETER_WIN"], said["WORKSPACE"])


def test_installing_mends_an_add_in_that_is_damaged(tmp_path):
    out = tmp_path / "Scorecard.xlam"
    out.write_bytes(b"half a file")
    assert str(tmp_path) == read_settings(install(out, "python.exe", tmp_path))["WORKSPACE"]


def test_the_mark_of_the_web_goes(tmp_path):
    out = tmp_path / "Scorecard.xlam"
    mark_of_the_web(out).write_text("[ZoneTransfer]\nZoneId=3\n")
    assert not mark_of_the_web(install(out, "python.exe")).exists()


def test_uninstalling_takes_the_file_and_nothing_else(tmp_path):
    (tmp_path / "Other.xlam").touch()
    uninstall(install(tmp_path / "Scorecard.xlam", "python.exe"))
    assert ["Other.xlam"] == [each.name for each in tmp_path.iterdir()]


def test_uninstalling_nothing_is_told(tmp_path):
    with pytest.raises(UsageError, match="no add-in"):
        uninstall(tmp_path / "Scorecard.xlam")


def test_a_file_that_excel_has_open_is_not_taken_away(tmp_path, monkeypatch):
    out = install(tmp_path / "Scorecard.xlam", "python.exe")

    def refused(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(ScorecardError, match="Excel has it open"):
        uninstall(out)


def test_on_windows_python_starts_without_a_window(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert str(tmp_path / "python.exe") == pythonw()
    (tmp_path / "pythonw.exe").touch()
    assert str(tmp_path / "pythonw.exe") == pythonw()


@pytest.mark.skipif(sys.platform == "win32", reason="says what other systems say")
def test_this_machine_knows_no_start_folder_off_windows():
    assert (False, None) == (this_machine().is_windows, this_machine().start_folder)
