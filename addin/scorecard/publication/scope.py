"""What an audience gets: its sections and sheets, the snapshot that is published, the template that it fits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from scorecard.definitions.audiences import Audience, audience_named, load_audiences
from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.library import Definitions
from scorecard.definitions.workspace import Workspace
from scorecard.errors import DefinitionError, StoreError, UsageError
from scorecard.indicators.facts import facts
from scorecard.issues import Issues
from scorecard.periods import Kind, Period, ending
from scorecard.store import snapshot
from scorecard.tables import Tables
from scorecard.values import Values
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.package import Package
from scorecard.workbook.template import write_template

BACK_SHEETS = {"Definitions": "DEFINITIONS_TITLE", "Data quality": "QUALITY_TITLE", "Data": "DATA_TITLE"}
"""Where the sheets at the end have their titles; an analyst may have renamed the sheets."""
SUMMARY = "SCORECARD_COUNCIL"
LISTS = ("DATA_ROWS", "DEFINITIONS_HEADS")
"""The blocks of which a row belongs to an indicator, whatever section it is of."""
REFRESH = "Run `scorecard refresh`, look at the workbook, and publish that."


def audience_of(workspace: Workspace, cells: CellMap, name: str) -> Audience:
    """The audience of a name. Raises UsageError for another name, DefinitionError for mistakes in audiences.yaml."""
    issues = Issues()
    audiences = load_audiences(workspace.audiences, cells, issues)
    if issues.stopping:
        listed = "\n".join(f"  {issue} {issue.way_out}" for issue in issues.stopping)
        raise DefinitionError(f"The audiences hold mistakes:\n{listed}", "Mend mappings/audiences.yaml.")
    return audience_named(audiences, name)


def cells_of(audience: Audience, cells: CellMap) -> CellMap:
    """The cell map with what the audience gets and no more, and its protective marking."""
    only = cells.only(audience.sections)
    marking = audience.marking or only.summary.marking
    summary = only.summary.model_copy(update={"marking": marking})
    return dataclasses.replace(only, summary=summary, back_sheets=tuple(each.value for each in audience.back_sheets))


def values_of(workspace: Workspace, period: Period | None) -> Values:
    """The figures of the latest snapshot, or of the latest one of a month. Raises StoreError without one."""
    if period is None:
        return snapshot.load(snapshot.latest(workspace.store))
    month = ending(Kind.MONTH, period.end)
    found = sorted(workspace.store.glob(f"{month.label}-*.sqlite"))
    if not found:
        raise StoreError(f"There is no snapshot of {month} in {workspace.store}.",
                         f"Run `scorecard refresh --period {month}` for the workspace first.")
    return snapshot.load(found[-1])


def check_unchanged(values: Values, tables: Tables, definitions: Definitions, cells: CellMap) -> None:
    """Raises UsageError when extracts or definitions are not those of the snapshot: what was looked at is published."""
    run = f"The figures are of the run of {values.run.made:%d %B %Y, %H:%M} for {values.run.period}"
    shas = {name: table.sha256 for name, table in tables.found.items()}
    changed = [each.file for each in values.extracts if shas.get(each.name) != each.sha256]
    if changed:
        listed = ", ".join(changed[:5])
        raise UsageError(f"{run}; since then these extracts have changed or gone: {listed}.", REFRESH)
    others = [code for code in cells.codes if not _is_as_it_was(code, values, definitions)]
    if others:
        raise UsageError(f"{run}; since then these definitions have changed: {', '.join(others[:5])}.", REFRESH)


def _is_as_it_was(code: str, values: Values, definitions: Definitions) -> bool:
    now, then = definitions.indicators.get(code), values.indicators.get(code)
    return bool(now and then and facts(now, definitions).version == then.version)


def template_of(
    workspace: Workspace, given: Path | None, cells: CellMap, definitions: Definitions, work: Path
) -> Path:
    """The template to fill: the one given, the workspace's own, or one that is made for what the audience gets."""
    own = workspace.folder / "workbook_templates" / workspace.settings.template
    if given or own.is_file():
        return given or own
    made = work / "template.xlsx"
    write_template(made, cells, {code: facts(each, definitions) for code, each in definitions.indicators.items()})
    return made


def sheets_of(package: Package, cells: CellMap) -> list[str]:
    """The sheets that the audience gets, as the template calls them: found by names that stand on them."""
    names = {name.casefold(): area.sheet for name, area in package.names.items()}
    wanted = [("Summary", SUMMARY), *((sheet.sheet, f"{sheet.names}_TITLE") for sheet in cells.sheets),
              *((title, BACK_SHEETS[title]) for title in cells.back_sheets)]
    return [names.get(name.casefold(), title) for title, name in wanted]


def cleared(package: Package, writes: Iterable[CellWrite]) -> Iterator[CellWrite]:
    """Rows of Data and Definitions that the plan does not write: of sections that the audience does not get, or of the
    analyst's own. They are emptied with their labels, as a template that was filled before has figures in them.
    """
    planned = {(write.sheet, write.row) for write in writes}
    for name in LISTS:
        area = package.names.get(name)
        if area is None:
            continue
        last = max(each.bottom for each in package.names.values() if each.sheet == area.sheet)
        for row in range(area.top + 1, last + 1):
            if (area.sheet, row) not in planned:
                for column in range(area.left, area.right + 1):
                    if package.text(area.sheet, row, column):
                        yield CellWrite(area.sheet, row, column, None)
