"""Ribbon, Visual Basic and Python name the same buttons and the same functions with the same arguments."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import etree

import scorecard
from addin_file.vba_text import procedures
from scorecard.addin_file.settings_sheet import Choices, settings
from scorecard.addin_file.sources import SHEET, modules, ribbon

TEXTS = {module.name: module.text for module in modules()}
BUTTONS = {each.name: each for each in procedures(TEXTS["ScorecardRibbon"])}
FUNCTIONS = [each for each in procedures(TEXTS["ScorecardFunctions"]) if not each.is_private]
RIBBON = etree.fromstring(ribbon())
SIGNATURES = {
    "onLoad": ["ribbon As IRibbonUI"],
    "onAction": ["control As IRibbonControl"],
    "getLabel": ["control As IRibbonControl", "ByRef returnedVal"],
    "getEnabled": ["control As IRibbonControl", "ByRef returnedVal"],
}
"""Microsoft, "Customizing the Office Fluent ribbon for developers": what each callback is handed."""


def python_functions(module: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module of the Excel part, read and not run: that needs no Excel."""
    tree = ast.parse((Path(scorecard.__file__).parent / "xl" / f"{module}.py").read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


def named_callbacks():
    return sorted({(key, said) for each in RIBBON.iter() for key, said in each.attrib.items() if key in SIGNATURES})


@pytest.mark.parametrize(("kind", "callback"), named_callbacks())
def test_a_callback_of_the_ribbon_is_a_sub_with_its_parameters(kind, callback):
    module, _, name = callback.partition(".")
    assert "ScorecardRibbon" == module
    assert ("Sub", SIGNATURES[kind]) == (BUTTONS[name].kind, list(BUTTONS[name].parameters))
    assert not BUTTONS[name].is_private


def test_every_button_has_a_sub_and_every_sub_a_button():
    named = {said.partition(".")[2] for kind, said in named_callbacks() if kind == "onAction"}
    assert {name for name in BUTTONS if name.startswith("On") and name != "OnLoad"} == named


def test_a_button_runs_one_line_of_python_and_the_function_is_there():
    said = re.findall(r'Press "(\w+)"', TEXTS["ScorecardRibbon"])
    assert len(RIBBON.findall(".//{*}button")) == len(said)
    assert 1 == TEXTS["ScorecardRibbon"].count("RunPython")
    functions = python_functions("macros")
    assert set(said) <= set(functions)
    assert all(not each.args.args or len(each.args.args) == len(each.args.defaults)
               for name, each in functions.items() if name in said)  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.name)
def test_a_worksheet_function_hands_its_arguments_to_the_python_function_of_its_name(function):
    parameters = python_functions("functions")[function.name].args
    optional = [each.startswith("Optional ") for each in function.parameters]
    wanted = [place >= len(parameters.args) - len(parameters.defaults) for place in range(1, len(parameters.args))]
    assert "context" == parameters.args[0].arg
    assert wanted == optional
    assert [each.arg for each in parameters.args[1:]] == function.names
    called = f'{function.name} = Answer("{function.name}"' + "".join(f", {name}" for name in function.names) + ")"
    text = " ".join(TEXTS["ScorecardFunctions"].split())
    assert called in text


def test_every_worksheet_function_of_python_has_its_wrapper():
    decorated = {name for name, each in python_functions("functions").items()
                 if any(getattr(mark, "id", "") == "worksheet_function" for mark in each.decorator_list)}  # fmt: skip
    assert decorated == {each.name for each in FUNCTIONS}


def test_the_wrappers_call_the_module_of_the_functions():
    assert 'PYTHON_MODULE As String = "scorecard.xl.functions"' in TEXTS["ScorecardFunctions"]
    assert "scorecard.xl.functions" == settings(Choices())["UDF MODULES"]


def test_the_sheet_of_settings_has_the_name_that_everyone_looks_for():
    assert f'SETTINGS_SHEET As String = "{SHEET}"' in TEXTS["ScorecardSettings"]
    assert f'PROJECT_NAME As String = "{SHEET.removesuffix(".conf")}"' in TEXTS["xlwings"]


def test_every_setting_that_is_looked_for_is_on_the_sheet():
    known = set(settings(Choices()))
    ours = re.findall(r'(?:Setting\(|Keep )"([\w ]+)"', "".join(TEXTS[name] for name in TEXTS if name != "xlwings"))
    xlwings = re.findall(r'GetConfig\("([^"]+)"', TEXTS["xlwings"])
    assert {*ours, *xlwings} <= known


def test_a_description_of_a_function_fits_its_box():
    said = re.findall(r'Attribute (\w+)\.VB_Description = "(.*)"', TEXTS["ScorecardFunctions"])
    assert [each.name for each in FUNCTIONS] == [name for name, _ in said]
    assert max(len(text.replace('""', '"')) for _, text in said) <= 255
