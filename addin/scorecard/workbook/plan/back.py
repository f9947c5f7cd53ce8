"""What is written on the sheets Definitions and Data quality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.definitions.cellmap import CellMap
from scorecard.issues import Cost, Issue, catalogue
from scorecard.values import ExtractFacts, IndicatorFacts, IssueCount
from scorecard.workbook.cells import Cell, Origin
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.series import BASIS_WORDS
from scorecard.workbook.template.back import (
    DEFINITION_COLUMNS,
    DEFINITIONS,
    EXTRACT_HEADS,
    EXTRACTS_BLOCK,
    FORMULA,
    ISSUE_WIDTHS,
    ISSUES_BLOCK,
    QUALITY,
    definition_name,
)
from scorecard.workbook.template.data import GOOD_IS

SMALLEST_SHARE = 0.0005
"""A smaller one would be shown as none at all."""


def plan_definitions(draft: Draft, cells: CellMap, figures: Figures) -> None:
    """A row for each indicator that the scorecard shows."""
    area = draft.area("DEFINITIONS_HEADS", DEFINITIONS)
    if area is None:
        return
    heads = list(DEFINITION_COLUMNS)
    columns = {heads[0]: area.left, **draft.columns(area, {head: head for head in heads[1:]}, "DEFINITIONS_HEADS")}
    for code in cells.codes:
        place = draft.area(definition_name(code), DEFINITIONS)
        if place is None:
            continue
        texts = _definition(code, cells, figures)
        for head, column in columns.items():
            draft.put(Place(place.sheet, place.top, column), texts.get(head), origin=Origin(code))


def _definition(code: str, cells: CellMap, figures: Figures) -> dict[str, Cell]:
    facts = figures.facts(code)
    label = next((row.label for _, row in cells.rows if row.indicator == code), code)
    if facts is None:
        return {"Indicator": label, "What is counted": "[x]", "Code": code}
    bases = dict.fromkeys(BASIS_WORDS[row.basis] for _, row in cells.rows if row.indicator == code)
    section = next((sheet.title for sheet, row in cells.rows if row.indicator == code), facts.section)
    return {
        "Indicator": facts.title,
        "What is counted": facts.definition,
        "Notes": facts.notes or "—",
        "Numerator": facts.numerator or "—",
        "Denominator": facts.denominator or "—",
        "Period": ", ".join(bases),
        "Good is": GOOD_IS[facts.polarity],
        "Source of the definition": facts.source or "—",
        "Extract": facts.extract or _read_by_parts(facts, figures),
        "Section": section,
        "Code": code,
        FORMULA: f'=KPI("{code}")',
        "Where it is defined": f"{facts.file}, line {facts.line}",
    }


def _read_by_parts(facts: IndicatorFacts, figures: Figures) -> str:
    """The extract of what an indicator is worked out from."""
    parts = (figures.facts(name) for name in (facts.numerator, facts.denominator))
    return ", ".join(dict.fromkeys(part.extract for part in parts if part and part.extract)) or "—"


def plan_quality(draft: Draft, figures: Figures) -> None:
    """What was read and what was wrong with it."""
    extracts = sorted(figures.values.extracts, key=lambda each: each.name)
    issues = sorted(figures.values.issues, key=_by_cost)
    _listing(draft, EXTRACTS_BLOCK, EXTRACT_HEADS, [_extract(each) for each in extracts], "extracts")
    read = {each.name: each.rows_read for each in extracts}
    lines = [_issue(each, read.get(each.extract)) for each in issues]
    _listing(draft, ISSUES_BLOCK, list(ISSUE_WIDTHS), lines, "kinds of issue")


def _listing(draft: Draft, name: str, heads: Sequence[str], lines: Sequence[Sequence[Cell]], what: str) -> None:
    """Lines from the top of a block; the last row says how many more there are, rows left over are emptied."""
    area = draft.area(name, QUALITY)
    if area is None:
        return
    columns = [area.left, *draft.columns(area, {head: head for head in heads[1:]}, name).values()]
    if len(columns) < len(heads):
        return
    room = area.bottom - area.top
    shown = list(lines)
    if len(shown) > room:
        more = len(lines) - room + 1
        shown = [*lines[: room - 1], [f"and {more} more {what}", *[None] * (len(heads) - 1)]]
    nothing: list[Cell] = [None] * len(heads)
    for row, line in enumerate([*shown, *[nothing] * (room - len(shown))], start=area.top + 1):
        for column, value in zip(columns, line, strict=True):
            draft.put(Place(area.sheet, row, column), value)


def _extract(extract: ExtractFacts) -> list[Cell]:
    dates: Iterable[Cell] = (day if day else "—" for day in (extract.first, extract.last))
    file = f"{extract.file}, {extract.sheet}" if extract.sheet else extract.file
    return [extract.name, *dates, extract.rows_read, extract.rows_used, extract.rows_set_aside, file]


def _kind(code: str) -> type[Issue] | None:
    return next((kind for kind in catalogue() if kind.code == code), None)


def _by_cost(issue: IssueCount) -> tuple[int, int, str]:
    """The dearest first, then the most frequent."""
    kind = _kind(issue.code)
    return (list(Cost).index(kind.cost) if kind else len(Cost), -issue.count, issue.code)


def _issue(issue: IssueCount, read: int | None) -> list[Cell]:
    kind = _kind(issue.code)
    row: Cell = issue.example_row if issue.example_row is not None else "—"
    share: Cell = issue.count / read if read and issue.example_row is not None else "—"
    if isinstance(share, float) and share < SMALLEST_SHARE:
        share = "<0.1%"
    cost = f"{_capital(kind.cost.value)}. {kind.way_out}" if kind else "—"
    return [_capital(issue.title), issue.extract, issue.column or "—", issue.count, row, share, cost]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
