"""Commentary that was typed into the boxes of a workbook."""

from __future__ import annotations

from pathlib import Path

from scorecard.commentary.filled import was_filled
from scorecard.definitions.cellmap import CellMap, Sheet
from scorecard.workbook.cells import Area, Template, address
from scorecard.workbook.references import quoted
from scorecard.workbook.template.section import NO_COMMENTARY, PLACEHOLDER


def typed_boxes(template: Template, cells: CellMap, store: Path) -> dict[str, str]:
    """The text of each box, by section, that is neither empty nor as the scorecard has filled it once.

    `store` is that of the workspace: it knows what was filled (`commentary.filled`). Who takes a typed text into the
    workspace tells it so with `remember`, and the next Refresh fills the box again.
    """
    texts = {sheet.section: box_text(template, sheet) for sheet in cells.sheets}
    return {section: text for section, text in texts.items() if _is_typed(text, store)}


def box_text(template: Template, sheet: Sheet) -> str:
    """What stands in a section's box; empty where the template has none."""
    area = template.names.get(sheet.commentary.block)
    return template.text(area.sheet, area.top, area.left).strip() if area else ""


def box_cells(template: Template, sheet: Sheet) -> list[Area]:
    """A section's box and the cell that says who wrote it, where the template has them."""
    names = (sheet.commentary.block, f"{sheet.commentary.block}_BY")
    return [template.names[name] for name in names if name in template.names]


def box_links(template: Template, cells: CellMap) -> dict[str, str]:
    """Where each section's box is, as a link in the workbook names it."""
    found = {sheet.section: template.names.get(sheet.commentary.block) for sheet in cells.sheets}
    return {section: f"{quoted(area.sheet)}!{address(area.top, area.left)}" for section, area in found.items() if area}


def _is_typed(text: str, store: Path) -> bool:
    return bool(text) and not text.startswith((NO_COMMENTARY, PLACEHOLDER)) and not was_filled(store, text)
