"""What is written on the summary: title block, counts, exceptions and contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import IndicatorRow, Show, When
from scorecard.definitions.workspace import Settings
from scorecard.periods import Kind
from scorecard.values import Direction, IndicatorValue, Polarity, Rag
from scorecard.workbook import wording
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.heads import put_heads
from scorecard.workbook.plan.sections import Shown, comparators_words, role
from scorecard.workbook.series import row_key
from scorecard.workbook.template.blocks import comparators_name
from scorecard.workbook.template.summary import CONTENTS, EXCEPTIONS, exception_name

SHEET = "Summary"
COUNTED = {"● Green": Rag.GREEN, "▲ Amber": Rag.AMBER, "■ Red": Rag.RED}


@dataclass(frozen=True)
class Judged:
    """An indicator's row with its figure of the reporting period."""

    sheet: Sheet
    row: IndicatorRow
    figure: IndicatorValue | None

    @property
    def rag(self) -> Rag:
        return self.figure.rag if self.figure and self.row.judged else Rag.NONE

    @property
    def has_target(self) -> bool:
        return bool(self.figure and self.figure.target is not None and self.row.judged)

    @property
    def direction(self) -> Direction:
        return self.figure.direction if self.figure else Direction.NONE


def judged_rows(cells: CellMap, figures: Figures) -> list[Judged]:
    return [
        Judged(sheet, row, figures.of(row.indicator, figures.period(row.basis), row.where))
        for sheet, row in cells.indicators
    ]


def exceptions(judged: Sequence[Judged]) -> list[Judged]:
    """Red ones, and amber ones that worsened: red before amber, worsening first."""
    found = [
        each for each in judged
        if each.rag == Rag.RED or (each.rag == Rag.AMBER and each.direction == Direction.WORSENED)
    ]
    return sorted(found, key=lambda each: (each.rag != Rag.RED, each.direction != Direction.WORSENED))


def on_target(cells: CellMap, figures: Figures) -> list[int | None]:
    """How many indicators were green, month by month; none where nothing was judged."""
    counts: list[int | None] = []
    rows = [row for _, row in cells.indicators if row.judged]
    for periods in zip(*(figures.periods(row.basis) for row in rows), strict=True):
        rags = [
            figure.rag
            for row, period in zip(rows, periods, strict=True)
            if (figure := figures.of(row.indicator, period, row.where)) and figure.rag != Rag.NONE
        ]
        counts.append(rags.count(Rag.GREEN) if rags else None)
    return counts


def plan_summary(draft: Draft, cells: CellMap, figures: Figures, settings: Settings, shown: Shown) -> None:
    """Everything on the first sheet; `shown` is where the indicators stand on their own pages."""
    judged = judged_rows(cells, figures)
    _title_block(draft, figures, settings)
    _at_a_glance(draft, cells, figures, judged)
    _exceptions(draft, cells, figures, exceptions(judged), shown)
    _contents(draft, cells, judged)
    words = comparators_words(figures, [each.row for each in judged], cells.usual_columns.values())
    year = words.removeprefix("Comparators").strip(", ")
    note = f"Comparators are the latest published{f', {year}' if '/' in year else ''}; neighbours are the "
    draft.put_named("SUMMARY_COMPARATORS", f"{note}{settings.neighbours}.", SHEET)


def _title_block(draft: Draft, figures: Figures, settings: Settings) -> None:
    run = figures.values.run
    status = f", {settings.status}" if settings.status else ""
    draft.put_named("SCORECARD_COUNCIL", run.council, SHEET)
    draft.put_named("SCORECARD_PERIOD", wording.reporting_period(figures.end), SHEET)
    draft.put_named("SCORECARD_DATA_AS_AT", f"{wording.day(run.data_as_at)}{status}", SHEET)
    draft.put_named("SCORECARD_EDITION", settings.edition, SHEET)


