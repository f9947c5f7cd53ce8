"""What is told of an edition that not everyone can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from planted import (
    BOOK,
    CORE,
    FRONT,
    Parts,
    edition,
    found_in,
    places,
    planted,
    put,
    put_cell,
)
from scorecard.issues import Cost
from scorecard.publish.colours import BLACK, WHITE, Colours, contrast
from scorecard.publish.tags import S

DATA, DRAWING, STYLES = "xl/worksheets/sheet2.xml", "xl/drawings/drawing1.xml", "xl/styles.xml"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return edition(tmp_path)


def no_title(content: Parts) -> None:
    put(content, CORE, "A scorecard, March 2016", " ")


def no_language(content: Parts) -> None:
    put(content, CORE, "en-GB", "")


def a_chart_without_words(content: Parts) -> None:
    put(content, DRAWING, 'descr="A line of three numbers"', "")


def a_column_without_a_heading(content: Parts) -> None:
    put(content, DATA, 't="s"><v>4</v>', "><v>7</v>")


def merged_cells_in_a_table(content: Parts) -> None:
    put(content, DATA, "<pageMargins", '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells><pageMargins')


def pale_text(content: Parts) -> None:
    put(content, STYLES, '<color theme="1"/>', '<color rgb="FFBBBBBB"/>')


def a_pale_conditional_look(content: Parts) -> None:
    look = '<dxfs count="1"><dxf><font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FFF4B740"/>'
    put(content, STYLES, '<dxfs count="0"/>', f"{look}</patternFill></fill></dxf></dxfs>")


def a_sheet_as_it_was_born(content: Parts) -> None:
    put(content, BOOK, 'name="Front"', 'name="Sheet1"')


def a_cursor_elsewhere(content: Parts) -> None:
    put(content, FRONT, 'activeCell="A1"', 'activeCell="C9"')


def a_view_scrolled_down(content: Parts) -> None:
    put(content, FRONT, "<sheetView ", '<sheetView topLeftCell="A40" ')


@pytest.mark.parametrize(
    ("plant", "code", "sheet", "cell"),
    [
        (no_title, "title-missing", "", ""),
        (no_language, "language-missing", "", ""),
        (a_chart_without_words, "alternative-text-missing", "Front", "Chart 1"),
        (a_column_without_a_heading, "header-missing", "Data", "B1"),
        (merged_cells_in_a_table, "merged-in-table", "Data", "A2"),
        (pale_text, "low-contrast", "Front", "A1"),
        (a_pale_conditional_look, "low-contrast", "", "conditional look 1"),
        (a_sheet_as_it_was_born, "sheet-name-says-nothing", "Sheet1", ""),
        (a_cursor_elsewhere, "cursor-elsewhere", "Front", ""),
        (a_view_scrolled_down, "cursor-elsewhere", "Front", ""),
    ],
)
def test_a_barrier_is_told_with_its_place(good, plant, code, sheet, cell):
    found = places(found_in(planted(good, plant)))[code]
    assert (sheet, cell) in [(each[1], each[2]) for each in found]


def test_a_file_without_a_title_and_a_chart_without_words_stop(good):
    def both(content: Parts) -> None:
        no_title(content)
        a_chart_without_words(content)

    stopping = {each.code for each in found_in(planted(good, both)) if each.cost == Cost.STOP}
    assert {"title-missing", "alternative-text-missing"} == stopping


def test_a_decorative_picture_needs_no_words(good):
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></xdr:cNvPr>'
    )

    def plant(content: Parts) -> None:
        put(content, DRAWING, 'descr="A line of three numbers"/>', f">{mark}")

    assert [] == found_in(planted(good, plant))


def test_a_merged_title_above_a_table_is_let_through(good):
    def plant(content: Parts) -> None:
        put_cell(content, "D2", '<c r="D2"/>')
        put(content, FRONT, "<conditionalFormatting", '<mergeCells count="1"><mergeCell ref="A2:D2"/></mergeCells>'
            "<conditionalFormatting")  # fmt: skip

    assert [] == found_in(planted(good, plant))


def test_contrast_is_that_of_the_web_guidelines():
    assert 21 == round(contrast(BLACK, WHITE), 2)
    assert 1 == contrast(WHITE, WHITE)
    assert 4.54 == round(contrast("767676", WHITE), 2)
    assert 8.4 == round(contrast("1D2733", "F4B740"), 1)


def test_a_colour_of_the_theme_is_made_lighter_by_its_tint(good):
    from lxml import etree

    from packages import ooxml

    theme = ooxml(good, "xl/theme/theme1.xml")
    font = '<font><color theme="1" tint="0.5"/></font>'
    styles = etree.fromstring(f'<styleSheet xmlns="{S[1:-1]}"><fonts>{font}</fonts></styleSheet>')
    assert ["808080"] == Colours(styles, theme).fonts
