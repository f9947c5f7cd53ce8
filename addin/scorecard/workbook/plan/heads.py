"""The heads of a block: found in the template, and filled in with periods, region and years."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.definitions.cellmap_blocks import Column
from scorecard.periods import Kind
from scorecard.workbook import wording
from scorecard.workbook.cells import Area
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.template.blocks import as_in_template, template_text


def put_heads(
    draft: Draft,
    area: Area,
    columns: Mapping[str, Column],
    figures: Figures,
    basis: Kind,
    name: str,
    years: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Find the columns of a block by their heads, and fill these in; `years` of comparators are by letter."""
    heads = {letter: as_in_template(template_text(column.head), ()) for letter, column in columns.items()}
    places = draft.columns(area, heads, name)
    for letter, number in places.items():
        column = columns[letter]
        if "{" not in column.head:
            continue
        words = {
            "{period}": wording.short(figures.period(basis, column.when, column.back)),
            "{region}": wording.region(figures.region),
            "{year}": (years or {}).get(letter, ""),
            "{oldest}": _oldest(column, columns, figures, basis),
        }
        text = column.head
        for token, word in words.items():
            text = text.replace(token, word)
        draft.put(Place(area.sheet, area.top, number), text)
    return places


def _oldest(column: Column, columns: Mapping[str, Column], figures: Figures, basis: Kind) -> str:
    """The period of the last of the cells that a sparkline is drawn across."""
    last = columns.get(column.across[-1:])
    return wording.short(figures.period(basis, last.when, last.back)) if last else ""
