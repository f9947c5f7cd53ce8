"""Formulas whose answers spill, which LibreOffice 7.4 does not have: an Excel of two dozen lines has them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from openpyxl.utils import range_boundaries

from scorecard.xl.open_book.formulas import calling, put


class Cells:
    """Cells of a sheet as xlwings gives them, from a dictionary of formulas by row and column."""

    def __init__(self, sheet: Sheet, left: int, top: int, right: int, bottom: int) -> None:
        self.sheet, self.row, self.column = sheet, top, left
        places = [[(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        self.shape = len(places), len(places[0])
        self.formula2 = [[sheet.formulas.get(place, "") for place in line] for line in places]
        spilling = {place in sheet.spilled for line in places for place in line}
        self.api = SimpleNamespace(
            Formula2="", Value2=[[sheet.values.get(place) for place in line] for line in places],
            HasSpill=spilling.pop() if len(spilling) == 1 else None, HasArray=False,
            SpillingToRange=SimpleNamespace(Address=sheet.spilled.get((top, left), "")),
        )

    def __getitem__(self, place):
        return self

    def __setattr__(self, name, value):
        if name == "formula2" and isinstance(value, str):
            self.sheet.formulas[self.row, self.column] = value
        super().__setattr__(name, value)


class Sheet:
    """A sheet: formulas, values, and the cells that spill with the address of the whole, by row and column."""

    def __init__(self, formulas, values=None, spilled=None):
        self.formulas, self.values, self.spilled = formulas, values or {}, spilled or {}

    def range(self, where):
        if isinstance(where, tuple):
            where = f"{chr(64 + where[1])}{where[0]}"
        return Cells(self, *range_boundaries(where.replace("$", "")))

    @property
    def used_range(self):
        return Cells(self, 1, 1, 4, 4)


SERIES = '=KPI_SERIES("X")'


@pytest.mark.parametrize("children", [SERIES, ""])
def test_a_spilled_answer_is_one_formula_whatever_excel_says_of_its_other_cells(children):
    whole = {(row, column): "$B$2:$C$3" for row in (2, 3) for column in (2, 3)}
    sheet = Sheet({**dict.fromkeys(whole, children), (2, 2): SERIES, (1, 1): '=KPI("X")'}, spilled=whole)
    found = [((each.cells.row, each.cells.column), each.cells.shape, each.formula) for each in calling(sheet)]
    assert [((1, 1), (1, 1), '=KPI("X")'), ((2, 2), (2, 2), SERIES)] == found


def test_a_formula_is_changed_in_the_first_cell_so_that_it_spills_again():
    whole = {(row, column): "$B$2:$C$3" for row in (2, 3) for column in (2, 3)}
    sheet = Sheet({(2, 2): SERIES}, spilled=whole)
    [found] = calling(sheet)
    put(found, '=KPI_SERIES("Y")')
    assert {(2, 2): '=KPI_SERIES("Y")'} == sheet.formulas


def test_a_text_that_begins_with_an_equals_sign_is_no_formula():
    text = '=KPI("X")'
    assert [] == list(calling(Sheet({(1, 1): text}, {(1, 1): text})))
