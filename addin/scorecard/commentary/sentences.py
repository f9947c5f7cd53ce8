"""Which sentence of a commentary speaks of which figure, for readers who see that sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.commentary.draft import Draft
from scorecard.commentary.prose import Span, sentences
from scorecard.values import Key

_POINT = re.compile(r"\n(?=\s*[-*•]\s)")
_BULLET = re.compile(r"^\s*[-*•]\s+")


def sentences_by_figure(draft: Draft) -> dict[Key, str]:
    """The first sentence with a token of each figure, in words."""
    found: dict[Key, str] = {}
    for span in _spans(draft.prose):
        for _, figure in draft.told_in(span):
            found.setdefault(figure.key, _words(draft, span))
    return found


def _spans(prose: str) -> Iterator[Span]:
    """Sentences; points of a list are each one of their own."""
    for sentence in sentences(prose):
        start = sentence.start
        for point in _POINT.finditer(prose, sentence.start, sentence.end):
            yield Span(start, point.start())
            start = point.end()
        yield Span(start, sentence.end)


def _words(draft: Draft, span: Span) -> str:
    text, start = "", span.start
    for token, said in draft.said:
        if token.start in span:
            text += draft.written.text[start : token.start] + said.words
            start = token.end
    text += draft.written.text[start : span.end]
    return " ".join(_BULLET.sub("", text).split())
