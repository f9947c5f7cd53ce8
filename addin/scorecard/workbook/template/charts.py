"""Native charts in the scorecard's look."""

from __future__ import annotations

from typing import Any

from scorecard.definitions.cellmap_blocks import Chart, Series, Shape
from scorecard.values import IndicatorFacts, Polarity, Unit
from scorecard.workbook import look
from scorecard.workbook.series import RANGE, TARGET, limit_key, series_key
from scorecard.workbook.template.chart_cells import ChartCells
from scorecard.workbook.template.page import Page

SMALL = {"name": look.FONT, "size": 8, "color": look.SOFT}
AXIS = {"num_font": SMALL, "line": {"color": look.LINE}, "major_tick_mark": "none", "minor_tick_mark": "none"}
GRIDLINES = {"visible": True, "line": {"color": look.LINE, "width": 0.5}}
FILLS = ((look.NAVY, look.NAVY), (look.STEEL, look.STEEL), (look.WHITE, look.STEEL))
"""Fill and outline of the first, second and third columns."""
LINES = (look.NAVY, look.STEEL, look.INK)
NARROW = 300
"""Pixels; two charts stand side by side when each is narrower."""
AXIS_FORMATS = {Unit.PERCENT: "0%", Unit.RATE: "#,##0", Unit.NUMBER: "#,##0", Unit.DAYS: "#,##0"}


def put_chart(page: Page, chart: Chart, facts: IndicatorFacts, place: tuple[int, int, str, str]) -> None:
    """Draw a chart over whole cells: from row to row, from column to column; its heading stands above."""
    first, last, left, right = place
    page.heading(first, left, chart.heading)
    inset = {"G": 8, "K": 4}.get(left, 0)
    width = sum(look.COLUMNS[c] for c in look.LETTERS[page.column(left) - 1 : page.column(right)]) - inset
    height = sum(page.heights[first:last])
    made = _drawn(ChartCells.of(page, chart), chart, facts, width, height)
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    made.set_size({"width": width, "height": height})
    page.sheet.insert_chart(
        first, page.column(left) - 1, made, {"description": chart.alt, "object_position": 2, "x_offset": inset}
    )


def _drawn(cells: ChartCells, chart: Chart, facts: IndicatorFacts, width: int, height: int) -> Any:
    kind: dict[str, str] = {"type": "line" if chart.shape == Shape.LINE else "column"}
    if chart.shape == Shape.STACKED:
        kind["subtype"] = "stacked"
    made = lines = cells.page.book.file.add_chart(kind)
    if chart.range:
        made = _band(cells, chart)
        made.combine(lines)
    if chart.target:
        made.add_series(_target(cells, chart, facts))
    for number, series in enumerate(chart.series):
        options = {"name": series.label, "categories": cells.names, "values": cells.row(series_key(series))}
        lines.add_series({**options, **_look(cells, chart, number, facts.unit, width)})
    legend = len(chart.series) > 1
    _quieten(made, chart, facts.unit, (width, height), legend)
    return made


def _band(cells: ChartCells, chart: Chart) -> Any:
    """The range as a stacked area: up to where it begins without a fill, and from there its width."""
    area = cells.page.book.file.add_chart({"type": "area", "subtype": "stacked"})
    for limit, fill in ((TARGET, {"none": True}), (RANGE, {"color": look.LINE})):
        values = cells.row(limit_key(chart.series[0], limit))
        area.add_series({"name": limit.capitalize(), "categories": cells.names, "values": values, "fill": fill,
                         "border": {"none": True}})
    return area


def _target(cells: ChartCells, chart: Chart, facts: IndicatorFacts) -> dict[str, Any]:
    """The target as a dashed line, labelled near its start and on its far side, clear of the figures."""
    series: Series = chart.series[0]
    side = "below" if facts.polarity == Polarity.LOW_IS_GOOD else "above"
    return {
        "name": "Target",
        "categories": cells.names,
        "values": cells.row(limit_key(series)),
        "line": {"color": look.INK, "width": 1, "dash_type": "dash"},
        "data_labels": _one_label(cells, -1 if chart.block else 1, look.INK, AXIS_FORMATS[facts.unit], side),
    }


def _look(cells: ChartCells, chart: Chart, number: int, unit: Unit, width: int) -> dict[str, Any]:
    if chart.shape == Shape.LINE:
        colour = LINES[number]
        side = "right" if width > NARROW else "above"
        if len(chart.series) == 2:  # the labels keep clear of one another
            side = ("above", "below")[number]
        label = _one_label(cells, -1, colour, look.VALUE_FORMATS[unit], side)
        return {"line": {"color": colour, "width": 2}, "data_labels": label}
    gap: dict[str, Any] = {"gap": 35 if width <= NARROW else 90}
    if chart.shape == Shape.WITHIN:  # the whole stands behind its part, and looks as if it were stacked upon it
        number, gap["overlap"] = len(chart.series) - 1 - number, 100
    fill, outline = FILLS[number]
    return {**gap, "fill": {"color": fill}, "border": {"color": outline, "width": 0.75}}


def _one_label(cells: ChartCells, place: int, colour: str, form: str, position: str) -> dict[str, Any]:
    """Label one point, counted from the oldest: no legend to look up. Its white ground keeps lines out of it."""
    custom: list[dict[str, Any] | None] = [{"delete": True}] * cells.points
    custom[cells.from_oldest(place)] = None
    font = {**SMALL, "color": colour, "bold": True}
    return {"value": True, "position": position, "num_format": form, "custom": custom, "font": font,
            "fill": {"color": look.WHITE}}


def _quieten(made: Any, chart: Chart, unit: Unit, size: tuple[int, int], legend: bool) -> None:
    """Axes, gridlines and legend that stand back; room for labels is in pixels, whatever the size."""
    width, height = size
    # Cells with the newest at the left are drawn from right to left, and the values' axis stays at the left.
    made.set_x_axis({**AXIS, "reverse": True, "crossing": "max"} if chart.block else AXIS)
    made.set_y_axis(
        {
            **AXIS,
            "line": {"none": True},
            "min": chart.low,
            "max": chart.high,
            "major_unit": chart.step,
            "num_format": AXIS_FORMATS[unit],
            "major_gridlines": GRIDLINES,
        }
    )
    band = {"delete_series": [0, 1]} if chart.range else {}
    made.set_legend({"position": "bottom", "font": SMALL, **band} if legend else {"none": True})
    right = 6 if chart.shape != Shape.LINE else 44 if width > NARROW else 18
    left, top, bottom = 32, 12, 42 if legend else 20
    layout = {
        "x": left / width,
        "y": top / height,
        "width": (width - left - right) / width,
        "height": (height - top - bottom) / height,
    }
    made.set_plotarea({"layout": layout, "fill": {"none": True}})
