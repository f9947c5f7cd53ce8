"""The scorecard knows the texts again that it has put into boxes."""

from __future__ import annotations

from pathlib import Path

from scorecard import pipeline
from scorecard.commentary.filled import KEPT, remember, was_filled


def test_a_text_is_known_again_whatever_became_of_its_lines(tmp_path: Path) -> None:
    remember(tmp_path / "store", ["Plans rose.\n\nNeglect is the most frequent.", ""])
    assert was_filled(tmp_path / "store", "Plans rose.\r\nNeglect is the  most frequent. ")
    assert not was_filled(tmp_path / "store", "Plans fell.\n\nNeglect is the most frequent.")


def test_a_text_is_kept_once_and_only_as_a_fingerprint(tmp_path: Path) -> None:
    for _ in range(2):
        remember(tmp_path, ["Plans rose.", "Plans fell."])
    lines = (tmp_path / KEPT).read_text().split()
    assert [64, 64] == [len(line) for line in lines]


def test_nothing_was_filled_where_there_is_no_store(tmp_path: Path) -> None:
    assert not was_filled(tmp_path / "none", "Plans rose.")


def test_a_run_remembers_what_it_fills_in(demo_run: pipeline.Refreshed) -> None:
    store = demo_run.snapshot.parent
    workspace = store.parent
    assert (store / KEPT).is_file()
    assert any((workspace / "commentary").iterdir())
