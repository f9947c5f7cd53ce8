"""Whether the extracts cover the periods that are reported: a figure is never too low without an issue that says so."""

from __future__ import annotations

from scorecard.definitions.library import Definitions
from scorecard.definitions.workspace import Settings
from scorecard.issues import AloneAhead, EndsEarly, ExtractIssue, Issues, StartsLate
from scorecard.periods import Period, ending, month_end, reported
from scorecard.tables import Table, Tables


def coverage_issues(definitions: Definitions, tables: Tables, settings: Settings, last: Period, issues: Issues) -> None:
    """An issue for each extract that flows are counted from and that begins late or ends before the reporting month."""
    used = {
        definitions.extract_of(each.relation) for each in definitions.counted.values() if not each.indicator.is_stock
    }
    first = min(period.start for period in reported(last, settings.history_years))
    dated = [table for name in sorted(used & set(tables.found)) if (table := tables.found[name]).first and table.last]
    for table in dated:
        if settings.begins(table.name) is None and table.first and table.first.replace(day=1) > first:
            _starts_late(table, first.isoformat(), issues)
        if table.last and table.last < last.start:
            _ends_early(table, last, issues)
    _alone_ahead(dated, last, issues)


def _alone_ahead(dated: list[Table], last: Period, issues: Issues) -> None:
    """One slip in one row must not move the whole scorecard to another month without a word."""
    ahead = [table for table in dated if table.last and table.last >= last.start]
    others = [table.last for table in dated if table not in ahead and table.last]
    if len(ahead) != 1 or len(others) < 2 or max(others) >= month_end(last.start, -2):
        return
    issues.add(
        _issue(AloneAhead, ahead[0], f"rows up to {ahead[0].last}", f"none later than {max(others)}, as elsewhere")
    )


def _starts_late(table: Table, first: str, issues: Issues) -> None:
    expected = f"rows from {first}, or `extracts_begin` in scorecard.yaml"
    issues.add(_issue(StartsLate, table, f"rows from {table.first}", expected))


def _ends_early(table: Table, last: Period, issues: Issues) -> None:
    assert table.last
    found = f"nothing later than {ending(last.kind, table.last)}"
    issues.add(_issue(EndsEarly, table, found, f"rows of {last}"))


def _issue(kind: type[ExtractIssue], table: Table, found: str, expected: str) -> ExtractIssue:
    return kind(file=table.file, sheet=table.sheet, extract=table.name, found=found, expected=expected)
