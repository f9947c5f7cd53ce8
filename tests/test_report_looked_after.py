"""Children looked after: what stands behind the figures of the report's sections 1.16 to 1.22, and the rows."""

from __future__ import annotations

import pandas as pd
import pytest

YEARS = ("2014-15", "2015-16")


def test_children_and_starts_are_as_many_as_the_shares_of_the_report_need(demo_run):
    values = demo_run.values
    assert [351, 276] == [values.get("LAC_STARTED", year).value for year in YEARS]
    assert [352, 280] == [values.get("LAC_STARTS", year).value for year in YEARS]


def test_one_child_has_no_placement_yet_and_is_left_out_of_both_tables(demo_run):
    """The report's tables of March 2016 are of 584 children: no whole number of 585 is 44.0% or 64.0%."""
    for breakdown, category in (("placement_type", "Other"), ("placements_in_year", "1 Placement")):
        assert 584 == demo_run.values.get("LAC", "2016-03", breakdown, category).denominator


def test_numbers_move_as_the_commentary_says(demo_run):
    """1.16 and 1.18: fewer children enter care, and more of them were looked after before."""
    last, this = (demo_run.values.get("LAC_REENTRY", year).value for year in YEARS)
    assert 0.05 < last < this < 0.2


def test_fewer_than_half_of_the_children_attend_their_review(demo_run):
    """1.22, commentary."""
    assert demo_run.values.get("LAC_REVIEW_ATTENDANCE", "2015-16").value < 0.5


def test_there_are_slightly_more_red_ratings(demo_run):
    """1.22, commentary."""
    last, this = (demo_run.values.get("LAC_REVIEW_RAG", year, "rating", "Red").share for year in YEARS)
    assert 0 < this - last < 0.05


# ---------------------------------------------------------------- the rows are those of a council


@pytest.fixture(scope="module")
def episodes(demo_workspace):
    return _read(demo_workspace, "care_episodes", "started", "ended")


def _read(workspace, name, *days):
    table = pd.read_csv(workspace.extracts / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return table.assign(**{day: pd.to_datetime(table[day]) for day in days})


def test_episodes_follow_one_another_to_the_day(episodes):
    ordered = episodes.sort_values(["child_id", "started"])
    following = ordered.groupby("child_id")[["started", "reason_new"]].shift(-1)
    goes_on = ordered.reason_ended == "X1"
    assert (ordered.ended[goes_on] == following.started[goes_on]).all()
    assert (following.reason_new[goes_on] != "S").all()
    left = ordered.ended.notna() & ~goes_on & following.started.notna()
    assert (following.reason_new[left] == "S").all()
    assert (following.started[left] > ordered.ended[left]).all()
    assert not episodes.duplicated(["child_id", "started"]).any()


def test_something_changes_with_every_episode_and_the_reason_says_what(episodes):
    ordered = episodes.sort_values(["child_id", "started"])
    before = ordered.groupby("child_id")[["legal_status", "placement", "provider", "urn"]].shift()
    moved = (ordered[["placement", "provider", "urn"]] != before[["placement", "provider", "urn"]]).any(axis=1)
    new_status = ordered.legal_status != before.legal_status
    expected = {"L": (False, True), "P": (True, False), "T": (True, False), "B": (True, True), "U": (True, True)}
    for reason, (moves, changes) in expected.items():
        of_reason = ordered.reason_new == reason
        assert (moved[of_reason] == moves).all()
        assert (new_status[of_reason] == changes).all()


def test_who_is_placed_for_adoption_has_the_order_or_consents(episodes):
    placed = episodes[episodes.placement.isin(["A5", "A6"]) & (episodes.reason_new != "S")]
    assert (placed.legal_status == "E1").all()
    adopted = episodes[episodes.reason_ended.isin(["E11", "E12"])]
    assert set(adopted.placement) <= {"A3", "A4", "A5", "A6"}
    assert {2014: 70, 2015: 54} == (adopted.ended.dt.year - (adopted.ended.dt.month < 4)).value_counts().to_dict()


def test_everyone_in_care_is_under_18(demo_workspace, episodes):
    children = _read(demo_workspace, "children", "date_of_birth").set_index("child_id").date_of_birth
    born = episodes.child_id.map(children)
    last_day = episodes.ended.fillna(pd.Timestamp(2016, 3, 31))
    assert (born <= episodes.started).all()
    assert (last_day <= born + pd.DateOffset(years=18)).all()


def test_reviews_are_held_while_a_child_is_looked_after(demo_workspace, episodes):
    reviews = _read(demo_workspace, "care_reviews", "due", "held").merge(episodes, on="child_id")
    inside = (reviews.held >= reviews.started) & ~(reviews.held > reviews.ended)
    assert inside.groupby([reviews.child_id, reviews.held]).any().all()