def _at_a_glance(draft: Draft, cells: CellMap, figures: Figures, judged: Sequence[Judged]) -> None:
    rags = [each.rag for each in judged]
    ways = [each.direction for each in judged]
    targets = sum(each.has_target for each in judged)
    good = sum(figures.polarity(each.row.indicator) != Polarity.NO_JUDGEMENT for each in judged)
    scope = f"{len(judged)} indicators in {len(cells.sheets)} sections;"
    draft.put_named("SUMMARY_SCOPE", f"{scope}\n{targets} have a target, {good} a good direction", SHEET)
    since = f"Direction since {wording.month(figures.period(Kind.MONTH).previous.end)}"
    draft.put_named("SUMMARY_SINCE", since, SHEET)
    for name, rag in (("GREEN", Rag.GREEN), ("AMBER", Rag.AMBER), ("RED", Rag.RED)):
        draft.put_named(f"SUMMARY_{name}", rags.count(rag), SHEET)
    draft.put_named("SUMMARY_NO_TARGET", len(judged) - targets, SHEET)
    for way in (Direction.IMPROVED, Direction.SAME, Direction.WORSENED):
        draft.put_named(f"SUMMARY_{way.name}", ways.count(way), SHEET)
    met = on_target(cells, figures)
    then = f", {met[0]} a year ago" if met[0] is not None else ""
    draft.put_named("SUMMARY_ON_TARGET", f"{met[-1] or 0} now{then}", SHEET)


def _exceptions(
    draft: Draft, cells: CellMap, figures: Figures, worst: Sequence[Judged], shown: Shown
) -> None:
    area = draft.area(EXCEPTIONS, SHEET)
    if area is None:
        return
    columns = cells.usual_columns
    places = put_heads(draft, area, columns, figures, Kind.MONTH, EXCEPTIONS)
    room = cells.summary.exceptions
    draft.put(Place(area.sheet, area.top, area.left), exceptions_head(len(worst), room))
    for number, judged in zip(range(1, room + 1), [*worst, *[None] * room], strict=False):
        row = draft.area(exception_name(number), SHEET)
        if row is None:
            continue
        there = shown.get(row_key(judged.row), {}) if judged else {}
        first = there.get(role(next(iter(columns.values()))))
        # A page may give the comparators' columns to something else: their cells look like its earlier figures.
        earlier = (at for shown_as, at in there.items() if shown_as.show == Show.VALUE and shown_as.when != When.THIS)
        quiet = next(earlier, None)
        label_there = first._replace(column=area.left) if first else None
        draft.put(Place(row.sheet, row.top, row.left), judged.row.label if judged else None, label_there)
        for letter, column in places.items():
            value = figures.shown(judged.row, columns[letter]) if judged else None
            draft.put(Place(row.sheet, row.top, column), value, there.get(role(columns[letter]), quiet))
    words = comparators_words(figures, [each.row for each in worst[:room]], columns.values())
    draft.put_named(comparators_name(EXCEPTIONS), words, SHEET)


def exceptions_head(found: int, room: int) -> str:
    if not found:
        return "Exceptions: none"
    return f"Exceptions: worst {room} of {found}" if found > room else f"Exceptions: all {found}"


def _contents(draft: Draft, cells: CellMap, judged: Sequence[Judged]) -> None:
    area = draft.area(CONTENTS, SHEET)
    if area is None:
        return
    heads = [*COUNTED, "↓ Worsened"]
    columns = draft.columns(area, {head: head for head in heads}, CONTENTS)
    rows = draft.rows(area, (sheet.sheet for sheet in cells.sheets), CONTENTS)
    for sheet in cells.sheets:
        if sheet.sheet not in rows:
            continue
        mine = [each for each in judged if each.sheet is sheet]
        for head, column in columns.items():
            count = sum(
                each.rag == COUNTED[head] if head in COUNTED else each.direction == Direction.WORSENED for each in mine
            )
            draft.put(Place(area.sheet, rows[sheet.sheet], column), count)
