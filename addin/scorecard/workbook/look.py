"""The look of the scorecard: type, colours, symbols, number formats, the grid and how it is printed."""

from __future__ import annotations

from typing import Any

from scorecard.values import Polarity, Unit

FONT = "Arial"
INK = "#1D2733"
"""Text and target lines."""
SOFT = "#56616E"
"""Heads, notes, what is neither good nor bad."""
LINE = "#D3D9E0"
"""Rules between rows, gridlines of charts."""
PALE = "#F1F4F7"
"""The column that is now, the commentary box."""
NAVY = "#12436D"
"""This council in charts, headings, links, the rule under a title."""
STEEL = "#7A8FA6"
"""The second series of a chart, sparklines."""
WHITE = "#FFFFFF"
RED, AMBER = "#9B1C1C", "#F4B740"
GREEN, GREEN_PALE = "#0B5A2F", "#DCEFE2"

COLUMNS = {"A": 236, "B": 66, "C": 58, "D": 58, "E": 86, "F": 86, "G": 70, "H": 44, "I": 64, "J": 60, "K": 58, "L": 154}
"""Columns of the grid with their widths in pixels, 1,040 in all."""
LETTERS = list(COLUMNS)
PAGE_HEIGHT = 695
"""Pixels; A4 landscape holds 703 between the margins at 100%."""
PAPER_A4 = 9
MARGINS = {"left": 0.39, "right": 0.39, "top": 0.39, "bottom": 0.55}

PERCENT, COUNT, ONE = "0.0%", '#,##0;"−"#,##0', '#,##0.0;"−"#,##0.0'
VALUE_FORMATS = {Unit.PERCENT: PERCENT, Unit.NUMBER: COUNT, Unit.DAYS: COUNT, Unit.RATE: ONE}
CHANGE_FORMATS = {
    Unit.PERCENT: '+0.0" pp";"−"0.0" pp";0.0" pp"',
    Unit.NUMBER: '+#,##0;"−"#,##0;0',
    Unit.DAYS: '+#,##0;"−"#,##0;0',
    Unit.RATE: '+0.0;"−"0.0;0.0',
}
ZERO_AS_DOT = '0;;"·"'
TARGET_FORMATS = {Unit.PERCENT: "0%", Unit.NUMBER: "#,##0", Unit.DAYS: "#,##0", Unit.RATE: "0.0"}
AT_LEAST, AT_MOST = "≥", "≤"

NO_DATA, NOT_AVAILABLE, SUPPRESSED = "—", "[x]", "[c]"
GAP = "[?]"
"""What stands in a text for a figure that there is not."""
GREEN_SIGN, AMBER_SIGN, RED_SIGN, NO_TARGET = "G ●", "A ▲", "R ■", "○"

Looks = dict[str, dict[str, Any]]
RAG_LOOKS: Looks = {
    "G": {"bg_color": GREEN_PALE, "font_color": GREEN, "bold": True},
    "A": {"bg_color": AMBER, "font_color": INK, "bold": True},
    "R": {"bg_color": RED, "font_color": WHITE, "bold": True},
}
"""Looks of a judgement, by the letter that its text begins with."""
DIRECTION_LOOKS: Looks = {
    "↓": {"bold": True},
    "H": {"font_color": SOFT},
    "L": {"font_color": SOFT},
    NO_DATA: {"font_color": SOFT},
}
MISSING_LOOKS: Looks = {NO_DATA: {"font_color": SOFT}, "[": {"font_color": SOFT}}

RULE = {"bottom": 1, "bottom_color": LINE}
HEAD_RULE = {"bottom": 1, "bottom_color": INK}
TITLE_RULE = {"bottom": 5, "bottom_color": NAVY}
TOTAL_RULE = {"top": 1, "top_color": INK}
HEADING = {"font_size": 10, "bold": True, "font_color": NAVY, "valign": "bottom"}
NOTE = {"font_size": 8, "font_color": SOFT}

SPARKLINE = {
    "series_color": STEEL,
    "weight": 1.25,
    "last_point": True,
    "last_color": NAVY,
    "empty_cells": "gaps",
}


def target_format(unit: Unit, polarity: Polarity, decimals: bool = False) -> str:
    """The number format of a target, whose sign says which way is good."""
    sign = {Polarity.HIGH_IS_GOOD: AT_LEAST, Polarity.LOW_IS_GOOD: AT_MOST}.get(polarity)
    number = PERCENT if decimals and unit == Unit.PERCENT else TARGET_FORMATS[unit]
    return f'"{sign} "{number}' if sign else number


def footer(title: str, marking: str) -> str:
    """Title and sheet, protective marking, page."""
    small = f'&"{FONT},Regular"&8'
    safe = title.replace("&", "&&")
    return f"&L{small}{safe} · &A&C{small}{marking.replace('&', '&&')}&R{small}Page &P of &N"
