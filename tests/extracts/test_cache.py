"""Typed extracts are kept: an unchanged file is not read again, and says the same."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

from extracts.folders import CATEGORY, PLANS, Council, write_workbook

BAD = ("P1,C1,2024-04-01,", "P2,C2,31/02/2024,", "P3,,2024-04-01,", "P1,C4,2024-04-01,")


def kept(council: Council) -> dict[Path, int]:
    return {path: path.stat().st_ino for path in (council.folder / "cache").glob("*.parquet")}


def test_an_unchanged_file_is_not_typed_again(council: Council) -> None:
    council.plans(*BAD)
    first, before = council.read(), kept(council)
    second = council.read()
    assert second.table == first.table
    assert kept(council) == before


def test_what_was_wrong_with_a_kept_file_is_told_again(council: Council) -> None:
    council.plans(*BAD, *(f"Q{number},C,soon," for number in range(150)), headings="plan_id,child_id,started,extra")
    first = council.read().issues
    second = council.read().issues
    assert list(second) == list(first)
    assert len(second) == len(first) == 155


def test_a_renamed_file_is_not_typed_again_and_issues_carry_its_new_name(council: Council) -> None:
    council.plans(*BAD)
    council.read()
    before = kept(council)
    council.file("cp_plans.csv").rename(council.file("CP-Plans.csv"))
    outcome = council.read()
    assert {issue.file for issue in outcome.issues} == {outcome.table.file} == {"CP-Plans.csv"}
    assert kept(council) == before


def test_a_changed_file_of_the_same_length_is_typed_again(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,")
    council.read()
    council.plans("P1,C2,2024-04-01,")
    assert council.read().column("child_id") == ["C2"]


def test_a_changed_mapping_is_typed_again(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,,x", headings="plan_id,child_id,started,ended,Locality")
    assert council.read().codes == ["unknown-column"]
    changed = copy.deepcopy(PLANS)
    changed["columns"]["team"]["aliases"] = ["Locality"]
    council.extracts = [changed]
    outcome = council.read()
    assert outcome.codes == []
    assert outcome.column("team") == ["x"]


def test_a_changed_list_of_codes_is_typed_again(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,,Blows", headings="plan_id,child_id,started,ended,category")
    assert council.read().codes == ["unknown-code"]
    changed = copy.deepcopy(CATEGORY)
    changed["values"]["PHY"]["aliases"].append("Blows")
    council.codes = [changed]
    assert council.read().column("category") == ["PHY"]


def test_a_date_in_the_future_is_no_longer_so_when_its_day_has_come(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,2024-07-15")
    assert council.read().codes == ["date-in-future"]
    council.today = dt.date(2024, 7, 31)
    outcome = council.read()
    assert outcome.codes == []
    assert outcome.column("ended") == [dt.date(2024, 7, 15)]


def test_a_date_is_in_the_future_again_for_a_run_of_an_earlier_day(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,2024-06-15")
    assert council.read().codes == []
    council.today = dt.date(2024, 5, 31)
    assert council.read().codes == ["date-in-future"]


def test_another_day_alone_does_not_have_a_file_typed_again(council: Council) -> None:
    council.plans("P1,C1,2024-04-01,2024-06-15")
    council.read()
    before = kept(council)
    council.today = dt.date(2024, 7, 31)
    council.read()
    assert kept(council) == before


def test_two_sheets_of_one_workbook_are_kept_apart(council: Council) -> None:
    visits = {**copy.deepcopy(PLANS), "extract": "visits", "aliases": []}
    council.extracts = [PLANS, visits]
    headings = ["plan_id", "child_id", "started", "ended"]
    write_workbook(council.file("all.xlsx"), {"cp_plans": [headings, ["P1", "C1", "2024-04-01"]],
                                              "visits": [headings, ["V1", "C1", "2024-04-01"]]})
    for _ in range(2):
        tables = council.read().tables.found
        assert {name: table.sheet for name, table in tables.items()} == {"cp_plans": "cp_plans", "visits": "visits"}
        assert len({table.path for table in tables.values()}) == 2


def test_old_files_of_an_extract_are_forgotten(council: Council) -> None:
    for month in range(1, 7):
        council.plans(f"P1,C1,2024-0{month}-01,")
        outcome = council.read()
    assert len(kept(council)) == 3
    assert outcome.table.path in kept(council)
    assert len(list((council.folder / "cache").iterdir())) == 6


def test_a_damaged_memory_of_a_file_is_made_again(council: Council) -> None:
    council.plans(*BAD)
    first = council.read()
    for path in (council.folder / "cache").glob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert list(council.read().issues) == list(first.issues)
