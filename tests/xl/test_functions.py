"""Worksheet functions, called as the wrappers in the add-in call them: answers, arrays, defaults, spills."""

import datetime as dt
from pathlib import Path

import pytest

from scorecard.store.lookup import FIELDS
from scorecard.xl import functions
from scorecard.xl.functions import (
    KPI,
    KPI_ASOF,
    KPI_LIST,
    KPI_SERIES,
    KPI_TABLE,
    KPI_WHY,
    NOT_AVAILABLE,
    WRONG_ARGUMENT,
)
from xl.udf_workspace import ADVICE, NOTHING_FURTHER, write_workspace

PAGE = Path(__file__).parents[2] / "docs" / "formulas.md"


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return write_workspace(tmp_path_factory.mktemp("functions"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["CONTACTS"], 3),
        (["ICPC_TIMELINESS"], 0.5),  # 1 of 2 within 15 working days
        ([" contacts "], 3),
        (["CONTACTS", "Feb 2016"], 1),
        (["CONTACTS", "PREVIOUS"], 1),
        (["CONTACTS", "last year"], NOT_AVAILABLE),
        (["CONTACTS", dt.datetime(2016, 2, 15)], 1),
        (["CONTACTS", 42414.0], 1),  # Excel's number of 14 February 2016
        (["CONTACTS", "2015-16", "value"], 4),
        (["CONTACTS", None, "Value", NOTHING_FURTHER], 2),
        (["CONTACTS", None, "share", NOTHING_FURTHER], 2 / 3),
        (["CONTACTS", None, None, ADVICE], "c"),
        (["CONTACTS", None, "status", ADVICE], "suppressed"),
        (["CONTACTS", None, "previous"], 1),
        (["CONTACTS", None, "change"], 2),
        (["CONTACTS", None, "direction"], "higher"),
        (["CONTACTS", None, "england"], 3),
        (["CONTACTS", None, "region"], 4),
        (["CONTACTS", None, "neighbours"], NOT_AVAILABLE),
        (["CONTACTS", None, "title"], "Contacts received"),
        (["CONTACT_TIMELINESS", None, "rag"], "G"),
        (["CONTACT_TIMELINESS", None, "target"], 0.9),
        (["CONTACT_TIMELINESS", "2016-02"], NOT_AVAILABLE),  # nothing to divide by, which is not 0
        (["CONTACTS", None, "target"], NOT_AVAILABLE),
        (["CP_PLANS"], NOT_AVAILABLE),  # its extract is missing
        (["REFERRALS_RATE"], 0.5),
        (["NOTHING_LIKE_IT"], NOT_AVAILABLE),
        ([""], ""),
        ([None], ""),
        ([12.0], NOT_AVAILABLE),
        ([True], NOT_AVAILABLE),
        (["#REF!"], NOT_AVAILABLE),
        (["CONTACTS", "soon"], WRONG_ARGUMENT),
        (["CONTACTS", 2016.0], WRONG_ARGUMENT),
        (["CONTACTS", True], WRONG_ARGUMENT),
        (["CONTACTS", 1e300], WRONG_ARGUMENT),
        (["CONTACTS", float("nan")], WRONG_ARGUMENT),
        (["CONTACTS", None, "valeu"], WRONG_ARGUMENT),
        (["CONTACTS", None, None, "team=North"], WRONG_ARGUMENT),
        (["CONTACTS", None, None, "outcome=Nothing"], WRONG_ARGUMENT),
        (["CONTACTS", None, None, "outcome"], WRONG_ARGUMENT),
    ],
)
def test_kpi_answers(context, asked, expected):
    assert expected == KPI(context, *asked)


def test_a_column_of_codes_is_one_call(context):
    assert [[3], [NOT_AVAILABLE], [""], [1.0]] == KPI(
        context, [["CONTACTS"], ["CONTACT"], [None], ["CONTACT_TIMELINESS"]]
    )


