"""A commentary beside the figures of its page: what the rules of the lint look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.commentary.files import Written
from scorecard.commentary.page import PageFigures
from scorecard.commentary.prose import Span
from scorecard.commentary.tokens import Said, Token
from scorecard.values import IndicatorFacts, IndicatorValue


@dataclass(frozen=True)
class Draft:
    """A commentary with its tokens said, beside the figures of its page."""

    written: Written
    said: Sequence[tuple[Token, Said]]
    page: PageFigures

    @cached_property
    def prose(self) -> str:
        """The text without its tokens, each place where it was."""
        text = self.written.text
        for token, _ in self.said:
            text = text[: token.start] + "\0" * (token.end - token.start) + text[token.end :]
        return text

    def line(self, place: int) -> int:
        return self.written.line(place)

    def told_in(self, span: Span) -> list[tuple[IndicatorFacts, IndicatorValue]]:
        """The indicators whose tokens stand in a piece of the text."""
        return [(said.facts, said.figure) for token, said in self.said
                if token.start in span and said.facts and said.figure]
