"""What somebody typed over a rendered commentary -> its text with live figures, where these still stand."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from scorecard.commentary.files import Written
from scorecard.commentary.page import PageFigures
from scorecard.commentary.prose import Span, sentences
from scorecard.commentary.render import CUT, paragraphs, render, said_of
from scorecard.commentary.tokens import Token, tokens
from scorecard.issues import Issues

_LEXEME = re.compile(r"[+−-]?\d(?:[\d,.]*\d)?%?|\w+|\s+|[^\w\s]")
_POINT = re.compile(r"[-*•]\s")
_MARK = 0xE000
"""Characters that no text has: one stands for each token while paragraphs are joined."""


@dataclass(frozen=True)
class Retold:
    """A typed text as its file should have it; `typed` are the tokens whose figures are plain numbers now."""

    text: str
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Rendered:
    """A commentary in words, and where in them its tokens are."""

    words: str
    said: list[tuple[Token, Span]]


def retold(written: Written, page: PageFigures, typed: str) -> Retold | None:
    """The text of a file that renders as it was typed; nothing where it does so already.

    A figure goes back to its token only where it surely is the same one, and where the text then reads as typed.
    """
    shown = render(written, page, Issues()).text
    if same(typed, shown):
        return None
    rendered = _rendered(written, page)
    full = _with_its_end(typed, shown, rendered.words)
    live, lost = _with_tokens(full, rendered)
    plain, made = _as_source(full), _as_source(live)
    if not same(_in_full(plain, written, page), _in_full(made, written, page)):
        return Retold(plain, tuple(token.text for token, _ in rendered.said))
    return Retold(made, tuple(token.text for token in lost))


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words in the same lines."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _in_full(text: str, written: Written, page: PageFigures) -> str:
    return _rendered(dataclasses.replace(written, text=text), page).words


def _rendered(written: Written, page: PageFigures) -> _Rendered:
    """The whole text in words, also where the box had no room for it."""
    found, text = list(tokens(written.text)), written.text
    for number, token in reversed(list(enumerate(found))):
        text = text[: token.start] + chr(_MARK + number) + text[token.end :]
    words, said = "", []
    for each in paragraphs(text):
        number = ord(each) - _MARK
        if 0 <= number < len(found):
            of_token = said_of(found[number], written, page, Issues()).words
            said.append((found[number], Span(len(words), len(words) + len(of_token))))
            each = of_token
        words += each
    return _Rendered(words, said)


def _with_its_end(typed: str, shown: str, full: str) -> str:
    """A typed text with the end that its box had no room for."""
    if not (shown.endswith(CUT) and typed.rstrip().endswith(CUT)):
        return typed
    shown_words = len(shown.removesuffix(CUT).split())
    end = [found.start() for found in re.finditer(r"\S+", full)][shown_words:]
    return typed.rstrip().removesuffix(CUT) + (full[end[0] :] if end else "")


def _with_tokens(typed: str, rendered: _Rendered) -> tuple[str, list[Token]]:
    """A typed text with the tokens that are known again, and those that are not."""
    places = dict(_known_again(typed, rendered))
    text = typed
    for token, span in sorted(places.items(), key=lambda item: item[1].start, reverse=True):
        text = f"{text[: span.start]}{{{{{token.text}}}}}{text[span.end :]}"
    return text, [token for token, _ in rendered.said if token not in places]


def _known_again(typed: str, rendered: _Rendered) -> Iterator[tuple[Token, Span]]:
    """Tokens with their places in the typed text: their words stand there, and most of their sentence around them."""
    before, after = list(_LEXEME.finditer(rendered.words)), list(_LEXEME.finditer(typed))
    blocks = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False).get_matching_blocks()
    still = {first + n: after[there + n] for first, there, length in blocks for n in range(length)}
    for token, span in rendered.said:
        own = [n for n, each in enumerate(before) if span.start <= each.start() < span.end]
        if not own or not all(n in still for n in own) or before[own[-1]].end() != span.end:
            continue
        place = Span(still[own[0]].start(), still[own[-1]].end())
        is_whole = typed[place.start : place.end].split() == rendered.words[span.start : span.end].split()
        if is_whole and _sentence_stands(span, rendered.words, before, still):
            yield token, place


def _sentence_stands(span: Span, words: str, before: list[re.Match[str]], still: Mapping[int, object]) -> bool:
    """Whether at least half of the other words of a figure's sentence are there: it is still the same figure then."""
    sentence = next(each for each in sentences(words) if span.start in each)
    around = [
        n for n, each in enumerate(before)
        if each.start() in sentence and each.start() not in span and each[0][0].isalpha()
    ]
    return 2 * sum(n in still for n in around) >= len(around)


def _plain(lexemes: list[re.Match[str]]) -> list[str]:
    """Lexemes without regard to how lines are broken."""
    return [" " if each[0].isspace() else each[0] for each in lexemes]


def _as_source(text: str) -> str:
    """Lines of a box as paragraphs of a file; points of a list stay together."""
    made = ""
    for line in _lines(text):
        made += ("" if not made else "\n" if _POINT.match(line) else "\n\n") + line
    return made
