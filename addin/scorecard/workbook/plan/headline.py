"""The sentence under a page's title, made from its figures by rule; every word of judgement is worked out."""

from __future__ import annotations

import re

from scorecard.definitions.cellmap import Sheet
from scorecard.definitions.cellmap_rules import TOKEN
from scorecard.periods import Kind
from scorecard.workbook import wording
from scorecard.workbook.plan.figures import Figures

LONGEST = 130
NOTHING = "There are no figures for this period."
BEFORE = {
    Kind.MONTH: "the month before",
    Kind.QUARTER: "the quarter before",
    Kind.YEAR_TO_DATE: "a month ago",
    Kind.ROLLING_YEAR: "a month ago",
    Kind.FINANCIAL_YEAR: "the year before",
    Kind.THREE_YEARS: "the three years before",
}
_CLAUSE = re.compile(r",?\s*" + TOKEN.pattern)
_SENTENCE = re.compile(r"(?<=\.)\s+")


def headline(sheet: Sheet, figures: Figures) -> str:
    """As many sentences of the headline as there are figures for, and room for; the first one always."""
    said = ""
    for template in _SENTENCE.split(sheet.headline.strip()):
        sentence = _sentence(template, sheet, figures)
        if sentence and (not said or len(said) + 1 + len(sentence) <= LONGEST):
            said = f"{said} {sentence}".strip()
    return said or NOTHING


def _sentence(template: str, sheet: Sheet, figures: Figures) -> str:
    """A sentence with its figures; nothing when one of them is missing. A clause without a target falls away."""
    for code, aspect in TOKEN.findall(template):
        said = _said(code, aspect, sheet, figures)
        if said is None:
            return ""
        if said:
            template = TOKEN.sub(lambda _, text=said: text, template, count=1)  # type: ignore[misc]
        else:
            template = _CLAUSE.sub("", template, count=1)
    return template


def _said(code: str, aspect: str, sheet: Sheet, figures: Figures) -> str | None:
    """One figure, change or target in words: empty where there is nothing to say, None without a figure."""
    code, _, where = code.partition("|")
    basis = next(row.basis for row in sheet.rows if row.indicator == code)
    figure = figures.of(code, figures.period(basis), where)
    if figure is None or figure.value is None:
        return None
    unit = figures.unit(code)
    match aspect:
        case "since year ago":
            return wording.change(figure.change_last_year, unit, "a year ago")
        case "since previous":
            return wording.change(figure.change, unit, BEFORE[basis])
        case "against target":
            return wording.against_target(figure, unit, figures.polarity(code))
    return wording.number(figure.value, unit)
