"""A table grows when a category appears: what its free rows take, and what is told where there are too few."""

from __future__ import annotations

import pytest

from invented import PaperTemplate, counted, facts, paper, values_of
from scorecard.definitions.cellmap import CellMap, Sheet, Summary
from scorecard.values import IndicatorValue, Key, Polarity, Status, Unit, Values
from scorecard.workbook.cells import Cell, CellWrite
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.sections import plan_section

SHEET = Sheet.model_validate({
    "sheet": "Contacts", "section": "contacts", "names": "CONTACTS", "title": "Contacts", "headline": "{ALL} contacts.",
    "indicators": [{
        "block": "TEAM_ROWS", "label": "Teams",
        "columns": {"B": {"show": "value", "head": "Now"}, "C": {"show": "value", "when": "previous", "head": "Before"},
                    "D": {"show": "sparkline", "head": "Months"}},
        "rows": [{"indicator": "LOAD", "where": "team=South", "label": "Load, South", "basis": "month"},
                 {"indicator": "ALL", "label": "All contacts", "basis": "month"}],
        "grows": {"indicator": "LOAD", "where": "team={category}", "label": "Load, {category}", "basis": "month"},
    }],
    "tables": [{"block": "OUTCOME_ROWS", "label": "Outcome", "indicator": "ALL", "breakdown": "outcome",
                "basis": "month", "total": "All contacts",
                "rows": {"Referral": "Referral", "Advice or none": ["Advice", "None"]},
                "columns": {"B": {"show": "value", "head": "Now"}, "C": {"show": "share", "head": "%"},
                            "D": {"show": "value", "when": "previous", "head": "Before"}}}],
    "commentary": {"block": "CONTACTS_COMMENTARY", "lines": 3},
})
MAP = CellMap(Summary(summary="S"), (SHEET,))
FIRST, ADVICE, TOTAL, FREE, LAST = 8, 9, 10, 11, 12
"""Rows of the table: its first category, its last one, its total and two that are free."""


def template(free: int = 2, **extra: str) -> PaperTemplate:
    lines = [["Teams", "Now", "Before", "Months"], ["Load, South"], ["All contacts"], [], [], [],
             ["Outcome", "Now", "%", "Before"], ["Referral"], ["Advice or none"], ["All contacts"], [], []]
    made = paper("Contacts", lines, TEAM_ROWS=(1, 1, 5, 4), OUTCOME_ROWS=(7, 1, TOTAL + free, 4))
    for cell, text in extra.items():
        made.texts["Contacts", int(cell[1:]), "abcd".index(cell[0]) + 1] = text
    return made


def values(now: dict[str, float], before: dict[str, float] | None = None) -> Values:
    """Contacts by outcome, of which 60 are referrals and 30 end with advice, beside those that are given."""
    known = [facts("ALL", Unit.NUMBER, Polarity.NO_JUDGEMENT), facts("LOAD", Unit.RATE, Polarity.IN_RANGE)]
    figures = [IndicatorValue("LOAD", "2016-03", "team", "South", 200, 10, 20.0, Status.COMPUTED)]
    for period, outcomes in (("2016-03", now), ("2016-02", before or {})):
        outcomes = {"Referral": 60, "Advice": 30, **outcomes}
        base = sum(outcomes.values())
        figures.append(counted("ALL", period, base))
        figures += [counted("ALL", period, number, base, "outcome", each) for each, number in outcomes.items()]
    return values_of(known, figures)


def planned(made: Values, paper_template: PaperTemplate) -> Draft:
    draft = Draft(paper_template)
    plan_section(draft, SHEET, MAP, Figures(made, ""))
    assert [] == draft.issues
    return draft


def rows(draft: Draft, first: int = FIRST) -> dict[int, list[Cell]]:
    """What is written from a row on; nothing stands for a cell that stays."""
    found: dict[int, list[Cell]] = {}
    for write in draft.writes:
        if write.row >= first:
            found.setdefault(write.row, [None] * 4)[write.column - 1] = write.value
    return found


