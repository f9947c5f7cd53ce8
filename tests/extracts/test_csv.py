"""CSV files: how they are written, and which row of Excel each row is."""

from __future__ import annotations

import datetime as dt

import pytest

from extracts.folders import Council

HEADINGS = "plan_id,child_id,started,ended,team"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_pounds_and_accents_survive_every_encoding(council: Council, encoding: str) -> None:
    council.write(f"{HEADINGS}\nP1,C1,2024-04-01,,Café £5 – East\n", encoding=encoding)
    outcome = council.read()
    assert outcome.column("team") == ["Café £5 – East"]
    assert outcome.codes == []


def test_a_file_that_turns_out_late_not_to_be_utf_8_is_read_as_windows_text(council: Council) -> None:
    rows = "".join(f"P{number},C1,2024-04-01,,plain text to fill the file\n" for number in range(8_000))
    council.write(f"{HEADINGS}\n{rows}PX,C1,2024-04-01,,é\n", encoding="cp1252")
    outcome = council.read()
    assert outcome.column("team")[-1] == "é"
    assert outcome.table.rows_used == 8_001


def test_bytes_that_are_no_text_at_all_are_an_issue(council: Council) -> None:
    council.file("cp_plans.csv").write_bytes(b"plan_id,child_id,started,ended\nP1,C\x81,2024-04-01,\n")
    assert council.read().only().code == "unreadable-file"


def test_utf_16_is_refused_with_a_way_out(council: Council) -> None:
    council.write("plan_id,child_id,started,ended\n", encoding="utf-16")
    issue = council.read().only()
    assert (issue.code, issue.file) == ("unreadable-file", "cp_plans.csv")
    assert "CSV UTF-8" in issue.expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_headings_tell_the_delimiter(council: Council, delimiter: str) -> None:
    council.write("\n".join(delimiter.join(row) for row in (
        ["plan_id", "child_id", "started", "ended"], ["P1", "C1", "2024-04-01", ""])) + "\n")
    assert council.read().rows() == [("P1", "C1", dt.date(2024, 4, 1), None)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(council: Council, newline: str) -> None:
    council.write(newline.join([HEADINGS, "P1,C1,2024-04-01,,East", "P2,C2,2024-04-02,,West", ""]))
    outcome = council.read()
    assert outcome.column("team") == ["East", "West"]
    assert outcome.numbers() == [2, 3]


def test_the_last_line_needs_no_end(council: Council) -> None:
    council.write(f"{HEADINGS}\nP1,C1,2024-04-01,,East\nP2,C2,2024-04-02,,West")
    assert council.read().table.rows_used == 2


@pytest.mark.parametrize("blank", ["", ",,,,", "  ,,\u00a0,,"])
def test_blank_rows_are_not_rows_but_keep_their_numbers(council: Council, blank: str) -> None:
    council.write("\n".join([HEADINGS, "P1,C1,2024-04-01,,East", blank, "P2,C2,2024-04-02,,West", blank, blank, ""]))
    outcome = council.read()
    assert outcome.numbers() == [2, 4]
    assert (outcome.table.rows_read, outcome.table.rows_used) == (2, 2)
    assert outcome.codes == []


@pytest.mark.parametrize("above", ["\n", ",,,,\n", "\n\n"])
def test_blank_rows_above_the_headings_are_passed_over(council: Council, above: str) -> None:
    council.write(f"{above}{HEADINGS}\nP1,C1,2024-04-01,,East\n")
    assert council.read().numbers() == [above.count("\n") + 2]


def test_a_break_inside_a_cell_is_one_row(council: Council) -> None:
    council.write(f'{HEADINGS}\nP1,C1,2024-04-01,,"East\nand West"\nP2,C2,2024-04-02,,North\n')
    outcome = council.read()
    assert outcome.column("team") == ["East and West", "North"]
    assert outcome.numbers() == [2, 3]


def test_a_break_inside_a_heading_is_a_space(council: Council) -> None:
    council.write('plan_id,child_id,"Start\ndate",ended\nP1,C1,2024-04-01,\n')
    outcome = council.read()
    assert outcome.column("started") == [dt.date(2024, 4, 1)]
    assert outcome.codes == []


def test_a_quotation_mark_that_is_not_closed_does_not_swallow_rows(council: Council) -> None:
    council.write(f'{HEADINGS}\nP1,C1,2024-04-01,,East\nP2,C2,2024-04-02,,"West\nP3,C3,2024-04-03,,North\n')
    issue = council.read().only()
    assert issue.code == "unreadable-file"
    assert "row 3" in issue.found


def test_quotation_marks_and_delimiters_inside_quotation_marks_are_text(council: Council) -> None:
    council.write(f'{HEADINGS}\nP1,C1,2024-04-01,,"East, ""old"" side"\n')
    assert council.read().column("team") == ['East, "old" side']


def test_a_short_row_is_blank_where_it_ends(council: Council) -> None:
    council.write(f"{HEADINGS}\nP1,C1,2024-04-01\nP2,C2,2024-04-02,,West\n")
    outcome = council.read()
    assert outcome.column("team") == [None, "West"]
    assert outcome.codes == []


def test_blank_cells_beyond_the_headings_do_no_harm(council: Council) -> None:
    council.write(f"{HEADINGS},,\nP1,C1,2024-04-01,,East,,\nP2,C2,2024-04-02,,West,, \n")
    outcome = council.read()
    assert outcome.table.rows_used == 2
    assert outcome.codes == []


def test_a_cell_too_many_sets_its_row_aside(council: Council) -> None:
    council.write(f"{HEADINGS}\nP1,C1,2024-04-01,,East\nP2,C2,2024-04-02,,West,wing\n")
    outcome = council.read()
    assert outcome.places == [("wrong-number-of-cells", 3, "")]
    assert (outcome.table.rows_read, outcome.table.rows_used) == (2, 1)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " , ,\n"])
def test_an_empty_file_is_an_issue(council: Council, content: str) -> None:
    council.write(content)
    outcome = council.read()
    assert outcome.only().code == "unreadable-file"
    assert outcome.tables.found == {}


def test_headings_without_rows_make_an_empty_table(council: Council) -> None:
    council.write(f"{HEADINGS}\n")
    outcome = council.read()
    assert outcome.only().code == "no-rows"
    assert (outcome.table.rows_read, outcome.table.first, outcome.rows()) == (0, None, [])
