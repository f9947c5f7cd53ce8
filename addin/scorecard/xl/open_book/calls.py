"""Formulas that call the scorecard's functions: found, read, and freed from the path of another machine's add-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from scorecard.errors import UsageError

_TEXT = r'"(?:[^"]|"")*"'
_SHEET = r"'(?:[^']|'')*'!"
_BOOK = r"'(?:[^']|'')*\bscorecard[^'\\/]*\.xlam?\]?'!|\[\d+\]!|\[?\bscorecard[\w.]*\.xlam?\]?!"
"""An add-in of ours in a formula: with its path in quotation marks, by the number that a file gives it, or bare."""
_NAME = r"(?P<name>KPI(?:_[A-Z]+)*)(?P<open>\s*\()"
_CALL = re.compile(rf"{_TEXT}|(?<![\w.!])(?P<book>{_BOOK})?{_NAME}|{_SHEET}", re.IGNORECASE)
_SPILLED = re.compile(rf"{_TEXT}|{_SHEET}|(?<=\w)(?P<spilled>#)(?!\w)")


@dataclass(frozen=True)
class Call:
    """A function with its arguments as they are written."""

    name: str
    arguments: tuple[str, ...]


def has_call(formula: object) -> bool:
    """Whether a cell's formula calls a function of the scorecard."""
    is_formula = isinstance(formula, str) and formula.startswith("=")
    return is_formula and any(found["name"] for found in _CALL.finditer(str(formula)))


def relinked(formula: str) -> str:
    """A formula whose calls name no add-in file; texts and names of sheets stay as they are."""
    return _CALL.sub(lambda found: f"{found['name']}{found['open']}" if found["book"] else found[0], formula)


def calls(formula: str) -> list[Call]:
    """The calls of the scorecard's functions in a formula, outermost first. Raises UsageError for a broken one."""
    plain = _SPILLED.sub(lambda found: "" if found["spilled"] else found[0], relinked(formula))
    try:
        tokens = Tokenizer(plain).items
    except TokenizerError as error:
        raise UsageError(f"The formula {formula} cannot be read: {error}.", "Correct it in its cell.") from error
    return [
        Call(_name(token), tuple(_arguments(tokens[place + 1 :])))
        for place, token in enumerate(tokens)
        if token.type == Token.FUNC and token.subtype == Token.OPEN and _CALL.fullmatch(_name(token) + "(")
    ]


def _name(token: Token) -> str:
    return str(token.value).rstrip("(").strip().lstrip("@").upper()


def _arguments(tokens: list[Token]) -> Iterator[str]:
    """The texts between the commas of one call, up to the bracket that closes it."""
    depth, text = 0, ""
    for token in tokens:
        if depth == 0 and token.subtype == Token.CLOSE:
            break
        if depth == 0 and token.type == Token.SEP and token.subtype == Token.ARG:
            yield text.strip()
            text = ""
            continue
        depth += {Token.OPEN: 1, Token.CLOSE: -1}.get(token.subtype, 0)
        text += token.value
    yield text.strip()
