"""Which cell shows which figure: the sheets of a scorecard, their blocks, rows, columns and charts.

A block is found by its defined name, a row by its label and a column by its head, so an analyst may move and restyle
them in Excel. What a column shows is its role; no section has code of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from scorecard.definitions.cellmap_blocks import (
    INDICATOR_COLUMNS,
    OVER,
    TABLE_COLUMNS,
    Chart,
    Column,
    CommentaryBox,
    IndicatorBlock,
    IndicatorRow,
    Show,
    Table,
    What,
)
from scorecard.definitions.cellmap_rules import mistakes
from scorecard.definitions.cellmap_tables import LINE_COLUMNS, IndicatorTable
from scorecard.definitions.source import Definition, LinedDict, checked, read_yaml
from scorecard.issues import Issues, UnknownKey


class Sheet(Definition):
    """A section on a page of its own."""

    sheet: Annotated[str, Field(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\']+$")]
    section: str
    names: Annotated[str, Field(pattern="^[A-Z][A-Z0-9_]*$")]
    """What the defined names of the page begin with."""
    title: str
    headline: str
    indicators: list[IndicatorBlock] = Field(min_length=1)
    tables: list[Table] = []
    indicator_tables: list[IndicatorTable] = []
    charts: list[Chart] = []
    commentary: CommentaryBox
    notes: list[str] = []

    @property
    def rows(self) -> Iterator[IndicatorRow]:
        return (row for block in self.indicators for row in block.rows)

    @property
    def left(self) -> list[Table | IndicatorTable]:
        """The tables in columns A to F, from top to bottom."""
        return [*self.tables, *self.indicator_tables]

    @property
    def blocks(self) -> Iterator[IndicatorBlock | Table | IndicatorTable | CommentaryBox]:
        yield from self.indicators
        yield from self.left
        yield self.commentary


class Comparator(Definition):
    """Whose figures stand beside ours; the name `region` means the council's own region."""

    name: str
    head: str


class Summary(Definition):
    """The first sheet, and the order of the others."""

    summary: str
    """The title of the scorecard."""
    marking: str = ""
    comparators: list[Comparator] = Field(default=[], max_length=3)
    exceptions: int = Field(default=12, ge=1, le=30)
    sheets: list[str] = []


BACK_SHEETS = ("Definitions", "Data quality", "Data")


@dataclass(frozen=True)
class CellMap:
    """A scorecard workbook: its summary and its sections in their order."""

    summary: Summary
    sheets: tuple[Sheet, ...] = field(default=())
    back_sheets: tuple[str, ...] = BACK_SHEETS
    """Those that an edition has of the sheets at the end."""

    @property
    def rows(self) -> Iterator[tuple[Sheet, IndicatorRow]]:
        return ((sheet, row) for sheet in self.sheets for row in sheet.rows)

    @property
    def indicators(self) -> Iterator[tuple[Sheet, IndicatorRow]]:
        """The rows that stand for an indicator; others show its count or its target beside it."""
        return ((sheet, row) for sheet, row in self.rows if row.what == What.VALUE)

    @property
    def codes(self) -> list[str]:
        """The indicators that the scorecard shows, in its order."""
        named = (
            code
            for sheet in self.sheets
            for code in (
                *(row.indicator for row in sheet.rows),
                *(code for table in sheet.tables for code, _ in table.parts),
                *(code for table in sheet.indicator_tables for code in table.codes),
                *(series.indicator for chart in sheet.charts for series in chart.series),
            )
        )
        return list(dict.fromkeys(named))

    def only(self, sections: Collection[str]) -> CellMap:
        """The scorecard with some of its sections, by the names of their sheets; all of them where none is named."""
        if not sections:
            return self
        listed = [name for name in self.summary.sheets if name in sections]
        kept = tuple(sheet for sheet in self.sheets if sheet.sheet in sections)
        return CellMap(self.summary.model_copy(update={"sheets": listed}), kept)

    def columns(self, block: IndicatorBlock | Table | IndicatorTable) -> dict[str, Column]:
        """The roles of a block's columns by letter, from left to right."""
        if isinstance(block, IndicatorBlock):
            usual = self.usual_columns
        else:
            usual = TABLE_COLUMNS if isinstance(block, Table) else LINE_COLUMNS
        return dict(sorted((block.columns or usual).items()))

    def over(self, block: IndicatorBlock) -> dict[str, str]:
        """Words over the heads of a block with the usual columns, or its own."""
        return block.over or ({} if block.columns else OVER)

    @property
    def usual_columns(self) -> dict[str, Column]:
        """The roles of the columns where a block does not give its own."""
        beside = {
            letter: Column(show=Show.COMPARATOR, comparator=each.name, head=each.head)
            for letter, each in zip("IJK", self.summary.comparators, strict=False)
        }
        return dict(sorted({**INDICATOR_COLUMNS, **beside}.items()))


DOCUMENTS = (Summary, Sheet)
"""What a file of the cell map may hold."""


def load_cell_map(files: Iterable[tuple[Path, str]], indicators: Mapping[str, object], issues: Issues) -> CellMap:
    """Read the cell map from its files, each with the name that issues show; mistakes are added to the issues."""
    summaries: list[Summary] = []
    sheets: list[Sheet] = []
    named: list[str] = []
    for path, shown in files:
        data = read_yaml(path, issues, shown)
        if not isinstance(data, LinedDict):
            continue
        if "summary" in data:
            summaries += [made] if (made := checked(Summary, data, issues, "summary")) else []
        elif "sheet" in data:
            named.append(str(data["sheet"]))
            sheets += [page] if (page := checked(Sheet, data, issues, f"sheet {data['sheet']}")) else []
        else:
            issues.add(UnknownKey(file=shown, line=data.line, found=f'"{next(iter(data), "")}"',
                                  expected='"summary" or "sheet"'))
    issues.add_all(mistakes(summaries, sheets, indicators, named))
    summary = summaries[0] if summaries else Summary(summary="")
    order = {name: n for n, name in enumerate(summary.sheets)}
    listed = [sheet for sheet in sheets if sheet.sheet in order]
    return CellMap(summary, tuple(sorted(listed, key=lambda sheet: order[sheet.sheet])))
