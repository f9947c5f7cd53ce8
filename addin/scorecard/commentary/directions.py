"""Words that say which way figures went, and whether they did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorecard.commentary.draft import Draft
from scorecard.commentary.prose import Span, clauses, sentences
from scorecard.issues import CommentaryIssue, ContradictedWord
from scorecard.values import Direction, IndicatorFacts, IndicatorValue, Polarity, Rag
from scorecard.workbook import wording


class Way(NamedTuple):
    """A way that figures go: better or worse by their polarity, or up or down."""

    better: bool | None
    up: bool | None


BETTER, WORSE, UP, DOWN = Way(True, None), Way(False, None), Way(None, True), Way(None, False)
_WAYS = (
    (BETTER, r"improv(?:ed|es|ing|ement|ements)|(?:got|gets|getting|grown|become|became) better"),
    (WORSE, r"worsen(?:ed|s|ing)?|deteriorat(?:ed|es|ing|ion)|(?:got|gets|getting|grown|become|became) worse"),
    (UP, r"increas(?:ed?|es|ing)|ris(?:e|es|en|ing)|rose|grew|grown|growing|higher|(?:gone|went) up"
         r"|doubled|trebled|climb(?:ed|s|ing)"),
    (DOWN, r"decreas(?:ed?|es|ing)|reduc(?:ed|es|ing|tion|tions)|declin(?:ed?|es|ing)|fell|fallen|falling|dropped"
           r"|lower|fewer|(?:gone|went|come|came) down|halved|shr(?:ank|unk|inking)"),
)  # fmt: skip
_DIRECTION = re.compile("|".join(rf"\b(?P<w{n}>{words})\b" for n, (_, words) in enumerate(_WAYS)), re.IGNORECASE)
_NOT_TOLD = re.compile(
    r"\b(?:to|will|would|should|shall|must|can|could|may|might|need|needs|not|no|never|without|nor|n't|cannot|further"
    r"|if|aims?|than|for|of)(?:\s+\w+)?\s+$",
    re.IGNORECASE,
)
"""Before a word that tells what is wanted, or what did not happen."""
_NOT_OF_FIGURES = re.compile(r"\s+(?:plan|board|programme|partner|action|need|needs|level|risk|work|service)s?\b"
                             r"|\s+than\s+(?:the\s+)?(?:target|england|region|national|neighbours|statistical|west|average)",
                             re.IGNORECASE)
_YEAR_AGO = re.compile(r"\b(?:last year|year ago|previous year|year before|in the year|over the year)", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:last month|previous month|month before|in the month|last quarter)", re.IGNORECASE)


def directions_are_told_right(draft: Draft) -> Iterator[CommentaryIssue]:
    """A word such as "improved" fits an indicator whose token stands in its clause, else in its sentence, else one of
    the page's. Of two such words in a sentence each has a subject of its own.
    """
    on_page = [(facts, figure) for _, facts, figure in draft.page.rows]
    for sentence in sentences(draft.prose):
        is_alone = len(_DIRECTION.findall(draft.prose, sentence.start, sentence.end)) == 1
        for clause in clauses(draft.prose, sentence):
            about = draft.told_in(clause) or (draft.told_in(sentence) if is_alone else []) or on_page
            for found in _DIRECTION.finditer(draft.prose, clause.start, clause.end):
                if _is_told(draft.prose, found):
                    yield from _contradicted(draft, sentence, found, about)


_OF_TARGET = r"\s+(?:the\s+|its\s+|our\s+|their\s+)?target\b"
_CLAIMS = (
    ("above", r"above|over|exceed(?:s|ed|ing)?|higher than|ahead of"),
    ("below", r"below|under|lower than|short of"),
    ("met", r"meet(?:s|ing)?|met|hits?|reach(?:es|ed)|achiev(?:es|ed)"),
    ("missed", r"miss(?:es|ed|ing)"),
)
"""What is said of a target."""
_CLAIM = re.compile("|".join(rf"\b(?P<c{n}>(?:{words}){_OF_TARGET})" for n, (_, words) in enumerate(_CLAIMS)),
                    re.IGNORECASE)


def targets_are_told_right(draft: Draft) -> Iterator[CommentaryIssue]:
    """"Above the target" fits the indicator whose token stands in its clause, else one of its sentence or the page."""
    on_page = [(facts, figure) for _, facts, figure in draft.page.rows]
    for sentence in sentences(draft.prose):
        for clause in clauses(draft.prose, sentence):
            about = draft.told_in(clause) or draft.told_in(sentence) or on_page
            judged = [(facts, each) for facts, each in about if wording.against_target(each, facts.unit, facts.polarity)
                      and each.target_to is None]
            for found in _CLAIM.finditer(draft.prose, clause.start, clause.end):
                claim = _CLAIMS[int(str(found.lastgroup)[1:])][0]
                fits = any(_holds(claim, facts, each) for facts, each in judged)
                if judged and not fits and _is_told(draft.prose, found):
                    facts, each = judged[0]
                    told = wording.against_target(each, facts.unit, facts.polarity)
                    yield ContradictedWord(file=draft.written.file, line=draft.line(found.start()),
                                           found=f'"{found[0]}"', expected=f"{facts.code}: {told}")


def _holds(claim: str, facts: IndicatorFacts, figure: IndicatorValue) -> bool:
    """Whether it is so; what is within the tolerance of a target may be called met and missed."""
    value, target = figure.value or 0, figure.target or 0
    is_met = value >= target if facts.polarity == Polarity.HIGH_IS_GOOD else value <= target
    match claim:
        case "above":
            return value > target
        case "below":
            return value < target
        case "met":
            return is_met or figure.rag == Rag.GREEN
    return not is_met or figure.rag != Rag.GREEN


def _is_told(prose: str, found: re.Match[str]) -> bool:
    before = prose[max(0, found.start() - 40) : found.start()]
    return not _NOT_TOLD.search(before) and not _NOT_OF_FIGURES.match(prose, found.end())


def _contradicted(
    draft: Draft, sentence: Span, found: re.Match[str], about: Sequence[tuple[IndicatorFacts, IndicatorValue]]
) -> Iterator[ContradictedWord]:
    way = _WAYS[int(str(found.lastgroup)[1:])][0]
    words = draft.prose[sentence.start : sentence.end]
    since = [since for pattern, since in ((_YEAR_AGO, "year"), (_BEFORE, "before")) if pattern.search(words)]
    went = [(facts, each) for facts, figure in about for each in _went(figure, since or ["year", "before"])]
    if went and not any(_fits(way, change, direction) for _, (change, direction) in went):
        facts, (change, _) = went[0]
        told = wording.change(change, facts.unit, "before")
        yield ContradictedWord(file=draft.written.file, line=draft.line(found.start()), found=f'"{found[0]}"',
                               expected=f"{facts.code}: {told}")


def _went(figure: IndicatorValue, since: Sequence[str]) -> list[tuple[float, Direction]]:
    """How a figure moved since the periods asked for."""
    moves = {"year": (figure.change_last_year, figure.direction_last_year), "before": (figure.change, figure.direction)}
    return [(change, direction) for each in since for change, direction in [moves[each]] if change is not None]


def _fits(way: Way, change: float, direction: Direction) -> bool:
    if way.up is not None:
        return change > 0 if way.up else change < 0
    return direction == (Direction.IMPROVED if way.better else Direction.WORSENED)
