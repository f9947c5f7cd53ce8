"""Snapshots: what was saved is read back, and a crash leaves the last good one."""

import dataclasses
import datetime as dt

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


@pytest.fixture
def values(tmp_path):
    return compute_from(tmp_path, ROWS, "2016-03")[0]


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
