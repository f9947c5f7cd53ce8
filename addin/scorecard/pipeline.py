"""The order of a run: definitions, extracts, figures, store, workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard import __version__
from scorecard.checker import CheckReport, check_workbook
from scorecard.collecting import without_collecting
from scorecard.commentary import read_commentary
from scorecard.commentary.filled import remember
from scorecard.definitions.benchmarks import load_benchmark_files, load_neighbours
from scorecard.definitions.cellmap import CellMap, load_cell_map
from scorecard.definitions.checks import load_checks
from scorecard.definitions.library import Definitions, load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.errors import DefinitionError, UsageError
from scorecard.extracts import read_extracts
from scorecard.indicators.compute import compute, reporting_period
from scorecard.indicators.coverage import coverage_issues
from scorecard.indicators.facts import facts, query_of
from scorecard.indicators.queries import readable
from scorecard.issues import CellIssue, ExtractIssue, Issues
from scorecard.periods import Kind, Period, ending
from scorecard.store import snapshot
from scorecard.tables import Tables
from scorecard.values import ExtractFacts, IssueCount, Values
from scorecard.workbook.cells import CellWrite, Template
from scorecard.workbook.fill import FillReport, fill
from scorecard.workbook.package import Package
from scorecard.workbook.plan import Commentary, plan
from scorecard.workbook.template import write_template

if TYPE_CHECKING:
    from scorecard.benchmarks import Imported

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
class Computed:
    """What a run knows before it fills a workbook."""

    values: Values
    cells: CellMap
    tables: Tables
    issues: Issues
    commentary: Mapping[str, Commentary]
    snapshot: Path


@dataclass(frozen=True)
class Refreshed:
    """What a run made."""

    values: Values
    tables: Tables
    issues: Issues
    snapshot: Path
    workbook: Path
    filled: FillReport
    findings: Issues
    """What the finished workbook says against itself; it is among the issues too."""


def read_mappings(workspace: Workspace, issues: Issues) -> Mappings:
    """All mappings. Raises DefinitionError that lists every mistake in them."""
    definitions = load_definitions(workspace, issues)
    cells = load_cell_map(workspace.mappings("workbook"), definitions.indicators, issues)
    _refuse(issues)
    return Mappings(definitions, cells)


def _refuse(issues: Issues) -> None:
    mistakes = issues.stopping
    if mistakes:
        listed = "\n".join(f"  {issue} {issue.way_out}" for issue in mistakes)
        raise DefinitionError(
            f"The mappings hold {len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}:\n{listed}",
            "Nothing was computed. Mend the lines named above and run the command again.",
        )


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
    if last.start > dt.date.today():
        raise UsageError(f"{last} has not begun.", "Name a month that the extracts reach.")
    coverage_issues(definitions, tables, workspace.settings, last, issues)
    values = compute(
        definitions,
        tables,
        workspace.settings,
        last,
        __version__,
        dt.datetime.now(),
        issues,
        workspace.cache,
        lambda code: progress("Indicators", code),
    )
    values.extracts = [_facts(tables, name) for name in sorted(tables.found)]
    values.issues = issue_counts(issues)
    return values


def refresh(
    workspace: Workspace,
    period: Period | None = None,
    template: Path | None = None,
    out: Path | None = None,
    progress: Progress = silent,
) -> Refreshed:
    """From source files to a filled workbook."""
    computed = compute_snapshot(workspace, period, progress)
    return fill_scorecard(workspace, computed, template, out, progress)


@without_collecting()
def compute_snapshot(workspace: Workspace, period: Period | None = None, progress: Progress = silent) -> Computed:
    """From source files to a snapshot: all of a run but the workbook."""
    issues = Issues()
    progress("Mappings", "")
    mappings = read_mappings(workspace, issues)
    tables = read_tables(workspace, mappings.definitions, issues, progress)
    values = compute_values(workspace, mappings.definitions, tables, issues, period, progress)
    commentary = commentary_of(workspace, mappings.cells, values, issues)
    progress("Store", "")
    saved = snapshot.save(values, workspace.store)
    return Computed(values, mappings.cells, tables, issues, commentary, saved)


@without_collecting()
def read_latest(workspace: Workspace, period: Period | None = None) -> Computed:
    """The latest snapshot with the commentary as it is written now: what fills a workbook without computing.

    What a run found wrong with the extracts is in the snapshot as counts only. Raises StoreError without a snapshot,
    UsageError where it is of another month than the one asked for.
    """
    mappings = read_mappings(workspace, Issues())
    saved = snapshot.latest(workspace.store)
    values = snapshot.load(saved)
    if period and ending(Kind.MONTH, period.end) != values.run.period:
        raise UsageError(
            f"The latest snapshot is of {values.run.period} and the settings ask for {period}.",
            "Refresh for that month, or choose the month of the snapshot in the settings.",
        )
    commentary = read_commentary(workspace.commentary, values, mappings.cells, workspace.settings.region, Issues())
    return Computed(values, mappings.cells, Tables(), Issues(), commentary, saved)


@without_collecting()
def fill_scorecard(
    workspace: Workspace,
    computed: Computed,
    template: Path | None = None,
    out: Path | None = None,
    progress: Progress = silent,
) -> Refreshed:
    """A workbook with the figures of a run."""
    progress("Workbook", "")
    values = computed.values
    source = workspace.template(template)
    target = out or workspace.output / f"scorecard-{values.run.period.label}{source.suffix}"
    found = Issues()
    filled = fill_workbook(values, computed.cells, workspace.settings, source, target, computed.commentary, found)
    check_finished(workspace, target, found, texts=False)  # the commentary was read before it was filled in
    remember(workspace.store, (each.text for each in computed.commentary.values()))
    if len(found):
        add_findings(computed, found)  # they stand on the sheet Data quality as well
        filled = fill_workbook(values, computed.cells, workspace.settings, source, target, computed.commentary)
    return Refreshed(values, computed.tables, computed.issues, computed.snapshot, target, filled, found)


def plan_workbook(
    workspace: Workspace, computed: Computed, template: Template, issues: Issues | None = None
) -> list[CellWrite]:
    """What a run writes into a workbook that somebody else fills, such as the one that is open in Excel."""
    return plan(computed.values, computed.cells, template, workspace.settings, computed.commentary, issues)


def add_findings(computed: Computed, found: Issues) -> None:
    """Count what a filled workbook says against itself among the issues of its run."""
    computed.issues.merge(found)
    computed.values.issues = [*computed.values.issues, *issue_counts(found)]


def check_target(workspace: Workspace, template: Path | None, out: Path | None) -> None:
    """Raises UsageError, before anything is computed, for a template or a target that cannot be."""
    source = workspace.template(template)
    if not source.is_file():
        raise UsageError(f"There is no template {source}.", "Name one that is there, or leave --template out.")
    if out and out.suffix.lower() != source.suffix.lower():
        raise UsageError(f"{out} does not end in {source.suffix}, as the template does.", "Name it so.")


def commentary_of(workspace: Workspace, cells: CellMap, values: Values, issues: Issues) -> dict[str, Commentary]:
    """The commentary on the reporting month, by section; what does not fit the figures is counted among the issues."""
    made = read_commentary(workspace.commentary, values, cells, workspace.settings.region, issues)
    values.issues = issue_counts(issues)
    return made


def fill_workbook(
    values: Values,
    cells: CellMap,
    settings: Settings,
    template: Path,
    out: Path,
    commentary: Mapping[str, Commentary] | None = None,
    issues: Issues | None = None,
) -> FillReport:
    """A copy of the template with the figures in its cells."""
    with Package(template) as package:
        writes = plan(values, cells, package, settings, commentary, issues)
    out.parent.mkdir(parents=True, exist_ok=True)
    return fill(template, out, writes)


def check_workspace(
    workspace: Workspace, issues: Issues, period: Period | None = None, progress: Progress = silent
) -> Values | None:
    """Whatever is wrong with mappings, extracts and commentary, without saving anything; the figures, if there are any.

    Raises DefinitionError for mistakes in the mappings, which are among the issues then.
    """
    mappings = read_mappings(workspace, issues)
    tables = read_tables(workspace, mappings.definitions, issues, progress)
    if not tables.last:
        return None
    values = compute_values(workspace, mappings.definitions, tables, issues, period, progress)
    commentary_of(workspace, mappings.cells, values, issues)
    return values


def check_finished(workspace: Workspace, workbook: Path, issues: Issues, texts: bool = True) -> CheckReport:
    """Whether the figures and the words of a finished workbook agree with each other.

    Raises DefinitionError for rules that cannot be read, UsageError for a file that is no workbook.
    """
    declared = load_checks(workspace.mappings("checks"), issues)
    _refuse(issues)
    return check_workbook(workbook, declared, issues, texts)


def import_published(
    workspace: Workspace, path: Path, issues: Issues, release: str = "", provisional: bool = False
) -> Imported:
    """Figures of other areas from a published file into the workspace's table of benchmarks."""
    # Loaded here because every other command does without it.
    from scorecard.benchmarks import import_benchmarks
    indicators = load_definitions(workspace, issues).indicators
    described = load_benchmark_files(workspace.mappings("benchmarks"), indicators, issues)
    neighbours = load_neighbours(workspace.neighbours, issues)
    _refuse(issues)
    return import_benchmarks(path, workspace, described, neighbours, issues, release, provisional)


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


def explained_query(workspace: Workspace, code: str) -> tuple[str, str]:
    """The query of an indicator as the mappings say it now, laid out to be read, and the version of that definition."""
    definitions = load_definitions(workspace, Issues())
    indicator = definitions.indicators.get(code)
    if not indicator:
        return "", ""
    return readable(query_of(indicator, definitions)), facts(indicator, definitions).version


def make_template(workspace: Workspace, path: Path) -> None:
    """A new template from the cell map; it needs no extracts."""
    mappings = read_mappings(workspace, Issues())
    definitions = mappings.definitions
    known = {code: facts(each, definitions) for code, each in definitions.indicators.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(path, mappings.cells, known)
