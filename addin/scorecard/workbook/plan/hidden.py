"""What charts cannot draw as it is hidden from readers: a note says so, and a stack is drawn whole or not at all."""

from __future__ import annotations

from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.definitions.cellmap_blocks import Chart, Shape
from scorecard.values import Status
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.series import MONTHS, SeriesKey, chart_rows
from scorecard.workbook.template.layout import SIGNS, signs_name


def plan_hidden(draft: Draft, sheet: Sheet, figures: Figures) -> None:
    """Say under a page how many months of which chart are hidden; a template without the note's name is left alone."""
    counts = {chart.heading: sum(_hidden(sheet, chart, figures)) for chart in sheet.charts if not chart.block}
    said = [f"{heading}, {count} of {MONTHS} months" for heading, count in counts.items() if count]
    if said and draft.has(signs_name(sheet.names)):
        text = f"{SIGNS}   Hidden in charts: {'; '.join(said)}."
        draft.put_named(signs_name(sheet.names), text, sheet.sheet)


def broken_stacks(cells: CellMap, figures: Figures) -> dict[SeriesKey, list[bool]]:
    """The months in which a part of a stack is hidden: a column of the other parts would show too low a total."""
    return {
        row.key: _hidden(sheet, chart, figures)
        for sheet in cells.sheets for chart in sheet.charts if chart.shape == Shape.STACKED
        for row in chart_rows(sheet, chart) if row.breakdown
    }


def _hidden(sheet: Sheet, chart: Chart, figures: Figures) -> list[bool]:
    """Whether something of a chart is hidden, month by month."""
    amounts = zip(*(figures.series(row) for row in chart_rows(sheet, chart)), strict=True)
    return [any(amount.status == Status.SUPPRESSED for amount in together) for together in amounts]
