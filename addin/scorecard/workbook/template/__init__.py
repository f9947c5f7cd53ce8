"""The first template of a scorecard, made from the cell map; from then on analysts restyle it in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scorecard.definitions.cellmap import CellMap
from scorecard.errors import DefinitionError
from scorecard.values import IndicatorFacts
from scorecard.workbook.series import data_rows
from scorecard.workbook.template.back import write_definitions, write_quality
from scorecard.workbook.template.data import write_data
from scorecard.workbook.template.page import Book
from scorecard.workbook.template.section import write_section
from scorecard.workbook.template.summary import write_summary


def write_template(path: Path, cells: CellMap, indicators: Mapping[str, IndicatorFacts]) -> None:
    """Write an empty scorecard workbook: sheets, names, formats, sparklines and charts, and no figure."""
    unknown = [code for code in cells.codes if code not in indicators]
    if unknown or not cells.sheets:
        found = f"The cell map shows indicators that are not defined: {', '.join(unknown)}."
        raise DefinitionError(
            found if unknown else "The cell map has no sheets.",
            "Correct the files under mappings/workbook; `scorecard check` lists every mistake with its line.",
        )
    rows = data_rows(cells)
    book = Book(path, cells.summary.summary, cells.summary.marking, [row.key for row in rows])
    write_summary(book, cells)
    for sheet in cells.sheets:
        write_section(book, sheet, cells, indicators)
    write_definitions(book, cells, indicators)
    write_quality(book)
    write_data(book, cells, indicators, rows)
    book.file.close()
