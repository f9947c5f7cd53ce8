"""Snapshots: what was saved is read back, and a crash leaves the last good one."""

import dataclasses
import datetime as dt
import sqlite3
from contextlib import closing

import pytest

from rows import compute_from
from scorecard.errors import StoreError
from scorecard.store import snapshot

ROWS = {
    "contacts": [
        {"contact_id": "1", "child_id": "A", "received": "2016-03-01 09:00", "outcome": "NFA"},
        {"contact_id": "2", "child_id": "B", "received": "2016-03-02 09:00", "outcome": "ADVICE"},
    ],
    "benchmarks": [
        {"code": "CONTACTS", "period": "2014-15", "comparator": "England", "value": 3, "source": "Statistics"},
    ],
}


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    return compute_from(tmp_path_factory.mktemp("snapshot"), ROWS, "2016-03")[0]


def later(values):
    return dataclasses.replace(values, run=dataclasses.replace(values.run, identifier="later"))


def test_what_is_saved_is_read_back(values, tmp_path):
    snapshot.save(values, tmp_path / "store")
    assert values == snapshot.load(snapshot.latest(tmp_path / "store"))


def test_the_pointer_names_the_newest_and_the_old_one_stays_readable(values, tmp_path):
    first = snapshot.save(values, tmp_path / "store")
    second = snapshot.save(later(values), tmp_path / "store")
    assert second == snapshot.latest(tmp_path / "store")
    assert values == snapshot.load(first)


def test_a_crash_while_writing_leaves_the_last_good_snapshot(values, tmp_path):
    first = snapshot.save(values, tmp_path / "store")
    broken = later(values)
    broken.benchmarks = [object()]  # what cannot be written stops the writer half way
    with pytest.raises(Exception, match=r"."):
        snapshot.save(broken, tmp_path / "store")
    assert first == snapshot.latest(tmp_path / "store")
    assert values == snapshot.load(first)


def test_a_crash_before_the_pointer_moves_leaves_the_last_good_snapshot(values, tmp_path, monkeypatch):
    first = snapshot.save(values, tmp_path / "store")
    move = snapshot.os.replace

    def only_snapshots(source, target):
        if str(target).endswith(snapshot.POINTER):
            raise OSError("power cut")
        move(source, target)

    monkeypatch.setattr(snapshot.os, "replace", only_snapshots)
    with pytest.raises(StoreError, match="the last snapshot is untouched"):
        snapshot.save(later(values), tmp_path / "store")
    assert first == snapshot.latest(tmp_path / "store")


def test_a_store_without_a_snapshot_says_what_to_run(tmp_path):
    with pytest.raises(StoreError, match="scorecard refresh"):
        snapshot.latest(tmp_path)


def test_a_file_that_is_no_snapshot_is_refused(tmp_path):
    path = tmp_path / "2016-03.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="cannot be read as a snapshot"):
        snapshot.load(path)


def test_a_snapshot_that_was_written_half_is_refused(values, tmp_path):
    path = snapshot.save(values, tmp_path / "store")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match="cannot be read as a snapshot"):
        snapshot.load(path)


@pytest.mark.parametrize(
    ("difference", "told"), [(-1, "written by an older scorecard"), (1, "written by a newer scorecard")]
)
def test_a_snapshot_of_another_format_is_made_again(values, tmp_path, difference, told):
    path = snapshot.save(values, tmp_path / "store")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("UPDATE about SET value = ? WHERE name = 'format'", [str(snapshot.FORMAT + difference)])
    with pytest.raises(StoreError, match=told):
        snapshot.load(path)


@pytest.mark.parametrize(
    ("pointer", "told"),
    [(b"gone.sqlite", "gone.sqlite, is not there"), (b"", "without a name"), (b"\xff\xfe", "cannot be read")],
)
def test_a_pointer_that_leads_nowhere_says_so(tmp_path, pointer, told):
    (tmp_path / snapshot.POINTER).write_bytes(pointer)
    with pytest.raises(StoreError, match=told):
        snapshot.latest(tmp_path)


def test_the_pointer_moves_when_its_reader_has_let_it_go(values, tmp_path, monkeypatch):
    """As Windows does it: a file that is being read cannot be replaced."""
    move, refused = snapshot.os.replace, []

    def refuse_twice(source, target):
        if str(target).endswith(snapshot.POINTER) and len(refused) < 2:
            refused.append(target)
            raise PermissionError("in use")
        move(source, target)

    monkeypatch.setattr(snapshot.os, "replace", refuse_twice)
    assert snapshot.save(values, tmp_path / "store") == snapshot.latest(tmp_path / "store")


def test_another_program_sees_a_figure_a_row(values, tmp_path):
    path = snapshot.save(values, tmp_path / "store")
    with closing(sqlite3.connect(path)) as con:
        seen = con.execute(
            "SELECT numerator, denominator, value, status FROM figures"
            " WHERE code = 'CONTACTS' AND period = '2016-03' AND category = 'No further action'"
        ).fetchall()
        assert len(values.figures) == con.execute("SELECT count(*) FROM figures").fetchone()[0]
    assert [(1, 2, 1, "computed")] == seen


def test_a_damaged_series_is_told_when_it_is_asked_for(values, tmp_path):
    path = snapshot.save(values, tmp_path / "store")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("UPDATE series SET figures = '[[\"2016-03\", 1' WHERE code = 'CONTACTS' AND breakdown = ''")
    held = snapshot.load(path)
    assert 1 == held.get("CONTACTS", "2016-03", "outcome", "No further action").value
    with pytest.raises(StoreError, match="The figures of CONTACTS are damaged"):
        held.get("CONTACTS", "2016-03")


def test_the_region_is_kept_so_that_a_formula_needs_no_settings(tmp_path):
    values = compute_from(tmp_path, ROWS, "2016-03", region="North East")[0]
    assert "North East" == snapshot.load(snapshot.save(values, tmp_path / "store")).run.region


def test_a_snapshot_holds_nothing_of_a_child(tmp_path):
    rows = {
        "children": [{"child_id": "Zebedee-7", "date_of_birth": "2009-11-23"}],
        "cp_plans": [{"plan_id": "Plan-77", "child_id": "Zebedee-7", "started": "2015-05-19"}],
        "contacts": [{"contact_id": "Zigzag-1", "child_id": "Unknown-9", "received": "19/18/2016"}],
    }
    values, issues = compute_from(tmp_path, rows, "2016-03")
    assert ["not-a-date"] == [issue.code for issue in issues if issue.file == "contacts.csv"]
    content = snapshot.save(values, tmp_path / "store").read_bytes()
    told = [b"Zebedee", b"Plan-77", b"2009-11-23", b"2015-05-19", b"Zigzag", b"Unknown-9", b"19/18/2016"]
    assert [b"2015-05-19"] == [each for each in told if each in content]  # how far back the extract reaches


def test_the_figures_of_a_run_name_when_it_was_made(values):
    assert dt.datetime.now().date() == values.run.made.date()