def test_a_column_of_codes_and_a_row_of_periods_are_a_grid(context):
    codes, periods = (("CONTACTS",), ("CONTACT_TIMELINESS",)), (("2016-02", "2016-03", "soon"),)
    assert [[1, 3, WRONG_ARGUMENT], [NOT_AVAILABLE, 1.0, WRONG_ARGUMENT]] == KPI(context, codes, periods)


def test_single_cells_and_rows_of_one_dimension_are_repeated(context):
    assert [[2, "c", 3]] == KPI(context, "CONTACTS", [["2016-03"]], None, (NOTHING_FURTHER, ADVICE, None))
    assert [[3], [1]] == KPI(context, "CONTACTS", [["latest"], ["previous"]], "value")


def test_a_range_of_one_cell_is_a_single_value(context):
    assert 3 == KPI(context, [["CONTACTS"]], [[None]])


def test_a_block_goes_with_a_block_of_its_shape_and_with_its_rows_and_columns(context):
    codes, periods = [["CONTACTS"] * 2] * 2, [["2016-02", "2016-03"], ["2015-16", "2016-01"]]
    assert [[1, 3], [4, NOT_AVAILABLE]] == KPI(context, codes, periods)
    assert [[1, 3], [1, 3]] == KPI(context, codes, [["2016-02", "2016-03"]])
    assert [[1, 1], [3, 3]] == KPI(context, codes, [["2016-02"], ["2016-03"]])


@pytest.mark.parametrize("function", [KPI, KPI_WHY])
def test_ranges_that_do_not_fit_each_other_are_a_wrong_argument(context, function):
    assert WRONG_ARGUMENT == function(context, [["CONTACTS"]] * 2, [["2016-02"]] * 3)


# ---------------------------------------------------------------- the workbook's names


def test_the_names_of_the_workbook_stand_for_what_is_not_given(context):
    workspace = context[0]
    assert 1 == KPI((workspace, "2016-02", None), "CONTACTS")
    assert 1 == KPI((workspace, dt.datetime(2016, 2, 29), NOTHING_FURTHER), "CONTACTS", [[None]])
    assert 2 == KPI([[workspace, None, NOTHING_FURTHER]], "CONTACTS", "", "value", "")


def test_an_argument_goes_before_the_names_of_the_workbook(context):
    workspace = context[0]
    assert 3 == KPI((workspace, "2016-02", NOTHING_FURTHER), "CONTACTS", "latest", None, "total")
    assert [[1], [2]] == KPI((workspace, "2016-02", NOTHING_FURTHER), "CONTACTS", [[None], ["2016-03"]])


def test_a_name_that_cannot_be_is_a_wrong_argument(context):
    assert WRONG_ARGUMENT == KPI((context[0], "soon", None), "CONTACTS")
    assert WRONG_ARGUMENT == KPI((context[0], (("2016-02",), ("2016-03",)), None), "CONTACTS")


# ---------------------------------------------------------------- answers of several cells


def test_a_series_is_every_period_from_the_first_figure_on(context):
    assert [["2016-02", 1], ["2016-03", 3]] == KPI_SERIES(context, "contacts")


def test_a_series_has_the_kind_of_period_that_it_starts_with(context):
    assert [["YTD 2016-02", 1], ["YTD 2016-03", 4]] == KPI_SERIES(context, "CONTACTS", "YTD 2016-02")
    assert [["2015-16", 4]] == KPI_SERIES(context, "CONTACTS", None, "2015-16")
    assert [["R12 2016-03", 0.5]] == KPI_SERIES(context, "REFERRALS_RATE")


def test_a_series_keeps_the_place_of_what_is_missing(context):
    assert [["2016-01", NOT_AVAILABLE], ["2016-02", 1]] == KPI_SERIES(context, "CONTACTS", "Jan 2016", "2016-02")
    assert [["2016-02", NOT_AVAILABLE], ["2016-03", 1.0]] == KPI_SERIES(context, "CONTACT_TIMELINESS", "2016-02")
    assert [["2016-02", 0], ["2016-03", "c"]] == KPI_SERIES(context, "CONTACTS", where=ADVICE)


