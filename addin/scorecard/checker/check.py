"""All rules over one workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.checker.declared import equations_hold, thresholds_are_of_their_period
from scorecard.checker.printed import Book
from scorecard.checker.reading import read_book
from scorecard.checker.tables import RULES
from scorecard.checker.texts import readings, texts_agree
from scorecard.definitions.checks import Checks, Reading
from scorecard.issues import Issue, Issues, WorkbookIssue


@dataclass
class CheckReport:
    """What was looked at; `skipped` are declared rules about tables or sentences that the workbook does not have."""

    tables: int
    figures: int
    texts: int
    rules: int
    skipped: list[str] = field(default_factory=list)


def check_workbook(path: Path, declared: Sequence[Checks], issues: Issues, texts: bool = True) -> CheckReport:
    """Read a finished workbook and add what is wrong with it to the issues; `texts` are read too where they are wanted.

    Raises UsageError for a file that is no workbook.
    """
    book = read_book(path)
    report = CheckReport(
        len(book.tables),
        sum(len(list(table.figures)) for table in book.tables.values()),
        len(book.texts),
        len(RULES) + 1 + sum(len(each.equations) + len(each.thresholds) for each in declared),
    )
    found = _findings(book, declared, report.skipped)
    for issue in [*found, *(_of_texts(book, declared) if texts else [])]:
        issues.add(dataclasses.replace(issue, file=path.name) if isinstance(issue, WorkbookIssue) else issue)
    return report


def _findings(book: Book, declared: Sequence[Checks], skipped: list[str]) -> list[Issue]:
    found: list[Issue] = []
    distributions = [table for checks in declared for table in checks.distributions]
    for rule in RULES:
        for table in book.tables.values():
            found += rule(book, table, distributions)
    names, _ = readings(book, _readings(declared))
    for checks in declared:
        found += equations_hold(checks, book, names, skipped)
        for threshold in checks.thresholds:
            found += thresholds_are_of_their_period(threshold, book)
    return found


def _of_texts(book: Book, declared: Sequence[Checks]) -> list[WorkbookIssue]:
    _, places = readings(book, _readings(declared))
    return list(texts_agree(book, places))


def _readings(declared: Sequence[Checks]) -> list[Reading]:
    return [each for checks in declared for each in checks.readings]
