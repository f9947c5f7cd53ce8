"""Formulas that call the scorecard's functions, as Excel shows them on another machine and as files hold them."""

from __future__ import annotations

import pytest

from scorecard.errors import UsageError
from scorecard.xl.open_book.calls import Call, calls, has_call, relinked

XLSTART = r"C:\Users\A\AppData\Roaming\Microsoft\Excel\XLSTART\Scorecard.xlam"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"""='{XLSTART}'!KPI("X")""", '=KPI("X")'),
        ("""='C:\\Users\\O''Brien\\Scorecard.xlam'!KPI("X")""", '=KPI("X")'),
        ("""='https://council.example/teams/Scorecard.xlam'!KPI("X",A2)""", '=KPI("X",A2)'),
        ("""='C:\\Users\\A\\Downloads\\[Scorecard.xlam]'!KPI("X")""", '=KPI("X")'),
        ("""='C:\\Users\\A\\Downloads\\Scorecard (1).xlam'!KPI("X")""", '=KPI("X")'),
        ('=[1]!KPI("X")', '=KPI("X")'),
        ('=Scorecard.xlam!kpi_why("X")', '=kpi_why("X")'),
        ('=SCORECARD.XLAM!KPI("X")', '=KPI("X")'),
        (f"""=IF(A1="",'{XLSTART}'!KPI(A1),'{XLSTART}'!KPI_SERIES(A1)*2)""", '=IF(A1="",KPI(A1),KPI_SERIES(A1)*2)'),
        (f"""='{XLSTART}'!KPI("X")+SUM(B2#)""", '=KPI("X")+SUM(B2#)'),
        (f"""='{XLSTART}'!KPI('{XLSTART}'!KPI_LIST("contacts"))""", '=KPI(KPI_LIST("contacts"))'),
    ],
)
def test_the_path_of_another_machines_add_in_falls_away(before, after):
    assert after == relinked(before)


@pytest.mark.parametrize(
    "formula",
    [
        '=KPI("X")',
        "=A1+1",
        f"""=IF(A1="'{XLSTART}'!KPI(1)",1,2)""",
        f"""="in ""'{XLSTART}'!KPI(1)"" as it was\"""",
        """='C:\\Users\\A\\Other.xlam'!KPI("X")""",
        "='[Budget.xlsx]Sheet 1'!A1",
        f"='{XLSTART}'!OTHER(1)",
        "='My KPI(\"x\") sheet'!A1",
        "=MY_KPI(1)",
    ],
)
def test_everything_else_in_a_formula_stays(formula):
    assert formula == relinked(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=KPI("X")', True),
        ('=IFERROR(100*kpi_table("X","team"),"")', True),
        (f"""='{XLSTART}'!KPI("X")""", True),
        ('=@KPI("X")', True),
        ('="KPI(1)"', False),
        ('KPI("X")', False),
        ("=KPI_PERIOD", False),
        ("='KPI(1)'!A1", False),
        ("='C:\\Other.xlam'!KPI(1)", False),
        (None, False),
        (5.0, False),
    ],
)
def test_a_call_is_known_from_a_text_a_name_and_another_add_ins_function(formula, expected):
    assert expected == has_call(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=KPI("X")', [Call("KPI", ('"X"',))]),
        ('=KPI(A2,,"share")*2', [Call("KPI", ("A2", "", '"share"'))]),
        ('=ROUND(KPI($A2, B$1),1)-kpi("a""b")', [Call("KPI", ("$A2", "B$1")), Call("KPI", ('"a""b"',))]),
        ("=KPI('My sheet'!A1,IF(B1>1,\"latest\",C1))", [Call("KPI", ("'My sheet'!A1", 'IF(B1>1,"latest",C1)'))]),
        ("=KPI(A2#)", [Call("KPI", ("A2",))]),
        ("=KPI_ASOF()", [Call("KPI_ASOF", ("",))]),
        ("=SUM(A1:A3)", []),
        (f"""='{XLSTART}'!KPI_SERIES("X",{{1,2}})""", [Call("KPI_SERIES", ('"X"', "{1,2}"))]),
    ],
)
def test_calls_are_read_with_their_arguments(formula, expected):
    assert expected == calls(formula)


def test_a_broken_formula_says_so():
    with pytest.raises(UsageError, match="cannot be read"):
        calls('=KPI("X')
