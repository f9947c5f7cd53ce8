"""Worksheet functions through xlwings' own `call_udf`, as it is on Windows: what VBA passes, what it gets back."""

import datetime as dt

import pytest

from xl.udf_harness import MISSING, NA_CELL, REF_CELL, Cells, started
from xl.udf_workspace import ADVICE, NOTHING_FURTHER, write_workspace

LEFT_OUT = (MISSING, MISSING, MISSING)


@pytest.fixture(scope="module")
def excel():
    with started() as server:
        yield server


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return write_workspace(tmp_path_factory.mktemp("udf"))


@pytest.mark.parametrize("left_out", [LEFT_OUT, (None, None, None), ("", "", ""), ()])
def test_arguments_may_be_missing(excel, context, left_out):
    assert 3 == excel.call("KPI", context, "CONTACTS", *left_out)


def test_arguments_may_be_cells(excel, context):
    code, period, place = Cells((("contacts",),)), Cells(((dt.datetime(2016, 2, 29),),)), Cells(((NOTHING_FURTHER,),))
    assert 1 == excel.call("KPI", context, code, period, MISSING, place)


@pytest.mark.parametrize("passed", [Cells, tuple])
def test_a_column_comes_back_as_a_column(excel, context, passed):
    column = passed((("CONTACTS",), ("CONTACT",), (None,), ("CONTACT_TIMELINESS",)))
    assert [[3], ["#N/A"], [""], [1.0]] == excel.call("KPI", context, column, *LEFT_OUT)


@pytest.mark.parametrize("passed", [Cells, tuple])
def test_a_row_comes_back_as_a_row(excel, context, passed):
    row = passed((("2016-02", "2016-03", "soon"),))
    assert [1, 3, "#VALUE!"] == excel.call("KPI", context, "CONTACTS", row, MISSING, MISSING)


def test_an_array_constant_of_one_dimension_is_a_row(excel, context):
    assert [3, 1.0] == excel.call("KPI", context, ("CONTACTS", "CONTACT_TIMELINESS"), *LEFT_OUT)


def test_a_column_and_a_row_are_a_grid(excel, context):
    codes, fields = Cells((("CONTACTS",), ("CONTACT_TIMELINESS",))), Cells((("value", "rag", "target"),))
    assert [[3, "#N/A", "#N/A"], [1.0, "G", 0.9]] == excel.call("KPI", context, codes, MISSING, fields, MISSING)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("NOTHING_LIKE_IT", *LEFT_OUT), "#N/A"),
        (("CONTACT_TIMELINESS", "2016-02", None, None), "#N/A"),
        (("CONTACTS", "soon", None, None), "#VALUE!"),
        (("CONTACTS", None, "valeu", None), "#VALUE!"),
        (("CONTACTS", None, None, ADVICE), "c"),
        ((NA_CELL, None, None, None), "#N/A"),
        (("CONTACTS", REF_CELL, None, None), "#VALUE!"),
        ((True, None, None, None), "#N/A"),
        ((((("CONTACTS",),) * 2), (("2016-02",),) * 3, None, None), "#VALUE!"),
    ],
)
def test_errors_cross_as_their_texts(excel, context, arguments, expected):
    assert expected == excel.call("KPI", context, *arguments)


def test_numbers_cross_as_numbers_and_a_date_as_its_month(excel, context):
    assert [1.5, 1] == [
        excel.call("KPI", context, "CONTACTS", 42414.0, MISSING, MISSING) + 0.5,
        excel.call("KPI", context, "CONTACTS", dt.datetime(2016, 2, 14), MISSING, MISSING),
    ]


def test_the_names_of_the_workbook_come_with_the_context(excel, context):
    workspace = context[0]
    assert 1 == excel.call("KPI", (workspace, dt.datetime(2016, 2, 29), NOTHING_FURTHER), "CONTACTS", *LEFT_OUT)


def test_the_other_functions_answer_too(excel, context):
    assert [["2016-02", 1], ["2016-03", 3]] == excel.call("KPI_SERIES", context, "CONTACTS", MISSING, *LEFT_OUT)
    assert ["No further action", 2, 2 / 3] == excel.call("KPI_TABLE", context, "CONTACTS", "outcome", MISSING)[2]
    assert "CONTACTS" == excel.call("KPI_LIST", context, "contacts")[1][0]
    assert "Code" == excel.call("KPI_LIST", context, MISSING)[0][0]
    assert "Did you mean CONTACTS" in excel.call("KPI_WHY", context, "CONTACT", *LEFT_OUT)
    assert "Data as at 4 March 2016" in excel.call("KPI_ASOF", context)


def test_a_workspace_that_is_gone_is_no_exception(excel, tmp_path):
    nowhere = (str(tmp_path / "gone"), None, None)
    assert "#N/A" == excel.call("KPI", nowhere, "CONTACTS", *LEFT_OUT)
    assert "There is no snapshot in" in excel.call("KPI_WHY", nowhere, "CONTACTS", *LEFT_OUT)
