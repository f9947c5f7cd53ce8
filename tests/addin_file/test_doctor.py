"""Every check of the add-in, on computers as a test makes them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import scorecard
from scorecard.addin_file import checks, policies
from scorecard.addin_file.building import write
from scorecard.addin_file.doctor import CHECKS, examine
from scorecard.addin_file.finding import Examined, Outcome
from scorecard.addin_file.installing import mark_of_the_web
from scorecard.addin_file.machine import Machine, ask_interpreter
from scorecard.addin_file.settings_sheet import Choices
from scorecard.addin_file.sources import xlwings_version
from scorecard.cli import app
from scorecard.periods import month
from scorecard.store import snapshot
from scorecard.values import Run, Values

VERSIONS = {"python": "3.11.2", "scorecard": scorecard.__version__, "xlwings": xlwings_version()}
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
USER = r"HKCU\Software\Microsoft\Office\16.0"
ASR = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"


def snapshot_of(workspace: Path, age: dt.timedelta) -> None:
    made = dt.datetime.now() - age
    march = month(2016, 3)
    run = Run("1", made, scorecard.__version__, "Ambleford City Council", march, march.end)
    snapshot.save(Values(run, {march.label: march}, {}, {}), workspace / "store")


@pytest.fixture
def windows(tmp_path):
    """A computer on which everything is as it should be; `policies` and `answers` may be changed."""
    folder = tmp_path / "XLSTART"
    python = tmp_path / "venv" / "Scripts" / "pythonw.exe"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "venv" / f"xlwings64-{xlwings_version()}.dll").touch()
    (tmp_path / "work").mkdir()
    snapshot_of(tmp_path / "work", dt.timedelta(days=2))
    addin = write(folder / "Scorecard.xlam", Choices(str(python), str(tmp_path / "work")))
    return Examined(addin, Machine(True, folder, lambda key, name: None, lambda interpreter: VERSIONS))


def with_registry(examined: Examined, **values: object) -> Examined:
    """The same computer with these values; a name is the end of its key and the name of the value."""
    machine = dataclasses.replace(examined.machine, registry=lambda key, name: values.get(f"{key}|{name}"))
    return Examined(examined.addin, machine)


def with_answer(examined: Examined, answer: object) -> Examined:
    return Examined(examined.addin, dataclasses.replace(examined.machine, ask=lambda interpreter: answer))


def test_where_all_is_well_every_check_says_so(windows):
    assert dict.fromkeys((name for name, _ in CHECKS), Outcome.OK) == {
        name: finding.outcome for name, finding in examine(windows).items()
    }


def test_without_an_add_in_the_first_check_says_how_to_get_one(tmp_path, windows):
    found = examine(Examined(tmp_path / "Scorecard.xlam", windows.machine))
    assert (Outcome.NOT_OK, "Install it: scorecard addin install --workspace FOLDER") == (
        found["add-in"].outcome,
        found["add-in"].way_out,
    )
    others = {finding.outcome for name, finding in found.items() if name not in ("add-in", "folder")}
    assert others <= {Outcome.UNKNOWN, Outcome.OK}


def test_a_file_that_is_no_add_in_is_not_ok(windows):
    windows.addin.write_text("no workbook")
    assert Outcome.NOT_OK == checks.file(windows).outcome


def test_every_trouble_names_a_way_out(windows):
    (windows.addin.parents[1] / "venv" / "Scripts" / "pythonw.exe").unlink()
    broken = with_registry(windows, **{rf"{POLICY}\Common|vbaoff": 1, f"{ASR}|{CHILDREN}": "1"})
    found = [each for each in examine(broken).values() if each.outcome is Outcome.NOT_OK]
    assert 3 == len(found)
    assert all(each.way_out for each in found)


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({}, Outcome.OK),
        ({rf"{POLICY}\Excel\Security\Trusted Locations|AllLocationsDisabled": 1}, Outcome.NOT_OK),
        ({rf"{USER}\Excel\Security\Trusted Locations|AllLocationsDisabled": 1}, Outcome.NOT_OK),
    ],
)
def test_the_start_folder_is_trusted_unless_a_policy_says_otherwise(windows, values, outcome):
    assert outcome == policies.trusted_folder(with_registry(windows, **values)).outcome


def test_another_folder_is_not_trusted(windows, tmp_path):
    moved = windows.addin.rename(tmp_path / "Scorecard.xlam")
    assert Outcome.NOT_OK == policies.trusted_folder(Examined(moved, windows.machine)).outcome


def test_a_mark_of_the_web_is_found(windows):
    mark_of_the_web(windows.addin).write_text("[ZoneTransfer]\nZoneId=3\n")
    assert Outcome.NOT_OK == policies.mark(windows).outcome


DISABLED = {rf"{POLICY}\Excel\Security\Trusted Locations|AllLocationsDisabled": 1}


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({rf"{POLICY}\Common|vbaoff": 1}, Outcome.NOT_OK),
        ({rf"{POLICY}\Excel\Security|RequireAddinSig": 1}, Outcome.NOT_OK),
        ({rf"{POLICY}\Excel\Security|VBAWarnings": 3}, Outcome.OK),
        ({rf"{POLICY}\Excel\Security|VBAWarnings": 3, **DISABLED}, Outcome.NOT_OK),
        ({rf"{POLICY}\Excel\Security|VBAWarnings": 2, **DISABLED}, Outcome.OK),
        ({rf"{USER}\Excel\Security|VBAWarnings": 4, **DISABLED}, Outcome.NOT_OK),
        (
            {rf"{POLICY}\Excel\Security|VBAWarnings": 2, rf"{USER}\Excel\Security|VBAWarnings": 4, **DISABLED},
            Outcome.OK,
        ),
    ],
)
def test_macros_run_where_a_trusted_folder_or_the_level_lets_them(windows, values, outcome):
    assert outcome == policies.macros(with_registry(windows, **values)).outcome


@pytest.mark.parametrize(("action", "outcome"), [("1", Outcome.NOT_OK), ("2", Outcome.OK), ("0", Outcome.OK)])
def test_a_rule_of_defender_stops_it_only_where_it_blocks(windows, action, outcome):
    assert outcome == policies.attack_surface(with_registry(windows, **{f"{ASR}|{CHILDREN}": action})).outcome


def test_a_python_without_the_scorecard_says_what_it_lacks(windows):
    found = checks.interpreter(with_answer(windows, "ModuleNotFoundError: No module named 'scorecard'"))
    assert Outcome.NOT_OK == found.outcome
    assert "No module named 'scorecard'" in found.said


@pytest.mark.parametrize("package", ["scorecard", "xlwings"])
def test_another_version_on_the_other_side_is_not_ok(windows, package):
    answered = with_answer(windows, VERSIONS | {package: "0.0.1"})
    check = {"scorecard": checks.scorecard_version, "xlwings": checks.xlwings_version}[package]
    assert Outcome.NOT_OK == check(answered).outcome
    assert "0.0.1 is installed" in check(answered).said


def test_a_library_that_lies_elsewhere_is_not_ok(windows, tmp_path):
    (tmp_path / "venv" / f"xlwings64-{xlwings_version()}.dll").unlink()
    assert Outcome.NOT_OK == checks.library(windows).outcome


def test_a_workspace_that_has_gone_is_not_ok_and_told_once(windows, tmp_path):
    (tmp_path / "work").rename(tmp_path / "elsewhere")
    assert (Outcome.NOT_OK, Outcome.UNKNOWN) == (
        checks.workspace(windows).outcome,
        checks.latest_snapshot(windows).outcome,
    )


def test_a_workspace_whose_settings_cannot_be_read_is_not_ok(windows, tmp_path):
    (tmp_path / "work" / "scorecard.yaml").write_text("council: [")
    assert Outcome.NOT_OK == checks.workspace(windows).outcome


def test_no_workspace_at_all_says_where_to_choose_one(windows):
    write(windows.addin, Choices())
    assert "Settings on the ribbon" in checks.workspace(windows).way_out


def test_a_snapshot_of_another_month_is_old(windows, tmp_path):
    snapshot_of(tmp_path / "work", dt.timedelta(days=60))
    found = checks.latest_snapshot(windows)
    assert Outcome.NOT_OK == found.outcome
    assert "60 days ago" in found.said


def test_a_snapshot_that_is_half_written_is_not_ok(windows, tmp_path):
    snapshot.latest(tmp_path / "work" / "store").write_bytes(b"SQLite format 3\0")
    assert Outcome.NOT_OK == checks.latest_snapshot(windows).outcome


def test_a_program_that_is_no_python_says_so(tmp_path):
    assert isinstance(ask_interpreter(tmp_path / "python.exe"), str)


@pytest.mark.skipif(sys.platform == "win32", reason="would look at the computer's own add-in")
def test_the_command_shows_every_check_and_ends_with_1_where_one_is_not_ok(tmp_path):
    run = CliRunner().invoke
    folder = ["--folder", str(tmp_path)]
    told = run(app, ["addin", "doctor", *folder])
    assert 1 == told.exit_code
    assert all(f"{name}:" in told.output for name, _ in CHECKS)
    (tmp_path / "work").mkdir()
    snapshot_of(tmp_path / "work", dt.timedelta())
    assert 0 == run(app, ["addin", "install", "--workspace", str(tmp_path / "work"), *folder]).exit_code
    healthy = run(app, ["addin", "doctor", *folder])
    assert 0 == healthy.exit_code
    assert f"{sys.executable} is Python {'.'.join(map(str, sys.version_info[:3]))}" in healthy.output
    assert 0 == run(app, ["addin", "uninstall", *folder]).exit_code
    assert not (tmp_path / "Scorecard.xlam").exists()


def test_the_command_builds_a_file_for_others(tmp_path):
    out = tmp_path / "Scorecard.xlam"
    assert 0 == CliRunner().invoke(app, ["addin", "build", "--out", str(out)]).exit_code
    assert out.is_file()
