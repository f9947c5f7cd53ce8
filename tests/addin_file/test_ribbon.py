"""The tab of the ribbon."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree

from scorecard.addin_file.sources import ribbon

RIBBON = etree.fromstring(ribbon())
BUTTONS = RIBBON.findall(".//{*}button")
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("customui14.xsd")))


def test_the_ribbon_is_valid():
    SCHEMA.assertValid(RIBBON)


@pytest.mark.parametrize(
    ("before", "spoilt"),
    [
        (b'imageMso="Help"', b'imgeMso="Help"'),
        (b'imageMso="Help"', b'imageMso="1 2"'),
        (b'keytip="H"', b'keytip="HELP"'),
        (b'id="ScorecardHelp"', b'id="ScorecardSettings"'),
    ],
)
def test_what_office_would_not_take_is_noticed(before, spoilt):
    assert not SCHEMA.validate(etree.fromstring(ribbon().replace(before, spoilt)))


def test_the_tab_has_the_buttons_of_the_scorecard():
    expected = ["Refresh", "Apply snapshot", "Check", "Indicators", "Explain", "Save commentary", "Freeze copy"]
    assert [*expected, "Relink", "Publish", "Settings", "Help"] == [button.get("label") for button in BUTTONS]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.get("label"))
def test_a_button_has_a_picture_and_says_what_it_does(button):
    assert button.get("imageMso")
    assert button.get("screentip") != button.get("label")
    assert button.get("supertip").endswith(".")


def test_the_keys_of_the_buttons_lead_to_one_each():
    keys = [button.get("keytip") for button in BUTTONS]
    assert not any(other.startswith(key) for key, other in permutations(keys, 2))
