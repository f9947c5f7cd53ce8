"""The order of a run: definitions, extracts, figures, store, workbook."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scorecard import __version__
from scorecard.definitions.cellmap import CellMap, load_cell_map
from scorecard.definitions.library import Definitions, load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.errors import DefinitionError
from scorecard.extracts import read_extracts
from scorecard.indicators.compute import compute, facts, reporting_period
from scorecard.indicators.coverage import coverage_issues
from scorecard.issues import CellIssue, ExtractIssue, Issues
from scorecard.periods import Kind, Period, ending
from scorecard.store import snapshot
from scorecard.tables import Tables
from scorecard.values import ExtractFacts, IssueCount, Values
from scorecard.workbook.fill import FillReport, fill
from scorecard.workbook.package import Package
from scorecard.workbook.plan import plan
from scorecard.workbook.template import write_template

Progress = Callable[[str, str], None]
"""Told the stage and what it is at."""


def silent(_stage: str, _at: str) -> None:
    """Progress for nobody."""


@dataclass(frozen=True)
class Mappings:
    """What the YAML of a workspace says."""

    definitions: Definitions
    cells: CellMap


@dataclass(frozen=True)
class Refreshed:
    """What a run made."""

    values: Values
    tables: Tables
    issues: Issues
    snapshot: Path
    workbook: Path
    filled: FillReport


def read_mappings(workspace: Workspace, issues: Issues) -> Mappings:
    """All mappings. Raises DefinitionError that lists every mistake in them."""
    definitions = load_definitions(workspace, issues)
    cells = load_cell_map(workspace.mappings("workbook"), definitions.indicators, issues)
    mistakes = issues.stopping
    if mistakes:
        listed = "\n".join(f"  {issue} {issue.way_out}" for issue in mistakes)
        raise DefinitionError(
            f"The mappings hold {len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}:\n{listed}",
            "Nothing was computed. Mend the lines named above and run the command again.",
        )
    return Mappings(definitions, cells)


def read_tables(workspace: Workspace, definitions: Definitions, issues: Issues, progress: Progress = silent) -> Tables:
    """The extracts of a workspace as typed tables."""
    return read_extracts(
        workspace.extracts,
        definitions.extracts,
        definitions.codes,
        workspace.cache,
        dt.date.today(),
        issues,
        lambda name: progress("Extracts", name),
        definitions.needed,
    )


def compute_values(
    workspace: Workspace,
    definitions: Definitions,
    tables: Tables,
    issues: Issues,
    period: Period | None = None,
    progress: Progress = silent,
) -> Values:
    """All figures, for the month given or the last one that the extracts reach."""
    last = ending(Kind.MONTH, period.end) if period else reporting_period(tables)
    coverage_issues(definitions, tables, workspace.settings, last, issues)
    values = compute(
        definitions,
        tables,
        workspace.settings,
        last,
        __version__,
        dt.datetime.now().replace(microsecond=0),
        workspace.cache,
        lambda code: progress("Indicators", code),
    )
    values.extracts = [_facts(tables, name) for name in sorted(tables.found)]
    values.issues = issue_counts(issues)
    return values


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the garbage collector: a run makes many small figures and no circles, and looking for them is a third of
    its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collecting()
def refresh(
    workspace: Workspace,
    period: Period | None = None,
    template: Path | None = None,
    out: Path | None = None,
    progress: Progress = silent,
) -> Refreshed:
    """From source files to a filled workbook."""
    issues = Issues()
    progress("Mappings", "")
    mappings = read_mappings(workspace, issues)
    tables = read_tables(workspace, mappings.definitions, issues, progress)
    values = compute_values(workspace, mappings.definitions, tables, issues, period, progress)
    progress("Store", "")
    saved = snapshot.save(values, workspace.store)
    progress("Workbook", "")
    target = out or workspace.output / f"scorecard-{values.run.period.label}.xlsx"
    filled = fill_workbook(values, mappings.cells, workspace.settings, workspace.template(template), target)
    return Refreshed(values, tables, issues, saved, target, filled)


def fill_workbook(values: Values, cells: CellMap, settings: Settings, template: Path, out: Path) -> FillReport:
    """A copy of the template with the figures in its cells."""
    with Package(template) as package:
        writes = plan(values, cells, package, settings)
    out.parent.mkdir(parents=True, exist_ok=True)
    return fill(template, out, writes)


def _facts(tables: Tables, name: str) -> ExtractFacts:
    table = tables.found[name]
    return ExtractFacts(
        name,
        table.file,
        table.sheet,
        table.sha256,
        table.rows_read,
        table.rows_used,
        table.rows_set_aside,
        table.first,
        table.last,
    )


def issue_counts(issues: Issues) -> list[IssueCount]:
    """Issues as numbers: nothing of a child goes into a snapshot or a workbook."""
    counted = []
    for kept, count in issues.groups:
        first = kept[0]
        extract = first.extract if isinstance(first, ExtractIssue) else first.file
        column = first.column if isinstance(first, ExtractIssue) else ""
        row = first.row if isinstance(first, CellIssue) else None
        counted.append(IssueCount(first.code, first.title, extract, column, count, row))
    return counted


def make_template(workspace: Workspace, path: Path) -> None:
    """A new template from the cell map; it needs no extracts."""
    mappings = read_mappings(workspace, Issues())
    definitions = mappings.definitions
    known = {code: facts(each, definitions) for code, each in definitions.indicators.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(path, mappings.cells, known)
