"""A template on disk: read as the plan asks, written cell by cell, saved with all else as the analyst left it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from scorecard.errors import TemplateError
from scorecard.ooxml import SHEET_NS, OfficeFile
from scorecard.workbook.archive import save
from scorecard.workbook.areas import LAST_COLUMN, LAST_ROW
from scorecard.workbook.cells import Area, CellWrite
from scorecard.workbook.charts import ChartCaches
from scorecard.workbook.encode import UnwritableError
from scorecard.workbook.formats import Formats
from scorecard.workbook.guard import Guard, check_headings
from scorecard.workbook.outline import Outline
from scorecard.workbook.reads import Reader
from scorecard.workbook.references import shown
from scorecard.workbook.sheet import Sheet
from scorecard.workbook.stale import Changes, forget_stale
from scorecard.workbook.xmlparts import rich_text

Place = tuple[str, int, int]


class FillReport(NamedTuple):
    """What a fill did: cells written, formulas whose remembered value was dropped, charts brought up to date."""

    cells_written: int
    formulas_emptied: int
    charts_refreshed: int


class Package:
    """A workbook file that is filled without Excel.

    Texts are written into the cells themselves ("inline"), not into the part of texts that cells share: that part
    stays as it was, a second fill leaves nothing of the first one behind, and no other cell's number moves. Excel
    moves them when it saves the workbook.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._office = OfficeFile(path)
        self._outline = Outline(self._office)
        self._sheets = {
            title: Sheet(self._office, title, part, self._shared_text) for title, part in self._outline.sheets.items()
        }
        self._guard = Guard(self._outline)
        self._written: dict[Place, None] = {}
        self._looks: dict[Place, str | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open: the file was read into memory."""

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def sheets(self) -> Sequence[str]:
        """The titles of the sheets that have cells, in the order of their tabs."""
        return list(self._sheets)

    @property
    def names(self) -> Mapping[str, Area]:
        """Defined names that refer to one area of one sheet."""
        return self._outline.names

    def text(self, sheet: str, row: int, column: int) -> str:
        """What a cell holds, as text; empty for an empty cell."""
        return self._sheet(sheet, row, column).text(row, column)

    def has_formula(self, sheet: str, row: int, column: int) -> bool:
        """Is a cell's value the result of a formula?"""
        return self._sheet(sheet, row, column).has_formula(row, column)

    def write(self, write: CellWrite) -> None:
        """Write one cell, or say why this cell must not be written."""
        place = (write.sheet, write.row, write.column)
        sheet = self._sheet(*place)
        if place in self._written:
            raise TemplateError(f"{shown(*place)} is written twice.", "Two entries of the cell map meet: move one.")
        listing = self._guard.check(sheet, write.row, write.column)
        heading = listing if listing and listing.is_heading(write.row) else None
        if heading:
            heading.check_heading(write.column, write.value)
        look = self._look(write.look_of) if write.look_of else None
        try:
            sheet.put(write.row, write.column, write.value, self._outline.since_1904)
        except UnwritableError as error:
            raise TemplateError(f"{shown(*place)}: {error}.", "Correct the value where it comes from.") from error
        self._written[place] = None
        if heading:
            heading.rename(write.column, str(write.value))
        if write.look_of:
            self._looks[place] = self._look(place)
            sheet.restyle(write.row, write.column, look)
        if write.link is not None:
            sheet.relink(write.row, write.column, write.link)

    def save(self, out: Path) -> FillReport:
        """Save the filled workbook; whatever remembers an old value forgets it."""
        self._check_suffix(out)
        check_headings(self._outline, self._sheets.values())
        changes = Changes()
        formulas = self._forget_stale(changes)
        charts = ChartCaches(self._office, self._sheets, self._reader, Formats(self._office, self._outline.styles))
        refreshed = charts.refreshed(changes) if self._written else {}
        changed = {self._outline.part: self._outline.calculated_on_load()}
        changed |= {listing.part: listing.xml() for listing in self._outline.listings if listing.changed}
        changed |= {sheet.part: sheet.xml() for sheet in self._sheets.values() if sheet.changed}
        save(self._office, changed | refreshed, out)
        return FillReport(len(self._written), formulas, len(refreshed))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._outline)

    @cached_property
    def _shared_texts(self) -> list[str]:
        part = self._outline.shared_texts
        return [] if part is None else [rich_text(item) for item in self._office.xml(part).iter(f"{{{SHEET_NS}}}si")]

    def _shared_text(self, index: int) -> str:
        return self._shared_texts[index] if index < len(self._shared_texts) else ""

    def _sheet(self, title: str, row: int, column: int) -> Sheet:
        sheet = self._sheets.get(title)
        if sheet is None:
            close = difflib.get_close_matches(title, self._sheets, 1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise TemplateError(
                f"{self.path.name} has no sheet {title!r}.{hint}",
                f"Its sheets are: {', '.join(self._sheets)}. Rename the sheet in Excel, or the entry in the cell map.",
            )
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise TemplateError(f"{title} has no row {row}, column {column}.", "Correct the address in the cell map.")
        return sheet

    def _look(self, place: Place) -> str | None:
        # The look of the template: the order of the writes must not matter.
        return self._looks[place] if place in self._looks else self._sheet(*place).style(*place[1:])

    def _forget_stale(self, changes: Changes) -> int:
        if not self._written:
            return 0
        written = [Area(sheet, row, column, row, column) for sheet, row, column in self._written]
        return forget_stale(self._sheets.values(), self._reader, changes, written)

    def _check_suffix(self, out: Path) -> None:
        before = self.path.suffix.lower()
        if out.suffix.lower() != before:
            raise TemplateError(
                f"{out.name} must end in {before}, as {self.path.name} does: Excel opens no other name for it.",
                f"Name it {out.with_suffix(before).name}.",
            )
