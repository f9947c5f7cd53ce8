"""What is written on the sheet Data: every series in numbers, and what it means in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scorecard.definitions.cellmap import CellMap, Comparator
from scorecard.definitions.cellmap_blocks import IndicatorRow
from scorecard.issues import MissingLabel
from scorecard.periods import Kind, Period
from scorecard.values import Direction, IndicatorValue, Polarity
from scorecard.workbook import wording
from scorecard.workbook.cells import Area, Cell, Origin, address
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Figures, cell_of
from scorecard.workbook.plan.growing import indicators_that_appeared
from scorecard.workbook.plan.hidden import broken_stacks
from scorecard.workbook.plan.judged import Judged, on_target
from scorecard.workbook.plan.origins import of_series
from scorecard.workbook.series import (
    BASIS_WORDS,
    BLOCK,
    EXCEPTION,
    INITIALS,
    MONTH_HEADS,
    NUMERATOR,
    ON_TARGET,
    SHEET,
    TARGET,
    DataRow,
    SeriesKey,
    data_rows,
    exception_key,
    part_of,
    row_key,
)
from scorecard.workbook.template.data import GOOD_IS, comparator_heads, data_heads

NOT_APPLICABLE = "[z]"
MONTH = BASIS_WORDS[Kind.MONTH]
A_MONTH = re.compile(r"\d{4}-\d\d")
Columns = Mapping[str, int]


def plan_data(draft: Draft, cells: CellMap, figures: Figures, worst: Sequence[Judged]) -> None:
    """The rows of Data; those of the exceptions repeat the rows of their indicators."""
    area = draft.area(BLOCK, SHEET)
    if area is None:
        return
    heads = data_heads(cells)
    # "Section" is the first column of the block; a block's columns are looked for to the right of it.
    columns = draft.columns(area, {head: head for head in heads[1:]}, BLOCK, _unfilled)
    if len(columns) < len(heads) - 1:
        return
    columns["Section"] = area.left
    for head, period in zip(MONTH_HEADS, figures.periods(Kind.MONTH), strict=True):
        draft.put(Place(area.sheet, area.top, columns[head]), period.label)
    for head, comparator in zip(comparator_heads(cells), cells.summary.comparators, strict=True):
        if comparator.name == "region":
            draft.put(Place(area.sheet, area.top, columns[head]), figures.region)
    appeared = _appeared(cells, figures)
    known = {row.key: row for row in data_rows(cells)} | appeared
    places = _places(draft, area, columns, known)
    texts = _Texts(cells, figures)
    for key, number in places.items():
        exception = _exception(key, worst, cells)
        if exception is None:
            named: dict[str, Cell] = {"Indicator": known[key].title} if known[key].waits or key in appeared else {}
            _put(draft, area, columns, number, named | texts.row(known[key]), texts.origins(known[key]))
        else:
            _put_exception(draft, area, columns, number, exception, places, known, texts)


def _appeared(cells: CellMap, figures: Figures) -> dict[SeriesKey, DataRow]:
    """The rows kept for categories that appear later, with those that did."""
    return {
        key: DataRow(key, sheet.sheet, row.label, *part_of(row))
        for sheet, row, key in indicators_that_appeared(cells, figures)
    }


def _unfilled(texts: list[str]) -> list[str]:
    """Heads as they were before months were filled in."""
    heads = iter(MONTH_HEADS)
    return [next(heads, text) if A_MONTH.fullmatch(text) else text for text in texts]


def _places(draft: Draft, area: Area, columns: Columns, known: Mapping[SeriesKey, DataRow]) -> dict[SeriesKey, int]:
    """The rows by code, basis and category; rows of the analyst's own are left alone."""
    texts: dict[tuple[str, ...], int] = {}
    for row in range(area.top + 1, area.bottom + 1):
        code, basis, category = (
            draft.template.text(area.sheet, row, columns[head]) for head in ("Code", "Basis", "Category")
        )
        # An exception's row has the basis of the indicator that it was filled with before.
        texts.setdefault((code, MONTH if code.startswith(EXCEPTION) else basis, category), row)
    found: dict[SeriesKey, int] = {}
    for key in known:
        words = (key.code, BASIS_WORDS[key.basis], key.category)
        if words in texts:
            found[key] = texts[words]
        else:
            cell = address(area.top, columns["Code"])
            draft.issues.append(
                MissingLabel(sheet=area.sheet, cell=cell, expected=f'a row with "{", ".join(filter(None, words))}"')
            )
    return found


def _exception(key: SeriesKey, worst: Sequence[Judged], cells: CellMap) -> Judged | int | None:
    """The exception whose row this is, its number where there are fewer, or nothing for another row."""
    for number in range(1, cells.summary.exceptions + 1):
        if key == exception_key(number):
            return worst[number - 1] if number <= len(worst) else number
    return None


def _put(
    draft: Draft, area: Area, columns: Columns, row: int, texts: Mapping[str, Cell], origins: Mapping[str, Origin]
) -> None:
    for head, value in texts.items():
        draft.put(Place(area.sheet, row, columns[head]), value, origin=origins.get(head))


