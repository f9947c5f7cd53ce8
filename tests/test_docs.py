"""What users can do and meet is in the README and its pages."""

import re

import pytest

from docs import PARTS, ROOT, pages, with_made_parts
from scorecard.cli import app
from scorecard.definitions.expressions import FUNCTIONS
from scorecard.definitions.indicator import Measure
from scorecard.store.lookup import FIELDS

TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in pages()}
ALL = "\n".join(TEXTS.values())


@pytest.mark.parametrize("page", TEXTS)
def test_the_made_parts_of_a_page_are_those_of_the_code(page):
    assert with_made_parts(TEXTS[page]) == TEXTS[page]


@pytest.mark.parametrize("part", PARTS)
def test_every_made_part_stands_on_one_page(part):
    assert 1 == ALL.count(f"<!-- {part}: ")


OF_GROUPS = [f"{group.name} {command.name or command.callback.__name__}" for group in app.registered_groups
             for command in group.typer_instance.registered_commands]  # fmt: skip


@pytest.mark.parametrize("name", [*(command.callback.__name__ for command in app.registered_commands), *OF_GROUPS])
def test_every_command_is_on_the_page_of_commands(name):
    assert f"`scorecard {name}" in TEXTS["docs/commands.md"]


@pytest.mark.parametrize("word", [*FIELDS, *FUNCTIONS, *Measure])
def test_every_field_function_and_measure_is_documented(word):
    assert word in ALL


@pytest.mark.parametrize("page", [name for name in TEXTS if name.startswith("docs/")])
def test_every_page_is_named_in_the_readme(page):
    assert f"]({page})" in TEXTS["README.md"]


def links():
    for name, text in TEXTS.items():
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            yield name, target


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_every_link_and_picture_leads_to_a_file(page, target):
    assert ((ROOT / page).parent / target).exists()
