"""Shares that come out exactly, and chance that is the same everywhere."""

from __future__ import annotations

from scorecard.demo.chance import Chance, spread


def test_the_parts_of_a_total_add_up_to_it() -> None:
    assert spread(10, [1, 1, 1]) == [4, 3, 3]
    assert spread(100, [0.704, 0.296]) == [70, 30]
    assert sum(spread(17_580, [8.2, 8.1, 8.8, 6.6])) == 17_580


def test_a_quota_holds_each_label_as_often_as_its_share() -> None:
    labels = Chance("test").quota(200, {"Plan": 0.845, "No plan": 0.155})
    assert labels.count("Plan") == 169
    assert len(labels) == 200


def test_a_stream_of_chance_is_the_same_on_every_machine() -> None:
    chance = Chance("test")
    assert [chance.between(1, 6) for _ in range(8)] == [5, 1, 1, 3, 2, 4, 5, 6]


def test_streams_of_different_names_differ() -> None:
    assert Chance("plans").shuffled(range(20)) != Chance("reviews").shuffled(range(20))
