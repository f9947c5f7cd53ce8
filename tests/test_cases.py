"""Hand-worked cases: rows, and the value worked by hand, one file a section in tests/cases."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rows import compute_from
from scorecard.definitions.library import load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.issues import Issues

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
ASKED = ("period", "breakdown", "category")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['indicator']}: {case['case']}" for case in CASES])
def test_the_engine_gives_what_was_worked_by_hand(case, tmp_path):
    values, _ = compute_from(tmp_path, case["rows"], case.get("reporting_month", "2016-03"), **case.get("settings", {}))
    for expected in case["expect"]:
        key = {name: str(expected.get(name, "")) for name in ASKED}
        figure = values.get(case["indicator"], **key)
        if expected.get("absent"):
            assert (key, None) == (key, figure)
            continue
        actual = {name: getattr(figure, name) for name in expected if name not in ASKED} if figure else None
        wanted = {name: value for name, value in expected.items() if name not in ASKED}
        assert (key, _rounded(wanted)) == (key, _rounded(actual))


def _rounded(fields):
    """Fractions to nine places: a value worked by hand is written as a decimal."""
    if fields is None:
        return None
    return {name: round(value, 9) if isinstance(value, float) else value for name, value in fields.items()}


def test_every_definition_has_a_hand_worked_case():
    definitions = load_definitions(Workspace(FOLDER, Settings()), Issues())
    assert [] == sorted(set(definitions.indicators) - {case["indicator"] for case in CASES})
