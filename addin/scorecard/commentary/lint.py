"""Whether the figures bear out what is written around the tokens of a commentary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.commentary.directions import directions_are_told_right, targets_are_told_right
from scorecard.commentary.draft import Draft
from scorecard.commentary.page import PageFigures
from scorecard.commentary.prose import Mention, mentions, numbers, sentences
from scorecard.definitions.cellmap_blocks import What
from scorecard.issues import CommentaryIssue, OpenBraces, OtherPeriod, RedWithoutWords, UnmatchedNumber
from scorecard.values import IndicatorFacts, IndicatorValue, Rag
from scorecard.workbook import wording


def findings(draft: Draft) -> Iterator[CommentaryIssue]:
    """Everything that the figures do not bear out."""
    for rule in RULES:
        yield from rule(draft)


# ---------------------------------------------------------------- numbers


_TIME = re.compile(
    r"(?:\s*(?:and|to|or|[-–])\s*\d+)?[-\s]*(?:working |calendar |school )?(?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_OF_DEFINITIONS = re.compile(r"\b(?:per|aged?|ages)\s+(?:of\s+)?(?:\d+\s*(?:to|and|[-–])\s*)?$", re.IGNORECASE)
"""Before a rate's base and before ages."""


def numbers_are_figures(draft: Draft) -> Iterator[CommentaryIssue]:
    """A number is one of the page's figures at the precision that it is written with.

    Spans of time and rates that the definitions of the page's indicators name, such as 45 working days, are no figures;
    nor are bounds, such as "over 90%".
    """
    shown = draft.page.numbers
    defined = _numbers_of_definitions(draft.page)
    for number in numbers(draft.prose):
        after = draft.prose[number.start + len(number.text) :]
        named = _TIME.match(after) or _OF_DEFINITIONS.search(draft.prose[: number.start])
        if number.is_bound or (named and number.value in defined):
            continue
        if not any(number.stands_for(figure) for figure in (shown.percent if number.is_percent else shown.plain)):
            yield UnmatchedNumber(file=draft.written.file, line=draft.line(number.start), found=f'"{number.text}"')


def _numbers_of_definitions(page: PageFigures) -> set[float]:
    texts = [page.sheet.title, *page.sheet.notes]
    for row, facts, _ in page.rows:
        texts += [row.label, facts.title, facts.definition, facts.notes]
    texts += [label for table in page.sheet.tables for label in (table.label, *table.rows)]
    return {float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", " ".join(texts))}


# ---------------------------------------------------------------- braces


_BRACES = re.compile(r"\{\{[^\s{}]*|[^\s{}]*\}\}")


def braces_are_closed(draft: Draft) -> Iterator[CommentaryIssue]:
    """Two braces that are no token's were meant to be one."""
    for found in _BRACES.finditer(draft.prose):
        yield OpenBraces(file=draft.written.file, line=draft.line(found.start()), found=f'"{found[0]}"')


# ---------------------------------------------------------------- periods


_COMPARED = re.compile(r"\b(?:since|from|than|with|to|against|before|after|until|by|of)\s+(?:the\s+)?(?:end of\s+)?$",
                       re.IGNORECASE)


def periods_are_this_one(draft: Draft) -> Iterator[CommentaryIssue]:
    """A period is one that the page shows, or one from which the sentence takes a figure.

    The one before may be compared with, and is not spoken of as the present. Days and what is to come are let pass.
    """
    run = draft.page.figures.values.run.period
    for mention in mentions(draft.prose):
        if mention.exact or mention.period.end > run.end or _is_present(mention, draft):
            continue
        yield OtherPeriod(file=draft.written.file, line=draft.line(mention.start), found=f'"{mention.text}"',
                          expected=wording.month(run.end))


def _is_present(mention: Mention, draft: Draft) -> bool:
    run, period = draft.page.figures.values.run.period, mention.period
    sentence = next(each for each in sentences(draft.prose) if mention.start in each)
    if any(figure.period == period.label for _, figure in draft.told_in(sentence)):
        return True
    if period == run or run in period or period == run.last_year or period == run.last_year.financial_year:
        return True
    shown = any(period == each or period.end == each.end for each in draft.page.periods)
    return shown and bool(_COMPARED.search(draft.prose[: mention.start]))


# ---------------------------------------------------------------- what is red


_COMMON = frozenset((
    "with", "than", "that", "from", "more", "less", "within", "between", "under", "over", "year", "years", "days",
    "working", "months", "children",
))  # fmt: skip


def red_is_spoken_of(draft: Draft) -> Iterator[CommentaryIssue]:
    """Each red indicator of the page is named by a token, or by most words of its label."""
    prose = draft.prose.lower()
    told = {(token.code, where) for token, _ in draft.said for where in ("", token.where.lower())}
    for row, facts, figure in draft.page.rows:
        is_red = figure.rag == Rag.RED and row.judged and row.what == What.VALUE
        if not is_red or (row.indicator, row.where.lower()) in told:
            continue
        words = [word for word in re.findall(r"[a-z-]{4,}", row.label.lower()) if word not in _COMMON]
        named = sum(word.rstrip("s") in prose for word in words)
        token = f"{row.indicator}|{row.where}" if row.where else row.indicator
        if not words or named < 0.6 * len(words):
            yield RedWithoutWords(file=draft.written.file, found=f"{row.label}, {_shown(facts, figure)}",
                                  expected=f"{{{{{token}}}}} or a word of it")


def _shown(facts: IndicatorFacts, figure: IndicatorValue) -> str:
    return wording.number(figure.value or 0, facts.unit)


RULES = (
    braces_are_closed, numbers_are_figures, directions_are_told_right, targets_are_told_right, periods_are_this_one,
    red_is_spoken_of,
)  # fmt: skip
