"""What can be known of the macros without Excel: they could be compiled as far as their text shows."""

from __future__ import annotations

import pytest

from addin_file.vba_text import module_names, procedures, unbalanced, undeclared
from scorecard.addin_file.sources import modules

ALL = {module.name: module for module in modules()}
OURS = [name for name in ALL if name not in ("xlwings", "Dictionary", "SettingsSheet")]
CALLED = {"RunPython", "XLPy"}
"""What our modules use of xlwings'."""


def test_the_modules_are_ours_and_xlwings():
    documents = ["ThisWorkbook", "SettingsSheet"]
    ours = ["ScorecardDialogs", "ScorecardEvents", "ScorecardFunctions", "ScorecardRibbon", "ScorecardSettings"]
    assert [*documents, "Dictionary", *ours, "xlwings"] == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_office_can_read_the_lines(name):
    stored = ALL[name].stored()
    assert stored.count(b"\r\n") == stored.count(b"\n") == stored.count(b"\r")
    lines = stored.decode("cp1252").split("\r\n")
    assert max(map(len, lines)) <= 1023
    continued = 0
    for line in lines:
        continued = continued + 1 if line.endswith(" _") else 0
        assert continued <= 24


@pytest.mark.parametrize("name", OURS)
def test_every_block_is_closed_by_its_own_word(name):
    assert [] == unbalanced(ALL[name].text)


@pytest.mark.parametrize("name", OURS)
def test_every_name_is_declared(name):
    elsewhere = {each.name for module in ALL.values() if module.name in OURS for each in procedures(module.text)}
    assert "Option Explicit" in ALL[name].text
    assert set() == undeclared(ALL[name].text, elsewhere | CALLED | set(OURS) | module_names(ALL[name].text))


def test_what_is_used_of_xlwings_is_there():
    assert {each.name for each in procedures(ALL["xlwings"].text)} >= CALLED


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sub A()\nIf x Then\nEnd Sub", ["End Sub", "Sub A()"]),
        ("Sub A()\nIf x Then y = 1\nEnd Sub", []),
        ("Function B()\nFor i = 1 To 2\nNext i\nEnd Function", []),
        ("Function B()\nEnd Sub", ["End Sub"]),
    ],
)
def test_a_block_left_open_is_noticed(text, wrong):
    assert wrong == unbalanced(text)


def test_a_name_that_nobody_declared_is_noticed():
    text = 'Sub A(given As Long)\nDim own As Long\nown = given + othr\nown = Trim("othr")\nEnd Sub'
    assert {"othr"} == undeclared(text, set())