def looks(draft: Draft, row: int) -> set[int | None]:
    return {write.look_of and write.look_of[1] for write in draft.writes if write.row == row}


def test_without_a_new_category_the_free_rows_stay_untouched() -> None:
    draft = planned(values({}), template())
    assert [[None, 60, 60 / 90, 60], [None, 30, 30 / 90, 30], [None, 90, 1.0, 90]] == list(rows(draft).values())
    assert {None} == {write.look_of for write in draft.writes}


def test_a_new_category_takes_the_totals_row_and_the_total_goes_down() -> None:
    draft = planned(values({"Online safety": 10}), template())
    expected = {FIRST: [None, 60, 0.6, 60], ADVICE: [None, 30, 0.3, 30], TOTAL: ["Online safety", 10, 0.1, 0],
                FREE: ["All contacts", 100, 1.0, 90]}
    assert expected == rows(draft)
    assert [] == draft.notices


def test_the_new_row_looks_as_the_last_category_and_the_total_as_it_did() -> None:
    draft = planned(values({"Online safety": 10}), template())
    assert [{ADVICE}, {TOTAL}] == [looks(draft, TOTAL), looks(draft, FREE)]


def test_two_new_categories_take_two_rows() -> None:
    draft = planned(values({"Online safety": 10, "Transfer": 5}), template())
    expected = {TOTAL: ["Online safety", 10, 10 / 105, 0], FREE: ["Transfer", 5, 5 / 105, 0],
                LAST: ["All contacts", 105, 1.0, 90]}
    assert expected == rows(draft, TOTAL)


def test_more_categories_than_rows_share_the_last_one_and_that_is_told_with_its_cell() -> None:
    draft = planned(values({"Fire": 1, "Online safety": 10, "Transfer": 5}), template())
    expected = {TOTAL: ["Online safety", 10, 10 / 106, 0], FREE: ["Other categories (2)", 6, 6 / 106, 0],
                LAST: ["All contacts", 106, 1.0, 90]}
    assert expected == rows(draft, TOTAL)
    assert ["block-too-small"] == [notice.code for notice in draft.notices]
    assert ('template, sheet "Contacts", cell A11', "Fire, Transfer") == (
        draft.notices[0].where, draft.notices[0].found
    )


def test_without_a_free_row_the_category_is_told_and_the_total_is_right() -> None:
    draft = planned(values({"Online safety": 10}), template(free=0))
    assert [None, 100, 1.0, 90] == rows(draft)[TOTAL]
    assert [("category-without-row", "Online safety of ALL, outcome")] == [(n.code, n.found) for n in draft.notices]


def test_a_category_of_an_earlier_column_has_a_row_and_one_without_figures_has_none() -> None:
    draft = planned(values({"Transfer": 0, "Online safety": 0}, {"Online safety": 4}), template())
    assert ["Online safety", 0, 0.0, 4] == rows(draft)[TOTAL]
    assert LAST not in rows(draft)


def test_a_category_that_is_called_as_a_row_has_another_label() -> None:
    draft = planned(values({"Advice or none": 3}), template())
    assert "Advice or none (2)" == rows(draft)[TOTAL][0]


def test_a_long_name_is_cut_where_the_column_ends() -> None:
    long = "A referral to the service for children with "
    draft = planned(values({f"{long}disabilities": 3, f"{long}complex needs": 2}), template())
    assert ["A referral to the service for children …", "A referral to the service for childr (2)"] == [
        rows(draft)[row][0] for row in (TOTAL, FREE)
    ]


def filled(draft: Draft, before: PaperTemplate) -> PaperTemplate:
    """The template after a fill; shorthand for a number, as the plan only asks whether there is one."""
    texts = dict(before.texts)
    for write in draft.writes:
        texts[write.sheet, write.row, write.column] = "" if write.value is None else str(write.value)
    return PaperTemplate(texts, before.names)


def test_a_table_that_has_grown_is_filled_in_the_same_places_again() -> None:
    made, first = values({"Online safety": 10}), template()
    draft, again = planned(made, first), planned(made, filled(planned(made, first), first))
    assert [row[1:] for row in rows(draft).values()] == [row[1:] for row in rows(again).values()]
    assert list(rows(draft)) == list(rows(again))


