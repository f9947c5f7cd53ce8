"""What is written into the exceptions of the summary: their figures, and a line of commentary below each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.cellmap_blocks import Column, Show, When
from scorecard.periods import Kind
from scorecard.workbook import look, wording
from scorecard.workbook.plan.anchors import Draft, Place
from scorecard.workbook.plan.commentary import Commentary, is_typed
from scorecard.workbook.plan.contents import SHEET, page_numbers
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.heads import put_heads
from scorecard.workbook.plan.judged import Judged, exceptions
from scorecard.workbook.plan.origins import of_row
from scorecard.workbook.plan.sections import Role, Shown, comparators_words, role
from scorecard.workbook.series import row_key
from scorecard.workbook.template.blocks import comparators_name
from scorecard.workbook.template.summary import EXCEPTIONS, exception_name, line_name

LINE = 185
"""Characters of a line of commentary, which runs from A to L."""
NOT_WRITTEN = "No commentary."
ELSEWHERE = "See the commentary on its page."
Commentaries = Mapping[str, Commentary]
"""By section."""


def plan_exceptions(
    draft: Draft, cells: CellMap, figures: Figures, judged: Sequence[Judged], shown: Shown
) -> None:
    """The rows of the exceptions; `shown` is where the indicators stand on their own pages."""
    worst = exceptions(judged)
    area = draft.area(EXCEPTIONS, SHEET)
    if area is None:
        return
    columns = cells.usual_columns
    places = put_heads(draft, area, columns, figures, Kind.MONTH, EXCEPTIONS)
    room = cells.summary.exceptions
    draft.put(Place(area.sheet, area.top, area.left), exceptions_head(len(worst), room))
    for number, each in zip(range(1, room + 1), [*worst, *[None] * room], strict=False):
        row = draft.area(exception_name(number), SHEET)
        if row is not None:
            label = Place(row.sheet, row.top, row.left)
            text = each.row.label if each else nothing_words(judged) if number == 1 else None
            draft.put(label, text, _label_look(each, columns, label, shown))
            _exception(draft, label, each, columns, places, figures, shown)
    words = comparators_words(figures, [each.row for each in worst[:room]], columns.values())
    draft.put_named(comparators_name(EXCEPTIONS), words, SHEET)


def _exception(
    draft: Draft, label: Place, judged: Judged | None, columns: Mapping[str, Column], places: Mapping[str, int],
    figures: Figures, shown: Shown,
) -> None:
    """A row with the looks that the indicator's own cells have on its page; nothing where there are fewer."""
    there = shown.get(row_key(judged.row), {}) if judged else {}
    # A page may give the comparators' columns to something else: their cells look like its earlier figures.
    earlier = (at for shown_as, at in there.items() if shown_as.show == Show.VALUE and shown_as.when != When.THIS)
    quiet = next(earlier, None)
    for letter, column in places.items():
        value = figures.shown(judged.row, columns[letter]) if judged else None
        origin = of_row(judged.row, columns[letter], figures) if judged else None
        own = there.get(role(columns[letter])) or _alike(columns[letter], there) or quiet
        draft.put(label._replace(column=column), value, own, origin)


def _alike(column: Column, there: Mapping[Role, Place]) -> Place | None:
    """A cell of the page that looks as a column's should: one direction looks like the other."""
    words = (Show.DIRECTION, Show.TARGET, Show.RAG)
    return next((at for shown_as, at in there.items() if shown_as.show == column.show and column.show in words), None)


def _label_look(
    judged: Judged | None, columns: Mapping[str, Column], label: Place, shown: Shown
) -> Place | None:
    """Where the indicator's label stands on its own page: at the left of its first figure."""
    there = shown.get(row_key(judged.row), {}) if judged else {}
    first = there.get(role(next(iter(columns.values()))))
    return first._replace(column=label.column) if first else None


def plan_exception_lines(
    draft: Draft, cells: CellMap, worst: Sequence[Judged], commentary: Commentaries
) -> None:
    """Below each exception its page and what its section says of it."""
    pages = page_numbers(draft, cells)
    room = cells.summary.exceptions
    said = [
        wording.cut(f"Page {pages.get(each.sheet.sheet, look.NO_DATA)}: {_line(draft, each, commentary)}", LINE)
        for each in worst[:room]
    ]
    for number, line in zip(range(1, room + 1), [*said, *[None] * room], strict=False):
        draft.put_named(line_name(number), line, SHEET)


def _line(draft: Draft, judged: Judged, commentary: Commentaries) -> str:
    """The sentence on an exception, or where something may be found on it, or that nothing is written.

    Where no section has any commentary it is not asked for here either, and the line only says where to look.
    """
    section = commentary.get(judged.sheet.section)
    if section and judged.figure and (said := section.sentence_on(judged.figure.key)):
        return said
    if (section and section.text.strip()) or is_typed(draft, judged.sheet):
        return ELSEWHERE
    return NOT_WRITTEN if commentary else judged.sheet.sheet


def nothing_words(judged: Sequence[Judged]) -> str:
    """What stands in place of the first exception when there is none."""
    hidden = sum(each.is_hidden and each.has_target for each in judged)
    text = "No indicator is red, and no amber one has worsened."
    if not any(each.rag for each in judged):
        text = "No figure could be judged against a target."
    return text + (f" {hidden} with a target are hidden." if hidden else "")


def exceptions_head(found: int, room: int) -> str:
    if not found:
        return "Exceptions: none"
    return f"Exceptions: worst {room} of {found}" if found > room else f"Exceptions: all {found}"
