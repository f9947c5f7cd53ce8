"""The audiences of editions: what is shipped, and mistakes with their lines."""

import textwrap

import jsonschema
import pytest

from scorecard.definitions.audiences import BackSheet, audience_named, load_audiences
from scorecard.definitions.cellmap import load_cell_map
from scorecard.definitions.library import load_definitions
from scorecard.definitions.schema import json_schema
from scorecard.definitions.source import read_yaml
from scorecard.definitions.workspace import Settings, Workspace, shipped
from scorecard.errors import UsageError
from scorecard.issues import Issues


@pytest.fixture(scope="module")
def cells():
    workspace, issues = Workspace(shipped(), Settings()), Issues()
    return load_cell_map(workspace.mappings("workbook"), load_definitions(workspace, issues).indicators, issues)


def load(tmp_path, cells, text=""):
    if text:
        (tmp_path / "mappings").mkdir()
        (tmp_path / "mappings" / "audiences.yaml").write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    issues = Issues()
    return load_audiences(Workspace(tmp_path, Settings()).audiences, cells, issues), list(issues)


def told(issues):
    return [(issue.code, issue.file, issue.line, issue.found) for issue in issues]


def test_the_shipped_audiences_hide_small_numbers_from_all_but_those_inside(tmp_path, cells):
    made, issues = load(tmp_path, cells)
    assert [] == issues
    assert {"internal": (0, 1), "managers": (5, 1), "board": (5, 1), "public": (5, 5)} == {
        name: (each.threshold, each.rounding) for name, each in made.items()
    }
    assert ["Managers", "managers"] == [made["managers"].title, made["managers"].name]
    assert BackSheet.DATA_QUALITY not in made["public"].back_sheets


def test_the_file_of_the_workspace_takes_the_place_of_the_shipped_one(tmp_path, cells):
    made, issues = load(tmp_path, cells, """
        audiences:
          scrutiny: {title: Scrutiny committee, sections: [Contacts, Referrals], back_sheets: [Definitions]}
        """)
    assert [] == issues
    assert ["scrutiny"] == list(made)
    assert (["Contacts", "Referrals"], 5) == (made["scrutiny"].sections, made["scrutiny"].threshold)


def test_a_section_that_is_no_sheet_is_told_with_its_line(tmp_path, cells):
    _, issues = load(tmp_path, cells, """
        audiences:
          board:
            title: Board
            sections: [Contacts, Referals]
        """)
    assert [("unknown-reference", "mappings/audiences.yaml", 4, '"Referals"')] == told(issues)
    assert "Referrals" in issues[0].expected


def test_settings_that_cannot_be_are_told_with_their_lines(tmp_path, cells):
    _, issues = load(tmp_path, cells, """
        audiences:
          board:
            title: Board
            treshold: 5
            rounding: 3
            back_sheets: [Date]
        """)
    assert {("unknown-key", 4), ("wrong-value", 5), ("wrong-value", 6)} == {(each.code, each.line) for each in issues}


def test_rounding_must_not_make_a_child_to_nobody(tmp_path, cells):
    _, issues = load(tmp_path, cells, """
        audiences:
          open: {title: Open, threshold: 2, rounding: 10}
        """)
    assert 1 == len(issues)
    assert "a threshold of 4 or more" in issues[0].expected


def test_an_empty_file_has_no_audiences(tmp_path, cells):
    made, issues = load(tmp_path, cells, "# nothing yet\n")
    assert ({}, ["missing-key"]) == (made, [each.code for each in issues])


def test_an_audience_is_asked_for_by_name_in_any_case(tmp_path, cells):
    made, _ = load(tmp_path, cells)
    assert made["board"] is audience_named(made, " Board ")
    with pytest.raises(UsageError, match="manager"):
        audience_named(made, "manager")


def test_the_schema_knows_the_file():
    check = jsonschema.Draft202012Validator(json_schema())
    data = read_yaml(shipped() / "mappings" / "audiences.yaml", Issues())
    assert [] == list(check.iter_errors(data))
    data["audiences"]["board"]["treshold"] = data["audiences"]["board"].pop("threshold")
    assert not check.is_valid(data)


def test_a_cell_map_is_cut_to_the_sections_of_an_audience(cells):
    cut = cells.only(["Referrals", "Contacts"])
    assert ["Contacts", "Referrals"] == [sheet.sheet for sheet in cut.sheets]
    assert ["Contacts", "Referrals"] == cut.summary.sheets
    assert "CP_PLANS" not in cut.codes
    assert cells is cells.only([])
