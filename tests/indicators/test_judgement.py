"""RAG and direction of travel by polarity."""

import pytest

from scorecard.definitions.indicator import Target
from scorecard.indicators.judgement import Goals, direction, goal_from_definition, goal_from_row
from scorecard.periods import parse
from scorecard.values import Direction, Polarity, Rag

HIGH, LOW, RANGE, NONE = (
    Polarity.HIGH_IS_GOOD,
    Polarity.LOW_IS_GOOD,
    Polarity.IN_RANGE,
    Polarity.NO_JUDGEMENT,
)


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [
        (HIGH, 0.90, Rag.GREEN),
        (HIGH, 0.8999, Rag.AMBER),
        (HIGH, 0.85, Rag.AMBER),
        (HIGH, 0.8499, Rag.RED),
        (HIGH, None, Rag.NONE),
        (NONE, 0.1, Rag.NONE),
    ],
)
def test_high_is_good_is_green_from_the_target_and_amber_within_the_tolerance(polarity, value, expected):
    goal = goal_from_definition(Target(period="2015-16", target=0.9, tolerance=0.05), polarity)
    assert expected == goal.judge(value, polarity)


@pytest.mark.parametrize(("value", "expected"), [(0.22, Rag.GREEN), (0.25, Rag.AMBER), (0.2501, Rag.RED)])
def test_low_is_good_is_green_up_to_the_target(value, expected):
    goal = goal_from_row({"code": "A", "period": parse("2015-16"), "target": 0.22, "amber_from": 0.25})
    assert expected == goal.judge(value, LOW)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(20, Rag.GREEN), (25, Rag.GREEN), (18, Rag.AMBER), (27, Rag.AMBER), (17.9, Rag.RED), (27.1, Rag.RED)],
)
def test_a_range_is_red_below_as_well_as_above(value, expected):
    goal = goal_from_definition(Target(period="2015-16", range=(20, 25), tolerance=2), RANGE)
    assert expected == goal.judge(value, RANGE)


def test_a_target_row_without_green_is_green_from_the_target_and_has_no_amber():
    goal = goal_from_row({"code": "A", "period": parse("2015-16"), "target": 0.9})
    assert [Rag.GREEN, Rag.RED] == [goal.judge(0.9, HIGH), goal.judge(0.89, HIGH)]


@pytest.mark.parametrize(
    ("now", "then", "polarity", "expected"),
    [
        (0.9, 0.8, HIGH, Direction.IMPROVED),
        (0.9, 0.8, LOW, Direction.WORSENED),
        (0.8, 0.8, LOW, Direction.SAME),
        (0.1 + 0.2, 0.3, HIGH, Direction.SAME),
        (5, 4, NONE, Direction.HIGHER),
        (4, 5, NONE, Direction.LOWER),
        (5, 5, NONE, Direction.LEVEL),
        (None, 5, HIGH, Direction.NONE),
        (5, None, HIGH, Direction.NONE),
    ],
)
def test_direction_is_judged_by_polarity(now, then, polarity, expected):
    assert expected == direction(now, then, polarity, None)


def test_nearer_to_a_range_is_better_from_both_sides():
    goal = goal_from_definition(Target(period="2015-16", range=(20, 25)), RANGE)
    assert [Direction.IMPROVED, Direction.IMPROVED, Direction.SAME, Direction.WORSENED] == [
        direction(26, 29, RANGE, goal),
        direction(19, 17, RANGE, goal),
        direction(21, 24, RANGE, goal),
        direction(26, 24, RANGE, goal),
    ]


def test_the_goal_of_the_shortest_fitting_period_is_taken_and_the_councils_own_goes_first():
    rows = [
        {"code": "A", "period": parse("2015-16"), "target": 1.0},
        {"code": "A", "period": parse("2015-16 Q4"), "target": 2.0},
    ]
    goals = Goals([], rows)
    found = [goals.find("A", parse(text)) for text in ("2016-03", "2015-12", "2014-15")]
    assert [2.0, 1.0, None] == [goal and goal.target for goal in found]


def test_a_category_has_a_goal_of_its_own_and_never_that_of_the_total():
    rows = [
        {"code": "CASELOAD", "period": parse("2015-16"), "range_from": 15.0, "range_to": 30.0},
        {"code": "CASELOAD|TEAM=NORTH WEST", "period": parse("2015-16"), "range_from": 20.0, "range_to": 22.0},
    ]
    goals = Goals([], rows)
    wanted = [("", ""), ("team", "North West"), ("team", "South")]
    found = [goals.find("CASELOAD", parse("2016-03"), *each) for each in wanted]
    assert [(15.0, 30.0), (20.0, 22.0), None] == [goal and (goal.low, goal.high) for goal in found]
