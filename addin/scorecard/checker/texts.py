"""Whether the numbers in a page's texts are figures of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from scorecard.checker.printed import Book, Figure, Table, Text, figure
from scorecard.commentary.prose import Mention, Number, Span, mentions, numbers, sentences
from scorecard.definitions.checks import Reading
from scorecard.errors import UsageError
from scorecard.issues import TextDisagrees, WorkbookIssue
from scorecard.periods import parse

_TARGET = re.compile(r"\b(?:target|aim|ambition|goal)", re.IGNORECASE)
_TIME = re.compile(r"[-\s]*(?:working |calendar |school )?(?P<unit>hour|day|week|month|year)s?\b", re.IGNORECASE)
_WORDS = {"all": 100.0, "none": 0.0, "half": 50.0}
Names = dict[str, Figure]
"""The figures that readings found in texts, by the names that they give them."""


def readings(book: Book, declared: Sequence[Reading]) -> tuple[Names, dict[str, list[Span]]]:
    """The figures that stand in sentences, and where they stand in the text of each cell."""
    found: Names = {}
    places: dict[str, list[Span]] = {}
    for reading in declared:
        for text in book.texts:
            match = reading.pattern.search(text.words) if text.sheet == reading.section else None
            for name in match.groupdict() if match else ():
                assert match
                found[name] = _read(match[name], text, name.replace("_", " "))._replace(step=book.step)
                places.setdefault(text.name, []).append(Span(*match.span(name)))
    return found, places


def _read(said: str, text: Text, name: str) -> Figure:
    """A number of a sentence; all, none and half are percentages that were not rounded."""
    if said.lower() in _WORDS:
        return Figure(text.sheet, text.cell, said, _WORDS[said.lower()], 9, True, name)
    return figure(said, said.endswith("%"), said, text.sheet, text.cell, name)


def texts_agree(book: Book, read: Mapping[str, Sequence[Span]]) -> Iterator[WorkbookIssue]:
    """A number in a text is a figure of its page, or how far two of them lie apart.

    Not judged: numbers that a reading took (an equation judges them), bounds such as "over 90%", spans of time that the
    page names or has no figures of, sentences about targets or about periods that no table of the page has, and pages
    without tables.
    """
    for text in book.texts:
        tables = [table for table in book.on(text.sheet) if any(table.figures)]
        if not tables:
            continue
        known = _known(tables)
        for number in numbers(text.words):
            taken = any(number.start in span for span in read.get(text.name, ()))
            if taken or _is_let_pass(number, text, tables, book):
                continue
            if not any(number.stands_for(value) for value in known[number.is_percent]):
                yield TextDisagrees(file="", sheet=text.sheet, cell=text.cell, found=f'"{number.text.strip()}"',
                                    expected="a figure of the page")


def _known(tables: Sequence[Table]) -> dict[bool, set[float]]:
    """Everything that tables print and how far figures of a row or a column lie apart; percentages by themselves."""
    known: dict[bool, set[float]] = {True: set(), False: set()}
    for table in tables:
        lines: dict[tuple[str, int, bool], list[float]] = {}
        for (row, column), figures in table.cells.items():
            for each in figures:
                known[each.is_percent].add(abs(each.value))
                lines.setdefault(("row", row, each.is_percent), []).append(each.value)
                lines.setdefault(("column", column, each.is_percent), []).append(each.value)
        for (_, _, is_percent), values in lines.items():
            known[is_percent] |= {abs(a - b) for a, b in combinations(values, 2)}
        for text in (*table.rows, *table.columns, *table.texts.values()):
            known[False] |= {number.value for number in numbers(text) if not number.is_percent}
    return known


def _is_let_pass(number: Number, text: Text, tables: Sequence[Table], book: Book) -> bool:
    sentence = next(each for each in sentences(text.words) if number.start in each)
    words = text.words[sentence.start : sentence.end]
    after = text.words[number.start + len(number.text) :]
    if number.is_bound or _TARGET.search(words):
        return True
    if time := _TIME.match(after):
        said = [word for word in book.words[text.sheet] if time["unit"].lower() in word.lower()]
        return not said or number.value in {each.value for word in said for each in numbers(word)}
    return any(not _has(mention, tables) for mention in mentions(words))


def _has(mention: Mention, tables: Sequence[Table]) -> bool:
    """Whether a table has a row or a column of a period, written in full or without its year."""
    said = mention.text.lower()
    for label in (each for table in tables for each in (*table.rows, *table.columns)):
        plain = label.lower()
        if plain and (plain in said or said in plain):
            return True
        if any(each.period == mention.period for each in mentions(label)) or _period_of(label) == mention.period:
            return True
    return False


def _period_of(label: str) -> object:
    try:
        return parse(label)
    except UsageError:
        return None
