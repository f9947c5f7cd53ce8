"""`scorecard kpi` on the command line says what =KPI() says in a cell."""

import itertools

import pytest
from typer.testing import CliRunner

from scorecard.cli import app
from scorecard.store.lookup import FIELDS
from scorecard.xl.functions import KPI, KPI_WHY, NOT_AVAILABLE
from xl.udf_workspace import ADVICE, NOTHING_FURTHER, write_workspace


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    return write_workspace(tmp_path_factory.mktemp("cli"))


def command(context, code, period, field, where):
    options = ["--period", period, "--field", field, "--where", where]
    return CliRunner().invoke(app, ["kpi", code, "-w", context[0], *options])


QUESTIONS = [
    *itertools.product(["CONTACTS", "CONTACT_TIMELINESS"], ["", "2016-02"], FIELDS, [""]),
    *itertools.product(["contacts"], ["", "2015-16"], ["", "value", "share", "status"], [NOTHING_FURTHER, ADVICE]),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_command_line_and_a_cell_say_the_same(context, question):
    shown, done = KPI(context, *question), command(context, *question)
    assert (0, f"{shown}\n") == (done.exit_code, done.stdout)
    if shown in (NOT_AVAILABLE, "c"):
        assert f"{KPI_WHY(context, *question)}\n" == done.stderr


@pytest.mark.parametrize(
    "question",
    [("CONTACT", "", "", ""), ("CONTACTS", "soon", "", ""), ("CONTACTS", "", "valeu", ""), ("CONTACTS", "", "", "a=b")],
)
def test_a_wrong_question_is_an_error_in_a_cell_and_on_the_command_line(context, question):
    assert KPI(context, *question) in (NOT_AVAILABLE, "#VALUE!")
    done = command(context, *question)
    assert (2, "") == (done.exit_code, done.stdout)
    assert KPI_WHY(context, *question) == done.stderr.replace("\n", " ").strip()
