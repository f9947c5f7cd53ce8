"""The template that comes with the package: made from the cell map, on the grid, without a figure."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from invented import shipped
from packages import ooxml, parts
from scorecard import pipeline
from scorecard.definitions.cellmap import Sheet
from scorecard.definitions.cellmap_blocks import Show, What
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.definitions.workspace import shipped as shipped_folder
from scorecard.errors import DefinitionError
from scorecard.workbook import look
from scorecard.workbook.series import BASIS_WORDS, data_rows, row_key, spare_rows
from scorecard.workbook.template.back import definition_height
from scorecard.workbook.template.funnel import alt_of_funnel
from scorecard.workbook.template.layout import layout

COMMITTED = shipped_folder() / "workbook_templates" / "scorecard.xlsx"
CELLS, FACTS = shipped()
SECTIONS = [sheet.sheet for sheet in CELLS.sheets]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    pipeline.make_template(Workspace(folder, Settings()), folder / "scorecard.xlsx")
    return folder / "scorecard.xlsx"


@pytest.fixture(scope="module")
def book() -> Workbook:
    return read(COMMITTED)


def read(path: Path) -> Workbook:
    with warnings.catch_warnings():
        # What openpyxl does not read is looked at in the parts themselves.
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return openpyxl.load_workbook(path)


def pixels(sheet: Worksheet, first: int, last: int) -> float:
    heights = (sheet.row_dimensions[row].height or 12.75 for row in range(first, last + 1))
    return sum(height * 4 / 3 for height in heights)


def cells_of(sheet: Worksheet) -> Iterator[tuple[object, ...]]:
    for row in sheet.iter_rows():
        for cell in row:
            yield (cell.coordinate, cell.value, cell.number_format, cell.font.name, cell.font.sz, cell.font.b,
                   cell.fill.fgColor.rgb, cell.border.bottom.style, cell.alignment.horizontal)


def test_the_committed_template_is_the_one_that_the_map_makes(made: Path, book: Workbook) -> None:
    fresh = read(made)
    assert fresh.sheetnames == book.sheetnames
    for name in fresh.sheetnames:
        assert list(cells_of(fresh[name])) == list(cells_of(book[name])), name
    assert sorted(fresh.defined_names) == sorted(book.defined_names)


def test_the_same_map_makes_the_same_file(made: Path, tmp_path: Path) -> None:
    pipeline.make_template(Workspace(tmp_path, Settings()), tmp_path / "again.xlsx")
    assert parts(made) == parts(tmp_path / "again.xlsx")


def test_the_sheets_are_in_the_order_of_the_summary(book: Workbook) -> None:
    assert ["Summary", *SECTIONS, "Definitions", "Data quality", "Data"] == book.sheetnames


def test_no_cell_holds_a_figure(book: Workbook) -> None:
    numbers = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)
    }
    assert {} == numbers


def test_no_cell_holds_a_formula(book: Workbook) -> None:
    assert [] == [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row
                  if cell.data_type == "f"]


def test_every_block_and_single_cell_has_its_name(book: Workbook) -> None:
    expected = {block.block for sheet in CELLS.sheets for block in sheet.blocks}
    expected |= {f"{sheet.names}_{part}" for sheet in CELLS.sheets for part in ("TITLE", "CAPTION", "HEADLINE")}
    expected |= {f"DEF_{code}" for code in CELLS.codes}
    assert set() == expected - set(book.defined_names)


def test_an_indicator_leads_to_its_definition_by_name(book: Workbook) -> None:
    for sheet in CELLS.sheets:
        linked = (cell.hyperlink for row in book[sheet.sheet].iter_rows() for cell in row)
        links = {link.location for link in linked if link}
        assert {f"DEF_{row.indicator}" for row in sheet.rows} == links
        assert links <= set(book.defined_names)


def test_columns_are_as_wide_as_the_grid(book: Workbook) -> None:
    for name in ["Summary", *SECTIONS]:
        found = book[name].column_dimensions
        widths = [width for each in found.values() for width in [each.width] * (each.max - each.min + 1)]
        assert [pixels / 7 for pixels in look.COLUMNS.values()] == pytest.approx(widths, abs=0.01), name


@pytest.mark.parametrize("name", ["Summary", *SECTIONS])
def test_a_page_is_no_higher_than_the_paper(book: Workbook, name: str) -> None:
    last = int(book[name].print_area.rsplit("$", 1)[1])
    assert pixels(book[name], 1, last) <= look.PAGE_HEIGHT


@pytest.mark.parametrize("name", ["Summary", *SECTIONS, "Definitions", "Data quality", "Data"])
def test_a_sheet_prints_on_landscape_a4_with_its_footer(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert ("landscape", 9) == (sheet.page_setup.orientation, int(sheet.page_setup.paperSize))
    assert (0.39, 0.39, 0.39, 0.55, 0.25) == tuple(
        getattr(sheet.page_margins, side) for side in ("left", "right", "top", "bottom", "footer")
    )
    assert sheet.print_options.horizontalCentered
    assert not sheet.sheet_view.showGridLines
    assert "OFFICIAL-SENSITIVE" in sheet.oddFooter.center.text
    assert "Page &[Page] of &[Pages]" in sheet.oddFooter.right.text.replace("&P", "&[Page]").replace("&N", "&[Pages]")
    assert sheet.print_area


def test_sections_fit_one_page_and_repeat_their_title(book: Workbook) -> None:
    for name in SECTIONS:
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
        assert (None, None) == (book[name].page_setup.fitToWidth, book[name].page_setup.fitToHeight), "1 by 1"
        assert "$1:$2" == book[name].print_title_rows
    assert 0 == book["Data"].page_setup.fitToHeight
    assert "$4:$4" == book["Data"].print_title_rows


def test_only_commentary_is_merged(book: Workbook) -> None:
    for sheet in CELLS.sheets:
        merged = [each.coord for each in book[sheet.sheet].merged_cells.ranges]
        address = book.defined_names[sheet.commentary.block].attr_text.rsplit("!", 1)[1].replace("$", "")
        assert [address] == [each.split(":")[0] for each in merged]
    for name in ("Summary", "Definitions", "Data quality", "Data"):
        assert [] == list(book[name].merged_cells.ranges)


def test_the_commentary_box_holds_its_lines(book: Workbook) -> None:
    for sheet in CELLS.sheets:
        box = next(iter(book[sheet.sheet].merged_cells.ranges))
        assert pixels(book[sheet.sheet], box.min_row, box.max_row) >= 15 * sheet.commentary.lines


def test_all_text_is_arial_of_eight_points_or_more(book: Workbook) -> None:
    fonts = {(cell.font.name, cell.font.sz >= 8) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {("Arial", True)} == fonts


def test_every_indicator_has_a_sparkline_of_its_own_row_of_data(made: Path, book: Workbook) -> None:
    heads = [cell.value for cell in book["Data"][4]]
    code, basis = heads.index("Code"), heads.index("Basis")
    for number, sheet in enumerate(CELLS.sheets, start=2):
        found = []
        for row, cells in sparklines(made, number):
            if read := re.fullmatch(r"Data!F(\d+):R\1", cells):
                there = book["Data"].cell(int(read[1]), code + 1), book["Data"].cell(int(read[1]), basis + 1)
                found.append((row, tuple(cell.value for cell in there)))
        months = [any(each.show == Show.SPARKLINE and not each.across for each in CELLS.columns(block).values())
                  for block in sheet.indicators]
        blocks = [block for block, drawn in zip(sheet.indicators, months, strict=True) if drawn]
        keys = [key for block in blocks for key in (
            *(row_key(row) for row in block.rows if row.what != What.TARGET), *spare_rows(block)
        )]  # fmt: skip
        assert [(key.code, BASIS_WORDS[key.basis]) for key in keys] == [each for _, each in sorted(found)]


def sparklines(made: Path, number: int) -> Iterator[tuple[int, str]]:
    """The row of each sparkline of a sheet, and the cells that it draws."""
    for spark in ooxml(made, f"xl/worksheets/sheet{number}.xml").iter(f"{X14}sparkline"):
        yield int(spark.findtext(f"{XM}sqref")[1:]), spark.findtext(f"{XM}f")


def test_a_sparkline_across_cells_draws_its_own_row_and_a_threshold_has_none(made: Path) -> None:
    number, sheet = next((n, each) for n, each in enumerate(CELLS.sheets, start=2) if each.sheet == "Adoption")
    found = dict(sparklines(made, number))
    assert {row: f"'Adoption'!B{row}:E{row}" for row in found} == found
    assert sum(row.what != What.TARGET for row in sheet.rows) == len(found)


def test_sparklines_leave_gaps_and_mark_the_last_point(made: Path) -> None:
    groups = [
        group for number in range(1, len(SECTIONS) + 2)
        for group in ooxml(made, f"xl/worksheets/sheet{number}.xml").iter(f"{X14}sparklineGroup")
    ]
    assert {("gap", "1", "1.25")} == {
        (group.get("displayEmptyCellsAs"), group.get("last"), group.get("lineWeight")) for group in groups
    }


def test_every_chart_reads_thirteen_months_of_data_and_tells_what_it_shows(made: Path) -> None:
    charts = [part for part in parts(made) if re.fullmatch(r"xl/charts/chart\d+\.xml", part)]
    funnels = [table for sheet in CELLS.sheets for table in sheet.indicator_tables if table.funnel]
    assert sum(len(sheet.charts) for sheet in CELLS.sheets) + len(funnels) == len(charts)
    months = r"Data!\$F\$(\d+):\$R\$\1"
    cells = r"'Adoption'!\$B\$(\d+):\$E\$\2|'(?:Adoption|Fostering)'!(\$[AB]\$)\d+:\3\d+"
    for part in charts:
        formulas = {formula.text for formula in ooxml(made, part).iter(f"{C}f")}
        assert all(re.fullmatch(f"{months}|{cells}", formula) for formula in formulas), part
    drawings = [part for part in parts(made) if re.fullmatch(r"xl/drawings/drawing\d+\.xml", part)]
    told = [each.get("descr") for part in drawings for each in ooxml(made, part).iter() if each.tag.endswith("}cNvPr")]
    alts = [chart.alt for sheet in CELLS.sheets for chart in sheet.charts]
    assert sorted([*alts, *(alt_of_funnel(table) for table in funnels)]) == sorted(told)


def test_a_funnel_lies_on_the_rows_of_its_table(made: Path, book: Workbook) -> None:
    area = book.defined_names["FOSTERING_CONVERSION"].attr_text
    top, bottom = (int(row) for row in re.findall(r"\$(\d+)", area))
    number = 2 + SECTIONS.index("Fostering")
    drawing = next(part for part in parts(made) if part.endswith(f"worksheets/_rels/sheet{number}.xml.rels"))
    target = next(each.get("Target") for each in ooxml(made, drawing) if "drawing" in each.get("Target"))
    anchors = ooxml(made, f"xl/{target.removeprefix('../')}").iter("{*}twoCellAnchor")
    spans = {(int(a.findtext("{*}from/{*}row")), int(a.findtext("{*}from/{*}col"))): int(a.findtext("{*}to/{*}row"))
             for a in anchors}
    assert bottom == spans[top, 4]


def test_data_is_one_table_with_a_row_for_every_series(book: Workbook) -> None:
    table = book["Data"].tables["Data"]
    rows = data_rows(CELLS)
    assert f"A4:AA{4 + len(rows)}" == table.ref
    assert [cell.value for cell in book["Data"][4]] == [column.name for column in table.tableColumns]
    assert [row.key.code for row in rows] == [book["Data"].cell(5 + n, 26).value for n in range(len(rows))]


def test_looks_follow_the_text_of_a_cell(book: Workbook) -> None:
    sheet = book["Contacts"]
    begins = {
        rule.text for area in sheet.conditional_formatting for rule in area.rules if rule.type == "beginsWith"
    }
    assert {"G", "A", "R", "↓", "H", "L", "—", "[", "No commentary"} == begins


def test_the_document_has_a_title_and_opens_at_the_summary(book: Workbook) -> None:
    assert "Children's social care scorecard" == book.properties.title
    assert ("Summary", "A1") == (book.active.title, book.active.sheet_view.selection[0].activeCell)


def test_a_page_that_is_too_high_is_refused_with_a_way_out() -> None:
    data = next(sheet for sheet in CELLS.sheets if sheet.tables).model_dump()
    data["tables"][0]["rows"] = {f"Row {n}": [str(n)] for n in range(40)}
    with pytest.raises(DefinitionError, match="higher than a page"):
        layout(Sheet.model_validate(data), CELLS)


def test_a_row_of_the_definitions_has_room_for_its_text() -> None:
    facts = FACTS["CP_PLANS"]
    short, long = replace(facts, definition="Few words."), replace(facts, definition="word " * 100)
    assert (40, 92) == (definition_height(short), definition_height(long))
