"""A workbook that carries the published report as it was printed: a sheet a section, cells as Excel would hold them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import xlsxwriter

from scorecard.definitions.source import read_yaml
from scorecard.issues import Issues

FIXTURES = Path(__file__).parent / "fixtures"
REPORT, CHECKS = FIXTURES / "published_report.yaml", FIXTURES / "published_report_checks.yaml"


def published() -> list[dict[str, Any]]:
    """The sections of the report with their tables and texts."""
    return read_yaml(REPORT, Issues())


def write_book(path: Path, sections: list[dict[str, Any]]) -> Path:
    """Each table under a defined name, each text under a name that ends in _COMMENTARY."""
    with xlsxwriter.Workbook(path) as book:
        for number, section in enumerate(sections):
            sheet = book.add_worksheet(section["sheet"])
            sheet.write_string(0, 0, " ".join(section["text"].split()))
            book.define_name(f"SECTION_{number:02}_COMMENTARY", f"='{section['sheet']}'!$A$1")
            row = 2
            for table in section["tables"]:
                lines = [table["heads"], *table["rows"]]
                for down, line in enumerate(lines):
                    for across, text in enumerate(line):
                        _put(book, sheet, row + down, across, text if down and across else str(text))
                last = f"${chr(64 + len(table['heads']))}${row + len(lines)}"
                book.define_name(table["name"], f"='{section['sheet']}'!$A${row + 1}:{last}")
                row += len(lines) + 1
    return path


def _put(book: Any, sheet: Any, row: int, column: int, text: str) -> None:
    """A number with the format that prints it as it was printed, everything else as text."""
    found = re.fullmatch(r"([+-]?)(\d+)(?:\.(\d+))?(%?)", text) if column else None
    if found is None or not sheet.name:
        sheet.write_string(row, column, text)
        return
    decimals = len(found[3] or "")
    form = "0" + ("." + "0" * decimals if decimals else "") + found[4]
    value = float(text.rstrip("%")) / (100 if found[4] else 1)
    sheet.write_number(row, column, value, book.add_format({"num_format": f"+{form};-{form}" if found[1] else form}))
