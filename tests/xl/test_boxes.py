"""Which commentary was typed into the boxes of a workbook, and which the scorecard has filled in itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from scorecard import pipeline
from scorecard.commentary.filled import remember
from scorecard.definitions.workspace import Workspace
from scorecard.pipeline import Computed
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.fill import fill
from scorecard.workbook.package import Package
from scorecard.xl.open_book.boxes import box_cells, box_text, typed_boxes
from scorecard.xl.open_book.live import LiveWorkbook

TYPED = "Numbers fell because two schools closed a week early."


@pytest.fixture
def computed(council: Workspace) -> Computed:
    return pipeline.read_latest(council)


@pytest.fixture
def filled(council: Workspace, computed: Computed) -> Path:
    return pipeline.fill_scorecard(council, computed).workbook


def boxes(path: Path, computed: Computed, council: Workspace) -> dict[str, str]:
    with Package(path) as package:
        return typed_boxes(package, computed.cells, council.store)


def type_into(path: Path, computed: Computed, section: str, text: str) -> None:
    sheet = next(each for each in computed.cells.sheets if each.section == section)
    with Package(path) as package:
        box = box_cells(package, sheet)[0]
    fill(path, path, [CellWrite(box.sheet, box.top, box.left, text)])


def test_neither_a_new_template_nor_a_filled_workbook_has_typed_boxes(
    filled: Path, computed: Computed, council: Workspace
) -> None:
    assert {} == boxes(council.template(), computed, council)
    assert {} == boxes(filled, computed, council)
    assert computed.commentary


def test_a_typed_text_is_told_until_the_workspace_has_it(filled: Path, computed: Computed, council: Workspace) -> None:
    type_into(filled, computed, "contacts", TYPED)
    assert {"contacts": TYPED} == boxes(filled, computed, council)
    remember(council.store, [TYPED])
    assert {} == boxes(filled, computed, council)


def test_an_emptied_box_is_to_be_filled_again(filled: Path, computed: Computed, council: Workspace) -> None:
    type_into(filled, computed, "contacts", "")
    assert {} == boxes(filled, computed, council)


def test_a_filled_text_stays_known_when_figures_and_files_have_changed(
    filled: Path, computed: Computed, council: Workspace
) -> None:
    for path in council.commentary.rglob("*.md"):
        path.write_text("Something else altogether.\n", encoding="utf-8")
    pipeline.compute_snapshot(council)
    assert {} == boxes(filled, computed, council)


def test_a_workbook_of_another_workspace_keeps_its_texts(filled: Path, computed: Computed, council: Workspace) -> None:
    (council.store / "filled-texts").unlink()
    assert set(computed.commentary) == set(boxes(filled, computed, council))


def test_last_months_text_goes_where_nobody_wrote_this_month(
    lo_app: xw.App, filled: Path, computed: Computed, council: Workspace
) -> None:
    sheet = next(each for each in computed.cells.sheets if each.section in computed.commentary)
    live = LiveWorkbook(lo_app.books.open(filled))
    before = box_text(live, sheet)
    assert computed.commentary[sheet.section].text == before
    box, by = box_cells(live, sheet)
    without = {**computed.commentary}
    del without[sheet.section]
    nobody = Computed(computed.values, computed.cells, computed.tables, computed.issues, without, computed.snapshot)
    assert box[:3] not in {write[:3] for write in pipeline.plan_workbook(council, nobody, live)}
    live.take_as_empty(box)
    planned = {write[:3]: write.value for write in pipeline.plan_workbook(council, nobody, live)}
    assert ("No commentary for this period.", None) == (planned[box[:3]], planned[by[:3]])