def test_a_row_whose_category_is_gone_is_emptied_and_the_next_one_takes_it() -> None:
    grown = filled(planned(values({"Online safety": 10}), template()), template())
    assert [None] * 4 == rows(planned(values({}), grown))[TOTAL]
    assert ["Transfer", 7, 7 / 97, 0] == rows(planned(values({"Transfer": 7}), grown))[TOTAL]


def test_a_note_and_a_formula_in_the_free_rows_are_the_analysts_own() -> None:
    made = template(a11="* provisional")
    made.formulas.add(("Contacts", LAST, 2))
    draft = planned(values({"Online safety": 10}), made)
    assert {FIRST, ADVICE, TOTAL} == set(rows(draft))
    assert ["category-without-row"] == [notice.code for notice in draft.notices]


def test_a_row_that_the_analyst_gave_the_category_takes_its_figures_as_it_is() -> None:
    made = template()
    made.texts |= {("Contacts", TOTAL, 1): "Online safety", ("Contacts", FREE, 1): "All contacts"}
    draft = planned(values({"Online safety": 10}), made)
    assert {TOTAL: [None, 10, 0.1, 0], FREE: [None, 100, 1.0, 90]} == rows(draft, TOTAL)
    assert {None} == looks(draft, TOTAL) | looks(draft, FREE)


def test_a_total_above_the_categories_stays_there() -> None:
    made = template()
    for row, label in ((FIRST, "All contacts"), (ADVICE, "Referral"), (TOTAL, "Advice or none")):
        made.texts["Contacts", row, 1] = label
    draft = planned(values({"Online safety": 10}), made)
    assert ["Online safety", 10, 0.1, 0] == rows(draft)[FREE]
    assert [None, 100, 1.0, 90] == rows(draft)[FIRST]


# ---------------------------------------------------------------- rows of an indicator


def with_team(made: Values, team: str) -> Values:
    figure = IndicatorValue("LOAD", "2016-03", "team", team, 90, 5, 18.0, Status.COMPUTED)
    made.figures[figure.key] = figure
    made.breakdowns["LOAD", "team"].append(team)
    return made


def written(draft: Draft, row: int) -> list[CellWrite]:
    return [write for write in draft.writes if write.row == row]


def test_a_new_team_takes_a_free_row_of_its_block_with_the_look_of_a_team() -> None:
    draft = planned(with_team(values({}), "North"), template())
    assert ["Load, North", 18.0, "[x]", None] == [write.value for write in written(draft, 4)]
    assert {2} == looks(draft, 4)
    assert [] == written(draft, 5) + draft.notices


def test_teams_for_which_there_is_no_row_are_told_as_rates_cannot_be_added_up() -> None:
    made = values({})
    for team in ("North", "East", "West"):
        with_team(made, team)
    draft = planned(made, template())
    assert ["Load, North", "Load, East"] == [written(draft, row)[0].value for row in (4, 5)]
    assert ["Load, West (LOAD, team=West)"] == [notice.found for notice in draft.notices]


# ---------------------------------------------------------------- percentages


@pytest.mark.parametrize(("denominator", "pooled"), [(30, 0.5), (None, None)])
def test_percentages_that_share_a_row_are_pooled_or_left_out(denominator: int | None, pooled: float | None) -> None:
    known = [facts("DONE", Unit.PERCENT, Polarity.HIGH_IS_GOOD)]
    one = IndicatorValue("DONE", "2016-03", "kind", "A", 8, 10, 0.8, Status.COMPUTED)
    other = IndicatorValue("DONE", "2016-03", "kind", "B", 12, denominator, 0.4, Status.COMPUTED)
    figures = Figures(values_of(known, [one, other, counted("DONE", "2016-03", 0.5)]), "")
    period = figures.values.run.period
    assert pooled == figures.part("DONE", period, "kind", ["A", "B"]).value
    assert figures.part("DONE", period, "kind", ["C"]).value is None
    assert Key("DONE", "2016-03") in figures.values.figures
