"""Identifiers and dates of birth of the extracts, wherever they stand in an edition.

What is an identifier beyond doubt is looked for in every text as a whole word: five digits or more, four characters or
more with letters and digits, or several words. A shorter one is the same as any count or head, so it is looked for
where it is the whole of a text that the plan did not write, and after a word such as child, case or ID. A number of a
cell or a chart that the plan printed is a figure; another one is an identifier when it has five digits or more.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from scorecard.issues import BirthDateInEdition, IdentifierInEdition
from scorecard.publish.gate.known import Printed, Secrets
from scorecard.publish.gate.words import Found
from scorecard.publish.tags import without_addresses

DIGITS, CHARACTERS = 5, 4
"""From so many digits alone, or letters with digits, an identifier cannot be mistaken for something else."""
FIRST_DAY = dt.date(1899, 12, 30)
"""Excel's numbers of days count from here."""
_WORD = re.compile(r"[^\W_]+")
_CALLED = {
    "child", "case", "id", "ref", "reference", "no", "number", "person", "client", "worker", "family", "yp", "urn",
    "household", "episode", "contact", "referral",
}  # fmt: skip
_DASH = re.compile("[\u2010-\u2015\u2212]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<n>{'|'.join(_MONTHS)})[a-z]*"
_TH = "(?:st|nd|rd|th)?"
_DATES = [
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[/.\-](?P<m>\d{1,2})[/.\-](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_TH}[ \-]+(?:of )?{_MONTH},?[ \-]+(?P<y>\d{{4}}|\d\d)(?!\d)", re.I),
    re.compile(rf"\b{_MONTH}\.? (?P<d>\d{{1,2}}){_TH},? (?P<y>\d{{4}})(?!\d)", re.I),
]  # fmt: skip


class Identifiers:
    """The identifiers of the extracts, ready to be found in one pass over a text."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.whole: dict[str, str] = {}
        """By what is the whole of a text."""
        self._first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for identifier, column in known.items():
            words = tuple(_WORD.findall(identifier.casefold()))
            if len("".join(words)) < 2:
                continue  # a letter or a digit alone says nothing, and stands everywhere
            self.whole.setdefault(" ".join(words), column)
            self._first.setdefault(words[0], []).append((words, column, _unmistakable(words)))

    def in_text(self, text: str, printed: frozenset[str]) -> str:
        """The column of the first identifier in a text; nothing where there is none."""
        words = _WORD.findall(as_read(text).casefold())
        if text not in printed and (column := self.whole.get(" ".join(words))):
            return column
        for first, second in pairwise(words):  # C 011575 and C-011575 are C011575
            joined = first + second
            called = first.isalpha() and second.isdecimal() and len(joined) > DIGITS
            if called and (column := self.whole.get(joined)):
                return column
        for place, word in enumerate(words):
            for wanted, column, unmistakable in self._first.get(word, ()):
                called = place > 0 and words[place - 1] in _CALLED
                if (unmistakable or called) and tuple(words[place : place + len(wanted)]) == wanted:
                    return column
        return ""

    def in_number(self, number: float, printed: frozenset[float]) -> str:
        """The column of the identifier that a number is; a figure of the plan is none."""
        if number in printed or not float(number).is_integer() or len(f"{abs(number):.0f}") < DIGITS:
            return ""
        return self.whole.get(f"{number:.0f}", "")

    @cached_property
    def count(self) -> int:
        return len(self.whole)


def _unmistakable(words: tuple[str, ...]) -> bool:
    joined = "".join(words)
    digits = sum(letter.isdigit() for letter in joined)
    if digits == len(joined):
        return digits >= (DIGITS if len(words) == 1 else DIGITS + 2)  # 12/345 is the same as 12,345
    return len(joined) >= CHARACTERS and (digits > 0 or len(words) > 1)


def identifiers_in(found: Found, known: Identifiers, printed: Printed, file: str) -> Iterator[IdentifierInEdition]:
    """What a text or number of an edition gives away of the extracts; the identifier itself is not repeated."""
    column = ""
    if found.number is not None:
        column = known.in_number(found.number, printed.numbers)
    elif found.kind == "formula":
        column = known.in_text(without_addresses(found.text), frozenset())
    elif found.kind != "layout":
        column = known.in_text(found.text, printed.texts)
    if column:
        yield IdentifierInEdition(file=file, part=found.part, sheet=found.sheet, cell=found.place,
                                  found=f"a value of {column}")


def births_in(found: Found, secrets: Secrets, printed: Printed, file: str) -> Iterator[BirthDateInEdition]:
    """Dates of birth in a text, or as a number that is shown as a date; the date itself is not repeated."""
    if not secrets.births:
        return
    days = set()
    if found.number is not None:
        days = {_day(found.number)} if found.date else set()
    elif found.kind != "layout":
        days = set(dates_in(found.text))
    if any(day in secrets.births and day not in printed.days for day in days if day):
        yield BirthDateInEdition(file=file, part=found.part, sheet=found.sheet, cell=found.place)


def dates_in(text: str) -> Iterator[dt.date]:
    """The dates in a text, in the ways in which people and programs write them."""
    if not any(letter.isdigit() for letter in text):
        return
    text = as_read(text)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts.get("n")
            month = _MONTHS.index(name.lower()) + 1 if name else int(parts["m"])
            year = int(parts["y"])
            for century in (0,) if year > 99 else (1900, 2000):
                try:
                    yield dt.date(year + century, month, int(parts["d"]))
                except ValueError:
                    continue


def as_read(text: str) -> str:
    """A text as the eye reads it: wide letters are letters, every dash is a hyphen, what has no width is not there."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return _DASH.sub("-", "".join(letter for letter in plain if unicodedata.category(letter) != "Cf"))


def _day(number: float) -> dt.date | None:
    return FIRST_DAY + dt.timedelta(days=int(number)) if 1 <= number < 80_000 else None