def test_a_series_of_a_field_and_a_category_ends_with_the_workbooks_period(context):
    workspace = context[0]
    assert [["2016-02", 1.0], ["2016-03", 2 / 3]] == KPI_SERIES(
        context, "CONTACTS", None, None, "share", NOTHING_FURTHER
    )
    assert [["2016-02", 1]] == KPI_SERIES((workspace, "2016-02", NOTHING_FURTHER), "CONTACTS")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["CONTACT"], NOT_AVAILABLE),
        (["CP_PLANS"], NOT_AVAILABLE),
        (["CONTACTS", "2016-03", "2016-02"], NOT_AVAILABLE),
        (["CONTACTS", "soon"], WRONG_ARGUMENT),
        (["CONTACTS", None, None, "valeu"], WRONG_ARGUMENT),
        ([[["CONTACTS"], ["REFERRALS"]]], WRONG_ARGUMENT),
    ],
)
def test_a_series_that_is_none_is_an_error(context, asked, expected):
    assert expected == KPI_SERIES(context, *asked)


def test_a_table_has_the_categories_with_value_and_share(context):
    expected = [
        ["Category", "Value", "Share"],
        ["Advice and information", "c", "c"],
        ["No further action", 2, 2 / 3],
    ]
    assert expected == KPI_TABLE(context, "contacts", "Outcome")
    assert ["No further action", 1, 1.0] == KPI_TABLE(context, "CONTACTS", "outcome", "2016-02")[2]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["CONTACT", "outcome"], NOT_AVAILABLE),
        (["CONTACTS", "outcome", "2014-02"], NOT_AVAILABLE),
        (["CONTACTS", "team"], WRONG_ARGUMENT),
        (["CONTACTS", None], WRONG_ARGUMENT),
        (["CONTACTS", "outcome", "soon"], WRONG_ARGUMENT),
    ],
)
def test_a_table_that_is_none_is_an_error(context, asked, expected):
    assert expected == KPI_TABLE(context, *asked)


def test_the_list_names_every_indicator_or_those_of_a_section(context):
    heads, *listed = KPI_LIST(context)
    assert ["Code", "Title", "Section", "Unit", "Latest period", "Breakdowns"] == heads
    assert ["CONTACTS", "Contacts received", "contacts", "number", "2016-03", "outcome"] in listed
    assert {"contacts"} == {section for _, _, section, *_ in KPI_LIST(context, "Contacts")[1:]}
    assert {"child_protection_plans"} == {line[2] for line in KPI_LIST(context, "Child protection plans")[1:]}
    assert WRONG_ARGUMENT == KPI_LIST(context, "contact")


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("word", [*(f"{name}(" for name in functions.__all__ if name.startswith("KPI")), *FIELDS])
def test_every_function_and_field_is_on_the_page_of_formulas(word):
    assert word in PAGE.read_text(encoding="utf-8")


def test_why_answers_cell_by_cell(context):
    codes, periods = [["CONTACT"], [None], ["CONTACTS"], ["CONTACTS"]], [[""], [None], ["soon"], ["2016-04"]]
    said = KPI_WHY(context, codes, periods)
    assert said[0][0].startswith('There is no indicator "CONTACT". Did you mean CONTACTS')
    assert "" == said[1][0]
    assert said[2][0].startswith('"soon" is not a period. Write a month')
    assert "The figures reach to 2016-03; 2016-04 ends later." == said[3][0]


def test_as_of_names_the_day_of_the_data_and_the_snapshot(context):
    said = KPI_ASOF(context)
    assert said.startswith("Data as at 4 March 2016, refreshed ")
    assert said.endswith(", period 2016-03")
    assert f"{dt.datetime.now().year}" in said
