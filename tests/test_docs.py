"""What users can do and meet is in the README."""

import pytest

from docs import README, with_made_parts
from scorecard.cli import app
from scorecard.definitions.expressions import FUNCTIONS
from scorecard.definitions.indicator import Measure
from scorecard.store.lookup import FIELDS

TEXT = README.read_text(encoding="utf-8")


def test_the_made_parts_of_the_readme_are_those_of_the_code():
    assert with_made_parts(TEXT) == TEXT


OF_GROUPS = [f"{group.name} {command.name}" for group in app.registered_groups
             for command in group.typer_instance.registered_commands]  # fmt: skip


@pytest.mark.parametrize("name", [*(command.callback.__name__ for command in app.registered_commands), *OF_GROUPS])
def test_every_command_is_in_the_readme(name):
    assert f"`scorecard {name}" in TEXT


@pytest.mark.parametrize("word", [*FIELDS, *FUNCTIONS, *Measure])
def test_every_field_function_and_measure_is_in_the_readme(word):
    assert word in TEXT
