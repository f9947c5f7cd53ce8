"""What a figure is judged against, and whether it moved for the better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scorecard.definitions.indicator import Indicator, Target
from scorecard.indicators.reference import Row
from scorecard.periods import Period, parse
from scorecard.values import Direction, Polarity, Rag

EXACT = 1e-9
"""Differences below it come from arithmetic, not from the figures."""


@dataclass(frozen=True)
class Goal:
    """A target in a period: a value that is green and one that is still amber, or a range with a tolerance."""

    period: Period
    target: float | None
    green: float | None = None
    amber: float | None = None
    low: float | None = None
    high: float | None = None
    tolerance: float = 0

    def judge(self, value: float | None, polarity: Polarity) -> Rag:
        """Green, amber or red; nothing without a value, a target or a polarity."""
        if value is None or polarity == Polarity.NO_JUDGEMENT:
            return Rag.NONE
        if polarity == Polarity.IN_RANGE:
            return self._in_range(value)
        if self.green is None:
            return Rag.NONE
        sign = 1 if polarity == Polarity.HIGH_IS_GOOD else -1
        if sign * (value - self.green) >= -EXACT:
            return Rag.GREEN
        amber = self.green if self.amber is None else self.amber
        return Rag.AMBER if sign * (value - amber) >= -EXACT else Rag.RED

    def _in_range(self, value: float) -> Rag:
        if self.low is None or self.high is None:
            return Rag.NONE
        miss = distance(value, Polarity.IN_RANGE, self)
        return Rag.GREEN if miss <= EXACT else Rag.AMBER if miss <= self.tolerance + EXACT else Rag.RED


def distance(value: float, polarity: Polarity, goal: Goal | None) -> float:
    """How far a value is from good: smaller is better."""
    if polarity == Polarity.IN_RANGE and goal and goal.low is not None and goal.high is not None:
        return max(goal.low - value, value - goal.high, 0.0)
    return -value if polarity == Polarity.HIGH_IS_GOOD else value


def direction(now: float | None, then: float | None, polarity: Polarity, goal: Goal | None) -> Direction:
    """Improved, same or worsened by polarity; higher, lower or level where nothing is good or bad."""
    if now is None or then is None:
        return Direction.NONE
    unjudged = polarity == Polarity.NO_JUDGEMENT or (polarity == Polarity.IN_RANGE and not goal)
    if unjudged:
        difference = now - then
        words = (Direction.LOWER, Direction.LEVEL, Direction.HIGHER)
    else:
        difference = distance(then, polarity, goal) - distance(now, polarity, goal)
        words = (Direction.WORSENED, Direction.SAME, Direction.IMPROVED)
    return words[1] if abs(difference) <= EXACT else words[2] if difference > 0 else words[0]


def goal_from_definition(target: Target, polarity: Polarity) -> Goal:
    """A target of the YAML: amber is within the tolerance of it."""
    period = parse(target.period)
    if target.range:
        return Goal(period, None, low=target.range[0], high=target.range[1], tolerance=target.tolerance)
    assert target.target is not None
    sign = 1 if polarity == Polarity.HIGH_IS_GOOD else -1
    return Goal(period, target.target, target.target, target.target - sign * target.tolerance)


def goal_from_row(row: Row) -> Goal:
    """A row of the table `targets`; for a range, amber_from says how far outside is still amber."""
    target, green, amber = row.get("target"), row.get("green_from"), row.get("amber_from")
    low, high = row.get("range_from"), row.get("range_to")
    tolerance = abs(low - amber) if low is not None and amber is not None else 0
    return Goal(row["period"], target, target if green is None else green, amber, low, high, tolerance)


class Goals:
    """The goals of a run: those of the council's targets go before those of the definitions."""

    def __init__(self, indicators: Iterable[Indicator], rows: Iterable[Row]) -> None:
        self._goals: dict[str, list[Goal]] = {}
        for row in rows:
            self._goals.setdefault(row["code"], []).append(goal_from_row(row))
        for indicator in indicators:
            own = [goal_from_definition(target, indicator.polarity) for target in indicator.targets]
            self._goals.setdefault(indicator.code, []).extend(own)

    def find(self, code: str, period: Period, breakdown: str = "", category: str = "") -> Goal | None:
        """The goal of the shortest period in which a period ends; that of a category is its own, never the total's."""
        name = f"{code}|{breakdown}={category}".upper() if breakdown else code
        fitting = [goal for goal in self._goals.get(name, ()) if goal.period.start <= period.end <= goal.period.end]
        return min(fitting, key=lambda goal: goal.period.end - goal.period.start) if fitting else None
