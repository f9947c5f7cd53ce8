"""What worksheet functions answer when the store is not as it should be: the last good snapshot, and words."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from scorecard.store import snapshot
from scorecard.xl.answers import held
from scorecard.xl.functions import KPI, KPI_ASOF, KPI_LIST, KPI_SERIES, KPI_TABLE, KPI_WHY, NOT_AVAILABLE
from xl.udf_workspace import council, renamed


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return council(tmp_path_factory.mktemp("figures"))


@pytest.fixture
def context(tmp_path, monkeypatch):
    """A workspace without a snapshot, whose pointer is looked at in every call."""
    monkeypatch.setattr(held, "LOOK_AGAIN", 0)
    monkeypatch.setattr(held, "REST", 0)
    return str(tmp_path), None, None


@pytest.fixture
def store(figures, context, tmp_path):
    """A good snapshot that has been read."""
    snapshot.save(figures, tmp_path / "store")
    assert 3 == KPI(context, "CONTACTS")
    return tmp_path / "store"


def further(figures, identifier, value):
    """A later run with another figure."""
    key = next(key for key in figures.figures if key[:2] == ("CONTACTS", "2016-03") and not key.breakdown)
    changed = renamed(figures, identifier)
    changed.figures = {**figures.figures, key: figures.figures[key]._replace(value=value)}
    return changed


def test_a_new_snapshot_is_seen_when_the_pointer_moves(figures, context, store):
    snapshot.save(further(figures, "later", 5), store)
    assert 5 == KPI(context, "CONTACTS")


def test_a_new_snapshot_that_is_not_yet_pointed_at_is_not_read(figures, context, store):
    pointer = (store / snapshot.POINTER).read_text()
    snapshot.save(further(figures, "later", 5), store)
    (store / snapshot.POINTER).write_text(pointer)
    assert 3 == KPI(context, "CONTACTS")


def test_the_pointer_is_not_looked_at_for_every_cell(figures, context, store, monkeypatch):
    monkeypatch.setattr(held, "LOOK_AGAIN", 3600)
    assert 3 == KPI(context, "CONTACTS")
    snapshot.save(further(figures, "later", 5), store)
    assert 3 == KPI(context, "CONTACTS")


def test_a_store_that_is_slow_to_fail_is_left_in_peace_for_a_while(figures, context, store, monkeypatch):
    monkeypatch.setattr(held, "REST", 10**9)
    (store / snapshot.POINTER).unlink()
    assert "last good" in KPI_ASOF(context)
    snapshot.save(further(figures, "later", 5), store)
    assert 3 == KPI(context, "CONTACTS")


def half(store):
    path = snapshot.latest(store)
    path.with_name("half.sqlite").write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (store / snapshot.POINTER).write_text("half.sqlite")


def rubbish(store):
    (store / "rubbish.sqlite").write_bytes(b"rubbish" * 1000)
    (store / snapshot.POINTER).write_text("rubbish.sqlite")


def empty_file(store):
    (store / "empty.sqlite").touch()
    (store / snapshot.POINTER).write_text("empty.sqlite")


def unreadable_pointer(store):
    (store / snapshot.POINTER).write_bytes(b"\xff\xfe\x00")


def pointer_to_nowhere(store):
    (store / snapshot.POINTER).write_text("gone.sqlite")


def pointer_is_a_folder(store):
    (store / snapshot.POINTER).unlink()
    (store / snapshot.POINTER).mkdir()


FAULTS = [half, rubbish, empty_file, unreadable_pointer, pointer_to_nowhere, pointer_is_a_folder, shutil.rmtree]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_good_snapshot_is_kept_and_the_words_say_what_is_wrong(context, store, fault):
    fault(store)
    assert 3 == KPI(context, "CONTACTS")
    last_good = "These are the figures of the last good snapshot: "
    for said in (KPI_WHY(context, "CONTACTS"), KPI_ASOF(context)):
        assert last_good in said
        assert "scorecard refresh" in said.partition(last_good)[2]


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_good_snapshot_there_is_no_figure_and_the_words_say_why(figures, context, tmp_path, fault):
    snapshot.save(figures, tmp_path / "store")
    fault(tmp_path / "store")
    assert NOT_AVAILABLE == KPI(context, "CONTACTS")
    assert [[NOT_AVAILABLE], [""]] == KPI(context, [["CONTACTS"], [None]])
    assert [NOT_AVAILABLE] * 3 == [
        KPI_SERIES(context, "CONTACTS"), KPI_TABLE(context, "CONTACTS", "outcome"), KPI_LIST(context),
    ]  # fmt: skip
    assert KPI_ASOF(context) == KPI_WHY(context, "CONTACTS")
    assert "scorecard refresh" in KPI_ASOF(context)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_good_snapshot_after_a_bad_one_is_read(figures, context, store, fault):
    fault(store)
    assert 3 == KPI(context, "CONTACTS")
    if (store / snapshot.POINTER).is_dir():
        (store / snapshot.POINTER).rmdir()
    snapshot.save(further(figures, "later", 5), store)
    assert 5 == KPI(context, "CONTACTS")
    assert "last good" not in KPI_ASOF(context)


def test_a_damaged_series_costs_no_more_than_its_own_cells(figures, context, tmp_path):
    path = snapshot.save(figures, tmp_path / "store")
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("UPDATE series SET figures = '[[' WHERE code = 'CONTACTS' AND breakdown = ''")
    assert [[NOT_AVAILABLE], [0.5]] == KPI(context, [["CONTACTS"], ["ICPC_TIMELINESS"]])
    assert KPI_WHY(context, "CONTACTS").startswith("The figures of CONTACTS are damaged in the snapshot.")


def test_no_workspace_is_told_where_to_set_it():
    assert NOT_AVAILABLE == KPI((None, None, None), "CONTACTS")
    assert "No workspace is set. Choose its folder under Settings on the tab Scorecard." == KPI_ASOF((None,) * 3)


def test_a_context_that_is_none_raises_nothing():
    assert [NOT_AVAILABLE] * 2 == [KPI(None, "CONTACTS"), KPI((), "CONTACTS")]
