"""Which cells a formula reads, through names, tables and sheets in a row; or that this cannot be known."""

from __future__ import annotations

from scorecard.workbook.cells import Area
from scorecard.workbook.functions import reads_only_arguments
from scorecard.workbook.outline import DefinedName, Outline
from scorecard.workbook.references import Call, CellRange, ColumnsUse, NameUse, Piece, pieces

_CONSTANTS = ("true", "false")
_LOCAL = "_xlpm."  # what LET and LAMBDA call their own variables


class ReadsAnythingError(Exception):
    """A formula that may read any cell: it makes addresses as it goes, or calls a function of an add-in."""


class Reader:
    """Works out what the formulas of one workbook read."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._tabs = [title for title, _ in outline.tabs]
        self._names = {(entry.sheet, entry.name.casefold()): entry for entry in outline.defined_names}
        self._listings = {listing.name.casefold(): listing for listing in outline.listings}
        self._of_name: dict[tuple[str | None, str], list[Area] | None] = {}

    def areas(self, formula: str, place: Area, down: int = 0, right: int = 0) -> list[Area] | None:
        """The areas that the formula of a cell reads, in its own order; None when it may read anything.

        `down` and `right` say how far the cell is from the one that the formula is written for.
        """
        found: list[Area] = []
        try:
            for piece in pieces(formula):
                if isinstance(piece, CellRange):
                    found += [piece.area(sheet, down, right) for sheet in self._sheets(piece.sheets, place.sheet)]
                else:
                    found += self._of(piece, place)
        except ReadsAnythingError:
            return None
        return found

    def _of(self, piece: Piece, place: Area) -> list[Area]:
        if isinstance(piece, Call) and reads_only_arguments(piece.name):
            return []
        if isinstance(piece, (Call, NameUse)):
            return self._named(piece, place.sheet)
        if isinstance(piece, ColumnsUse):
            return self._columns(piece, place)
        raise ReadsAnythingError(str(piece))

    def _sheets(self, written: tuple[str, str] | None, own: str) -> list[str]:
        if written is None or not written[0]:
            return [own]
        if written[0] == written[1]:
            return [self._outline.titles.get(written[0].casefold(), written[0])]
        spellings = [title.casefold() for title in self._tabs]
        first, last = written[0].casefold(), written[1].casefold()
        if first not in spellings or last not in spellings:
            raise ReadsAnythingError(":".join(written))
        start, end = sorted((spellings.index(first), spellings.index(last)))
        return self._tabs[start : end + 1]

    def _columns(self, use: ColumnsUse, place: Area) -> list[Area]:
        listing = self._listings.get(use.table.casefold())
        area = listing.columns_area(use.columns) if listing else None
        if area is None:
            raise ReadsAnythingError(use.table)
        if not use.this_row:
            return [area]
        # The heading counts too: when headings move, the column of this name is another one.
        return [area._replace(bottom=area.top), area._replace(top=place.top, bottom=place.top)]

    def _named(self, use: NameUse | Call, sheet: str) -> list[Area]:
        spelling = use.name.casefold()
        if spelling in _CONSTANTS or spelling.startswith(_LOCAL):
            return []
        scope = use.sheet if isinstance(use, NameUse) and use.sheet else sheet
        title = self._outline.titles.get(scope.casefold())
        entry = self._names.get((title, spelling)) or self._names.get((None, spelling))
        if entry is None:
            if spelling in self._listings:
                return [self._listings[spelling].area]
            raise ReadsAnythingError(use.name)
        found = self._defined(entry)
        if found is None:
            raise ReadsAnythingError(use.name)
        return found

    def _defined(self, entry: DefinedName) -> list[Area] | None:
        key = (entry.sheet, entry.name.casefold())
        if key not in self._of_name:
            self._of_name[key] = []  # a name that leads back to itself reads nothing new
            self._of_name[key] = self._expanded(entry)
        return self._of_name[key]

    def _expanded(self, entry: DefinedName) -> list[Area] | None:
        ranges = [piece for piece in pieces(entry.formula) if isinstance(piece, CellRange)]
        if not all(place.fixed and place.sheets and place.sheets[0] for place in ranges):
            return None  # an address without dollars in a name moves with the cell that uses the name
        return self.areas(entry.formula, Area(entry.sheet or "", 1, 1, 1, 1))
