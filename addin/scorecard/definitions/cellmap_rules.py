"""What a cell map must keep to: known indicators, names used once, sheets in the summary's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scorecard.definitions.cellmap_blocks import What
from scorecard.definitions.source import Definition, did_you_mean
from scorecard.issues import DuplicateDefinition, Issue, MissingKey, UnknownReference, WrongValue

if TYPE_CHECKING:
    from scorecard.definitions.cellmap import Sheet, Summary

TOKEN = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
ASPECTS = ("since year ago", "since previous", "against target")
"""What a headline may say of an indicator besides its value."""
Known = Mapping[str, object]


def mistakes(
    summaries: Sequence[Summary], sheets: Sequence[Sheet], indicators: Known, named: Sequence[str]
) -> Iterator[Issue]:
    """Everything that breaks a rule; `named` are all sheets that there are, those with mistakes of their own too."""
    for rule in RULES:
        yield from rule(sheets, indicators)
    if not summaries:
        first = sheets[0].file if sheets else "mappings/workbook"
        yield MissingKey(file=first, line=1, subject="cell map", expected='a file with the key "summary"')
        return
    for other in summaries[1:]:
        yield _twice(other, "summary", "summary", summaries[0])
    yield from _order(summaries[0], sheets, named)


def _order(summary: Summary, sheets: Sequence[Sheet], named: Sequence[str]) -> Iterator[Issue]:
    for name in summary.sheets:
        if name not in named:
            yield _unknown(summary, "sheets", "summary, sheets", name, named)
    for sheet in sheets:
        if sheet.sheet not in summary.sheets:
            yield WrongValue(file=sheet.file, line=sheet.line("sheet"), subject=f"sheet {sheet.sheet}",
                             found=f'"{sheet.sheet}"', expected=f"a sheet that {summary.file} lists under `sheets`")


def indicators_are_defined(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """Every row, table and series shows an indicator that there is."""
    for sheet in sheets:
        parts: list[tuple[Definition, str]] = [(row, row.indicator) for row in sheet.rows]
        parts += [(table, table.indicator) for table in sheet.tables]
        parts += [(column, column.indicator) for table in sheet.tables for column in table.columns.values()
                  if column.indicator]
        parts += [(line, line.indicator) for table in sheet.indicator_tables for line in table.lines.values()]
        parts += [(series, series.indicator) for chart in sheet.charts for series in chart.series]
        for part, code in parts:
            if code not in indicators:
                yield _unknown(part, "indicator", f"sheet {sheet.sheet}", code, indicators)


def names_are_used_once(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """A sheet, the beginning of its names and a block stand for one thing each."""
    seen: dict[tuple[str, str], Definition] = {}
    for sheet in sheets:
        used: list[tuple[str, str, Definition]] = [("sheet", sheet.sheet, sheet), ("names", sheet.names, sheet)]
        used += [("block", block.block, block) for block in sheet.blocks]
        for key, name, owner in used:
            first = seen.setdefault((key, name.lower()), owner)
            if first is not owner:
                yield _twice(owner, key, f"sheet {sheet.sheet}", first, name)


def labels_are_used_once(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """Rows are found by their labels, so a block has each label once."""
    for sheet in sheets:
        for block in sheet.indicators:
            seen: dict[str, Definition] = {}
            for row in block.rows:
                first = seen.setdefault(row.label.lower(), row)
                if first is not row:
                    yield _twice(row, "label", f"sheet {sheet.sheet}, block {block.block}", first, row.label)
        for table in sheet.tables:
            if table.total in table.rows:
                yield _twice(table, "total", f"sheet {sheet.sheet}, block {table.block}", table, table.total)


def headlines_can_be_said(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """A headline names indicators of its own sheet, and aspects that there are."""
    for sheet in sheets:
        codes = [row.indicator for row in sheet.rows]
        for code, aspect in TOKEN.findall(sheet.headline):
            if code.partition("|")[0] not in codes:
                yield _unknown(sheet, "headline", f"sheet {sheet.sheet}, headline", code, codes)
            elif aspect and aspect not in ASPECTS:
                yield _unknown(sheet, "headline", f"sheet {sheet.sheet}, headline", aspect, ASPECTS)


def charts_fit(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """A page has room for two charts beside its tables and one under them."""
    for sheet in sheets:
        for under, room in ((True, 1), (False, 2)):
            charts = [chart for chart in sheet.charts if chart.under_tables == under]
            for chart in charts[room:]:
                yield WrongValue(file=chart.file, line=chart.line("heading"), subject=f"sheet {sheet.sheet}, charts",
                                 found=f'"{chart.heading}"',
                                 expected=f"at most {room} {'under' if under else 'beside'} the tables")


def charts_draw_rows_that_are_there(sheets: Sequence[Sheet], indicators: Known) -> Iterator[Issue]:
    """A chart over the cells of a block finds a row there for each of its series, and for its target."""
    for sheet in sheets:
        blocks = {block.block: block for block in sheet.indicators}
        for chart in (chart for chart in sheet.charts if chart.block):
            if chart.block not in blocks:
                yield _unknown(chart, "block", f"sheet {sheet.sheet}, charts", chart.block, blocks)
                continue
            rows = {(row.indicator, row.basis, row.what) for row in blocks[chart.block].rows}
            wanted = [(series.indicator, series.basis, What.VALUE) for series in chart.series]
            wanted += [(*wanted[0][:2], What.TARGET)] if chart.target else []
            for code, basis, what in wanted:
                if (code, basis, what) not in rows:
                    yield WrongValue(file=chart.file, line=chart.line("series"), subject=f"sheet {sheet.sheet}, charts",
                                     found=f'"{code}"', expected=f"a row of {chart.block} with its {what}, {basis}")


RULES = (indicators_are_defined, names_are_used_once, labels_are_used_once, headlines_can_be_said, charts_fit,
         charts_draw_rows_that_are_there)


def _unknown(part: Definition, key: str, subject: str, found: str, known: Iterable[str]) -> Issue:
    return UnknownReference(file=part.file, line=part.line(key), subject=subject, found=f'"{found}"',
                            expected=did_you_mean(found, known))


def _twice(part: Definition, key: str, subject: str, first: Definition, name: str = "") -> Issue:
    return DuplicateDefinition(file=part.file, line=part.line(key), subject=subject, found=f'"{name or key}"',
                               expected=f"a name other than that of {first.file}, line {first.line(key)}")