def _put_exception(
    draft: Draft, area: Area, columns: Columns, row: int, exception: Judged | int,
    places: Mapping[SeriesKey, int], known: Mapping[SeriesKey, DataRow], texts: _Texts,
) -> None:
    """An exception's row: that of its indicator, with its number formats; a row without one is cleared."""
    if isinstance(exception, int):
        cleared = {**dict.fromkeys(texts.heads, None), "Indicator": f"Exception {exception}: none"}
        _put(draft, area, columns, row, cleared, {})
        return
    key = next((key for key, each in known.items() if _is_of(each, exception.row)), row_key(exception.row))
    filled = texts.row(known[key])
    filled |= {"Indicator": exception.row.label, **texts.about(key)}
    origins = texts.origins(known[key])
    for head, value in filled.items():
        there = Place(area.sheet, places[key], columns[head]) if key in places else None
        draft.put(Place(area.sheet, row, columns[head]), value, there, origins.get(head))


def _is_of(row: DataRow, indicator: IndicatorRow) -> bool:
    """Whether a row kept for a category that appears later was taken by this indicator."""
    return row.title == indicator.label and row.key.code == indicator.indicator and ": new " in row.key.category


class _Texts:
    """The cells of a row by their heads."""

    def __init__(self, cells: CellMap, figures: Figures) -> None:
        self.cells, self.figures = cells, figures
        self.broken = broken_stacks(cells, figures)
        self.comparators: list[tuple[str, Comparator]] = list(
            zip(comparator_heads(cells), cells.summary.comparators, strict=True)
        )
        self.heads = [*MONTH_HEADS, "Target", "Judgement", "Since previous", "Since year ago",
                      *(head for head, _ in self.comparators)]

    def row(self, row: DataRow) -> dict[str, Cell]:
        return dict(zip(self.heads, [*self._months(row), *self._judgement(row), *self._comparators(row)], strict=True))

    def about(self, key: SeriesKey) -> dict[str, Cell]:
        """What a row says of its indicator, whoever's row it is."""
        good_is = GOOD_IS[self.figures.polarity(key.code)]
        return {"Unit": self.figures.unit(key.code).value, "Good is": good_is, "Basis": BASIS_WORDS[key.basis]}

    def origins(self, row: DataRow) -> dict[str, Origin]:
        """The figures behind the months of a row; those of the scorecard's own rows are no indicator's."""
        if row.waits or not self.figures.facts(row.key.code):
            return {}
        return dict(zip(MONTH_HEADS, of_series(row, self.figures), strict=True))

    def _months(self, row: DataRow) -> list[Cell]:
        """Thirteen figures; a month without one stays empty, as a chart would draw a text as 0."""
        if row.waits:
            return [None] * len(MONTH_HEADS)
        if row.key.code == INITIALS:
            return [f"{period.end:%B}"[0] for period in self.figures.periods(Kind.MONTH)]
        if row.key.code == ON_TARGET:
            return list(on_target(self.cells, self.figures))
        if row.limit:
            return [_limit(self._figure_in(row, period), row.limit) for period in self.figures.periods(row.key.basis)]
        amounts = self.figures.series(row)
        broken = self.broken.get(row.key, [False] * len(amounts))
        return [
            None if amount.value is None or gap else cell_of(amount.value, amount.status)
            for amount, gap in zip(amounts, broken, strict=True)
        ]

    def _judgement(self, row: DataRow) -> list[Cell]:
        figure = self._figure(row)
        if figure is None:
            return [NOT_APPLICABLE] * 4
        polarity = self.figures.polarity(row.key.code)
        target: Cell = NOT_APPLICABLE if figure.target is None else wording.target(figure, polarity)
        if polarity == Polarity.IN_RANGE and figure.target is not None and figure.target_to is not None:
            target = f"{figure.target:g} to {figure.target_to:g}"
        ways: tuple[Direction, ...] = (figure.direction, figure.direction_last_year)
        return [target, wording.RAG_WORDS[figure.rag], *(wording.direction_word(way) for way in ways)]

    def _figure(self, row: DataRow) -> IndicatorValue | None:
        """The one figure that a row stands for in the reporting period."""
        if row.waits or row.limit or row.key.category == NUMERATOR or row.all_but or len(row.categories) > 1:
            return None
        return self._figure_in(row, self.figures.period(row.key.basis))

    def _figure_in(self, row: DataRow, period: Period) -> IndicatorValue | None:
        category = row.categories[0] if row.categories else ""
        return self.figures.values.get(row.key.code, period.label, row.breakdown, category)

    def _comparators(self, row: DataRow) -> list[Cell]:
        if row.key.category or not self.figures.facts(row.key.code):
            return [NOT_APPLICABLE] * len(self.comparators)
        period = self.figures.period(row.key.basis)
        found = [self.figures.benchmark(row.key.code, each.name, period) for _, each in self.comparators]
        return [benchmark.value if benchmark else "[x]" for benchmark in found]


def _limit(figure: IndicatorValue | None, limit: str) -> Cell:
    """The target, or where its range begins, or how wide the range is."""
    if figure is None or figure.target is None:
        return None
    if limit == TARGET:
        return figure.target
    return None if figure.target_to is None else figure.target_to - figure.target
