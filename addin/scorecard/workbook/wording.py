"""How figures, periods, directions and judgements are said."""

from __future__ import annotations

import datetime as dt
import textwrap

from scorecard.periods import Kind, Period, financial_year_of
from scorecard.values import Direction, IndicatorValue, Polarity, Rag, Status, Unit
from scorecard.workbook import look
from scorecard.workbook.cells import Cell

MISSING = {
    Status.NO_DATA: look.NO_DATA,
    Status.NOT_AVAILABLE: look.NOT_AVAILABLE,
    Status.SUPPRESSED: look.SUPPRESSED,
}
DIRECTIONS = {
    Direction.IMPROVED: "↑ Improved",
    Direction.SAME: "→ Same",
    Direction.WORSENED: "↓ Worsened",
    Direction.HIGHER: "Higher",
    Direction.LOWER: "Lower",
    Direction.LEVEL: "Level",
    Direction.NONE: look.NO_DATA,
}
RAGS = {
    Rag.GREEN: look.GREEN_SIGN,
    Rag.AMBER: look.AMBER_SIGN,
    Rag.RED: look.RED_SIGN,
    Rag.NONE: look.NO_TARGET,
}
RAG_WORDS = {Rag.GREEN: "Green", Rag.AMBER: "Amber", Rag.RED: "Red", Rag.NONE: "No judgement"}


def month(day: dt.date) -> str:
    return f"{day:%B %Y}"


def day(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def short(period: Period) -> str:
    """A period as a column's head has room for it: by its last month, quarter or years."""
    if period.kind in (Kind.FINANCIAL_YEAR, Kind.THREE_YEARS):
        return period.label.replace("-", "/")
    if period.kind == Kind.QUARTER:
        years, quarter = period.label.split()
        return f"{quarter} {years.replace('-', '/')}"
    return f"{period.end:%b %Y}"


def reporting_period(end: dt.date) -> str:
    """`March 2016, year to date from 1 April 2015`."""
    return f"{month(end)}, year to date from 1 April {financial_year_of(end)}"


def status(word: str) -> str:
    """Whether figures may still change: `Provisional, may change`, `Final`."""
    return "Provisional, may change" if word.lower() == "provisional" else word[:1].upper() + word[1:]


def cut(text: str, width: int) -> str:
    """A text in one line, cut at a word where it is too long, with a sign that there is more."""
    return textwrap.shorten(text, width, placeholder=" …")


def moved(now: float | None, then: float | None) -> str:
    """Where a count went that is neither good nor bad."""
    if now is None or then is None:
        return DIRECTIONS[Direction.NONE]
    return DIRECTIONS[Direction.HIGHER if now > then else Direction.LOWER if now < then else Direction.LEVEL]


def direction_word(direction: Direction) -> str:
    """A direction in one plain word for the sheet Data."""
    return direction.value.capitalize() or "[z]"


def region(name: str) -> str:
    """A region as a column's head has room for it."""
    return name.replace("Yorkshire and The Humber", "Yorkshire, Humber")


def number(value: float, unit: Unit) -> str:
    """A figure in a sentence: `27.3%`, `1,948`, `64.6`."""
    if unit == Unit.PERCENT:
        return f"{value:.1%}"
    return f"{value:,.1f}" if unit == Unit.RATE else f"{value:,.0f}"


def target_number(value: float, unit: Unit) -> str:
    """A target in a sentence, with a decimal only where it has one."""
    if unit == Unit.PERCENT:
        return f"{round(value * 100, 1):g}%"
    return f"{value:,.10g}"


def target(figure: IndicatorValue | None, polarity: Polarity) -> Cell:
    """A target for its cell: a number, or a range as text."""
    if figure is None or figure.target is None:
        return look.NO_DATA
    if polarity == Polarity.IN_RANGE and figure.target_to is not None:
        return f"{figure.target:g}–{figure.target_to:g}"
    return figure.target


def change(value: float | None, unit: Unit, since: str) -> str:
    """A change in a sentence: `209 fewer than a year ago`."""
    if value is None:
        return ""
    size = abs(value) * 100 if unit == Unit.PERCENT else abs(value)
    said = f"{size:,.0f}" if unit in (Unit.NUMBER, Unit.DAYS) else f"{size:,.1f}"
    if not float(said.replace(",", "")):
        return f"the same as {since}"
    match unit:
        case Unit.PERCENT:
            return f"{said} points {'up' if value > 0 else 'down'} on {since}"
        case Unit.NUMBER:
            return f"{said} {'more' if value > 0 else 'fewer'} than {since}"
        case Unit.DAYS:
            return f"{said} {'day' if said == '1' else 'days'} {'more' if value > 0 else 'fewer'} than {since}"
    return f"{said} {'higher' if value > 0 else 'lower'} than {since}"


def against_target(figure: IndicatorValue, unit: Unit, polarity: Polarity) -> str:
    """Whether a figure meets its target, in words that are worked out: `above the target of 18%`."""
    if figure.target is None or figure.value is None:
        return ""
    if polarity == Polarity.IN_RANGE and figure.target_to is not None:
        low, high = figure.target, figure.target_to
        where = "below" if figure.value < low else "above" if figure.value > high else "within"
        return f"{where} the range of {target_number(low, unit)} to {target_number(high, unit)}"
    said = target_number(figure.target, unit)
    met = figure.value >= figure.target if polarity == Polarity.HIGH_IS_GOOD else figure.value <= figure.target
    if met:
        return f"meeting the target of {said}"
    return f"{'below' if polarity == Polarity.HIGH_IS_GOOD else 'above'} the target of {said}"
