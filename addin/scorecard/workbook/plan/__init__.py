"""Figures and the cell map -> what is written into which cell. Nothing is read or written here but the template asked.

A writer of files and the live Excel workbook apply the same plan and decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.workspace import Settings
from scorecard.issues import Issues
from scorecard.values import Values
from scorecard.workbook import wording
from scorecard.workbook.cells import CellWrite, Template
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.back import plan_definitions, plan_quality
from scorecard.workbook.plan.commentary import Commentary, plan_commentary
from scorecard.workbook.plan.data import plan_data
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.headline import headline
from scorecard.workbook.plan.hidden import plan_hidden
from scorecard.workbook.plan.judged import exceptions, judged_rows
from scorecard.workbook.plan.sections import Shown, plan_section
from scorecard.workbook.plan.summary import plan_summary
from scorecard.workbook.template_issues import refuse

__all__ = ["Commentary", "plan"]


def plan(
    values: Values,
    cells: CellMap,
    template: Template,
    settings: Settings | None = None,
    commentary: Mapping[str, Commentary] | None = None,
    issues: Issues | None = None,
) -> list[CellWrite]:
    """Every cell to be written, each once; `commentary` is by section. What the analyst should know of the template,
    though it is filled, is added to the issues.

    Raises TemplateError with all that does not fit, each with its sheet, its cell and the way out.
    """
    settings = settings or Settings()
    figures = Figures(values, settings.region)
    draft = Draft(template, settings.region)
    shown: Shown = {}
    caption = " · ".join(
        [values.run.council, wording.month(figures.end), f"data as at {wording.day(values.run.data_as_at)}"]
    )
    for sheet in cells.sheets:
        draft.put_named(f"{sheet.names}_CAPTION", caption, sheet.sheet)
        draft.put_named(f"{sheet.names}_HEADLINE", headline(sheet, figures), sheet.sheet)
        shown |= plan_section(draft, sheet, cells, figures)
        plan_hidden(draft, sheet, figures)
        plan_commentary(draft, sheet, (commentary or {}).get(sheet.section))
    plan_summary(draft, cells, figures, settings, shown, commentary or {})
    if "Definitions" in cells.back_sheets:
        plan_definitions(draft, cells, figures)
    if "Data quality" in cells.back_sheets:
        plan_quality(draft, figures)
    plan_data(draft, cells, figures, exceptions(judged_rows(cells, figures)))
    refuse(replace(issue, file=template.file) for issue in draft.issues)
    if issues is not None:
        issues.add_all(replace(issue, file=template.file) for issue in draft.notices)
    return draft.writes
