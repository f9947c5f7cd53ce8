"""Ranges of the xlwings engine on LibreOffice: values, formulas, formats, notes, links."""

from __future__ import annotations

import datetime as dt
import numbers
import re
from functools import cached_property
from typing import Any

from xlwings import base_classes, utils

from xl.libreoffice.lo_office import load_uno
from xl.libreoffice.lo_values import (
    DATE,
    LOGICAL,
    TIME,
    changes_format,
    days,
    error_code,
    is_typed,
    moment,
    type_into,
)

LAST_ROW, LAST_COLUMN = 1_048_576, 1024
VALUES_DATES_TEXTS_FORMULAS = 1 | 2 | 4 | 16
OOX = 3
"""Excel's grammar of formulas."""
ALIGNED = {"STANDARD": "general", "LEFT": "left", "CENTER": "center", "RIGHT": "right", "BLOCK": "justify",
           "REPEAT": "fill"}
UPRIGHT = ("bottom", "top", "center", "bottom", "justify")
"""Vertical alignments by LibreOffice's numbers; the first is its own way of saying the usual one."""
BORDERS = {"edge_top": "TopBorder", "edge_bottom": "BottomBorder", "edge_left": "LeftBorder",
           "edge_right": "RightBorder"}
INSIDE = {"inside_horizontal": "HorizontalLine", "inside_vertical": "VerticalLine"}
INDENT = 296
"""A level of Excel's indent in hundredths of a millimetre, as LibreOffice reads it from the scorecard's files."""
WEIGHTS = {"hairline": 2, "thin": 26, "medium": 53, "thick": 88}
"""Hundredths of a millimetre."""


class Range(base_classes.Range):
    """A rectangle of cells; `rect` is its first row and column and its last, from 1."""

    sheet: Any = None
    options: Any = None
    has_array = False
    max_cells_per_read = None
    max_cells_per_write = None
    _borders: Any = None

    def __init__(self, sheet: Any, first: Any, last: Any = None) -> None:
        self.sheet, self.options, self.arg1_input = sheet, {}, first if isinstance(first, str) else ""
        if isinstance(first, Range):
            corners = [*(first.rect[:2], first.rect[2:]), *((last or first).rect[:2], (last or first).rect[2:])]
            rows, columns = [row for row, _ in corners], [column for _, column in corners]
            self.rect = (min(rows), min(columns), max(rows), max(columns))
            return
        if isinstance(first, str):
            start, end = utils.a1_to_tuples(first.replace("$", "").rpartition("!")[2])
            if not start:
                named = sheet.book.names(first).refers_to_range
                self.sheet, self.rect = named.sheet, named.rect
                return
            first, last = start, end
        if len(first) == 4:
            row, column, rows, columns = first
            first, last = (row, column), (row + rows - 1, column + columns - 1)
        last = last or first
        self.rect = (*first, *last)

    @cached_property
    def x(self) -> Any:
        """The range in LibreOffice."""
        top, left, bottom, right = self.rect
        return self.sheet.x.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def cell(self) -> Any:
        """Its first cell in LibreOffice."""
        return self.sheet.x.getCellByPosition(self.rect[1] - 1, self.rect[0] - 1)

    @property
    def api(self) -> RangeApi:
        return RangeApi(self)

    @property
    def row(self) -> int:
        return self.rect[0]

    @property
    def column(self) -> int:
        return self.rect[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.rect[2] - self.rect[0] + 1, self.rect[3] - self.rect[1] + 1

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet.name, self.row, self.column, *self.shape)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        return Range(self.sheet, (self.row + row - 1, self.column + column - 1))

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        rows, columns = "$" * row_absolute, "$" * col_absolute
        top, left, bottom, right = self.rect
        text = f"{columns}{utils.col_name(left)}{rows}{top}"
        if (top, left) != (bottom, right):
            text += f":{columns}{utils.col_name(right)}{rows}{bottom}"
        if not external:
            return text
        name = self.sheet.name.replace("'", "''")
        return f"'{name}'!{text}" if re.search(r"\W", name) else f"{name}!{text}"

    address = property(lambda self: self.get_address())

    @property
    def rows(self) -> Any:
        return [Range(self.sheet, (row, self.rect[1]), (row, self.rect[3]))
                for row in range(self.rect[0], self.rect[2] + 1)]

    @property
    def columns(self) -> Any:
        return [Range(self.sheet, (self.rect[0], column), (self.rect[2], column))
                for column in range(self.rect[1], self.rect[3] + 1)]

    # ---------------------------------------------------------------- values

    @property
    def raw_value(self) -> Any:
        found = self.stored(dates=True)
        return found[0][0] if len(self) == 1 else found

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        rows = value if isinstance(value, (list, tuple)) else [[value] * self.shape[1]] * self.shape[0]
        into = Range(self.sheet, (self.row, self.column), (self.row + len(rows) - 1, self.column + len(rows[0]) - 1)).x
        typed = []
        content = []
        formats = []
        for i, row in enumerate(rows):
            content.append([])
            for j, each in enumerate(row):
                plain, special = self._plain(each)
                content[-1].append(plain)
                if special:
                    typed.append((i, j, each))
                elif isinstance(plain, str) and changes_format(plain):
                    cell = into.getCellByPosition(j, i)
                    formats.append((cell, cell.NumberFormat))
        into.setDataArray(tuple(tuple(row) for row in content))
        for cell, number_format in formats:
            cell.NumberFormat = number_format
        for i, j, each in typed:
            self._put(into.getCellByPosition(j, i), each)

    @staticmethod
    def _plain(value: Any) -> tuple[Any, bool]:
        """What goes into a cell without more ado, and whether that is not all there is to it."""
        if isinstance(value, str):
            is_text = value.startswith("'") or not is_typed(value)
            return (value.removeprefix("'"), False) if is_text else ("", True)
        if isinstance(value, (bool, dt.date, dt.time)):
            return "", True
        return float(value) if isinstance(value, numbers.Number) else "", False

    def _put(self, cell: Any, value: Any) -> None:
        if isinstance(value, str):
            self._put_formula(cell, value) if value.startswith("=") else type_into(cell, value)
        elif isinstance(value, bool):
            cell.Value = float(value)
            self._give_format(cell, "BOOLEAN", LOGICAL)
        else:
            cell.Value = days(value, self.sheet.book.epoch)
            midnight = not isinstance(value, dt.datetime) or value.time() == dt.time()
            self._give_format(cell, "DD/MM/YYYY" if midnight else "DD/MM/YYYY HH:MM:SS", DATE)

    def stored(self, dates: bool = False) -> list[list[Any]]:
        """The values of all cells; dates as such or as numbers."""
        entered = self.x.getFormulaArray()
        found = [list(row) for row in self.x.getDataArray()]
        kinds = self._kinds() if dates else None
        for i, row in enumerate(found):
            for j, value in enumerate(row):
                if value == "":
                    row[j] = None
                elif value is None:
                    row[j] = error_code(self.x.getCellByPosition(j, i))
                elif isinstance(value, float):
                    row[j] = self._of_kind(value, entered[i][j], kinds(i, j) if kinds else 0)
        return found

    def _of_kind(self, value: float, entered: str, kind: int) -> Any:
        if entered in ("TRUE", "FALSE") or kind & LOGICAL:
            return bool(value)
        return moment(value, self.sheet.book.epoch) if kind & (DATE | TIME) else value

    def _kinds(self) -> Any:
        """The kind of number format of each cell, with one call for a block of cells that look the same."""
        formats = self.sheet.book.doc.NumberFormats
        kinds: dict[int, int] = {}
        blocks = []
        looks = self.x.getCellFormatRanges()
        for number in range(looks.Count):
            block = looks.getByIndex(number)
            if block.NumberFormat not in kinds:
                kinds[block.NumberFormat] = formats.getByKey(block.NumberFormat).Type
            if kind := kinds[block.NumberFormat] & (DATE | TIME | LOGICAL):
                blocks.append((block.RangeAddress, kind))
        top, left = self.row - 1, self.column - 1

        def kind_of(i: int, j: int) -> int:
            for at, kind in blocks:
                if at.StartRow <= top + i <= at.EndRow and at.StartColumn <= left + j <= at.EndColumn:
                    return kind
            return 0

        return kind_of

    # ---------------------------------------------------------------- formulas

    @cached_property
    def _parser(self) -> Any:
        parser = self.sheet.book.doc.createInstance("com.sun.star.sheet.FormulaParser")
        parser.FormulaConvention, parser.CompileEnglish = OOX, True
        return parser

    def _put_formula(self, cell: Any, formula: str) -> None:
        cell.setTokens(self._parser.parseFormula(formula.removeprefix("="), cell.CellAddress))

    def _cells(self) -> list[list[Any]]:
        x = self.x
        return [[x.getCellByPosition(j, i) for j in range(self.shape[1])] for i in range(self.shape[0])]

    @property
    def formula(self) -> Any:
        found = [[_shown(value) for value in row] for row in self.stored()]
        for i, j, cell in self.formula_cells():
            first = self._first_of_array(cell) if cell.getArrayFormula() else cell
            found[i][j] = "=" + self._parser.printFormula(first.getTokens(), first.CellAddress)
        return found[0][0] if len(self) == 1 else tuple(tuple(row) for row in found)

    def formula_cells(self) -> list[tuple[int, int, Any]]:
        """The cells that hold a formula, with their places in the range; a text may begin with = as well."""
        found = [
            (i, j, self.x.getCellByPosition(j, i))
            for i, row in enumerate(self.x.getFormulaArray())
            for j, entered in enumerate(row)
            if entered.startswith(("=", "{="))
        ]
        return [each for each in found if each[2].Type.value == "FORMULA"]

    def _first_of_array(self, cell: Any) -> Any:
        """Every cell of an array has the formula of the first."""
        cursor = self.sheet.x.createCursorByRange(cell)
        cursor.collapseToCurrentArray()
        return cursor.getCellByPosition(0, 0)

    @formula.setter
    def formula(self, value: Any) -> None:
        if isinstance(value, str) and value.startswith("="):
            tokens = self._parser.parseFormula(value[1:], self.cell.CellAddress)  # what is relative moves along
            for cell in [cell for row in self._cells() for cell in row]:
                cell.setTokens(tokens)
        else:
            self.raw_value = value

    formula2 = formula

    @property
    def formula_array(self) -> Any:
        return self.x.getArrayFormula()

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.x.setArrayTokens(self._parser.parseFormula(value.removeprefix("="), self.cell.CellAddress))

    # ---------------------------------------------------------------- formats

    @property
    def number_format(self) -> str | None:
        key = common(self.x, "NumberFormat")
        return None if key is None else self.sheet.book.doc.NumberFormats.getByKey(key).FormatString

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._set_format(self.x, code)

    def _give_format(self, cell: Any, code: str, kind: int) -> None:
        if not self.sheet.book.doc.NumberFormats.getByKey(cell.NumberFormat).Type & kind:
            self._set_format(cell, code)

    def _set_format(self, x: Any, code: str) -> None:
        formats = self.sheet.book.doc.NumberFormats
        locale = load_uno().createUnoStruct("com.sun.star.lang.Locale")
        key = formats.queryKey(code, locale, False)
        x.NumberFormat = formats.addNew(code, locale) if key == -1 else key

    @property
    def color(self) -> tuple[int, int, int] | None:
        found = common(self.x, "CellBackColor")
        return (0, 0, 0) if found is None else _rgb(found)  # what Excel says of cells that differ

    @color.setter
    def color(self, value: Any) -> None:
        self.x.CellBackColor = _bgr(value)

    @property
    def font(self) -> Font:
        return Font(self.x)

    wrap_text = property(
        lambda self: common(self.x, "IsTextWrapped"), lambda self, on: setattr(self.x, "IsTextWrapped", bool(on))
    )

    @property
    def horizontal_alignment(self) -> str | None:
        found = common(self.x, "HoriJustify")
        return found and ALIGNED[found.value]

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        name = next(name for name, own in ALIGNED.items() if own == value)
        self.x.HoriJustify = load_uno().Enum("com.sun.star.table.CellHoriJustify", name)

    @property
    def vertical_alignment(self) -> str | None:
        found = common(self.x, "VertJustify")
        return None if found is None else UPRIGHT[found]

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.x.VertJustify = UPRIGHT.index(value, 1)

    @property
    def borders(self) -> Borders:
        return Borders(self)

    def clear_contents(self) -> None:
        self.x.clearContents(VALUES_DATES_TEXTS_FORMULAS)

    def clear_formats(self) -> None:
        self.x.clearContents(32 | 64)

    def clear(self) -> None:
        self.x.clearContents(1023)

    column_width = property(
        lambda self: self.x.Columns.Width / 1000 * 5.27,
        lambda self, width: setattr(self.x.Columns, "Width", int(width / 5.27 * 1000)),
    )
    row_height = property(
        lambda self: self.x.Rows.Height / 35.28,
        lambda self, height: setattr(self.x.Rows, "Height", int(height * 35.28)),
    )

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "c", "columns"):
            self.x.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.x.Rows.OptimalHeight = True

    # ---------------------------------------------------------------- merged cells, notes, links

    def merge(self, across: bool = False) -> None:
        self.x.merge(True)

    def unmerge(self) -> None:
        self.x.merge(False)

    @property
    def merge_cells(self) -> bool:
        return self.merge_area.shape != (1, 1)

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.x.createCursorByRange(self.cell)
        cursor.collapseToMergedArea()
        at = cursor.RangeAddress
        return Range(self.sheet, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    @property
    def note(self) -> Note | None:
        here = self.cell.CellAddress
        notes = self.sheet.x.Annotations
        for number in range(notes.Count):
            each = notes.getByIndex(number)
            if (each.Position.Row, each.Position.Column) == (here.Row, here.Column):
                return Note(notes, number, each)
        return None

    def add_note(self, text: str) -> Note | None:
        self.sheet.x.Annotations.insertNew(self.cell.CellAddress, text)
        return self.note

    @property
    def hyperlink(self) -> str:
        fields = self.cell.TextFields
        return fields.getByIndex(0).URL if fields.Count else ""

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        self._link(address, text_to_display)

    def _link(self, address: str, text: str | None) -> None:
        cell = self.cell
        shown = text or cell.String or address
        cell.String = ""
        field = self.sheet.book.doc.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, shown
        cursor = cell.createTextCursor()
        cell.insertTextContent(cursor, field, False)

    # ---------------------------------------------------------------- moving about

    def select(self) -> None:
        self.sheet.book.doc.CurrentController.select(self.x)

    def copy(self, destination: Range | None = None) -> None:
        """To a destination at once; the clipboard of a headless LibreOffice is nobody's."""
        assert destination is not None, "this engine copies only straight to a destination"
        destination.sheet.x.copyRange(destination.cell.CellAddress, self.x.RangeAddress)

    def end(self, direction: str) -> Range:
        down, right = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}[direction]
        used = self.sheet.used_range.rect
        last = max(used[2], self.row), max(used[3], self.column)

        def inside(row: int, column: int) -> bool:
            return 1 <= row <= last[0] and 1 <= column <= last[1]

        def filled(row: int, column: int) -> bool:
            return inside(row, column) and self.sheet.x.getCellByPosition(column - 1, row - 1).Type.value != "EMPTY"

        row, column = self.row, self.column
        if filled(row, column) and filled(row + down, column + right):
            while filled(row + down, column + right):
                row, column = row + down, column + right
            return Range(self.sheet, (row, column))
        row, column = row + down, column + right
        while inside(row, column) and not filled(row, column):
            row, column = row + down, column + right
        if not inside(row, column):
            edge = {"down": (LAST_ROW, column), "up": (1, column), "right": (row, LAST_COLUMN), "left": (row, 1)}
            row, column = edge[direction]
        return Range(self.sheet, (row, column))

    @property
    def current_region(self) -> Range:
        cursor = self.sheet.x.createCursorByRange(self.cell)
        cursor.collapseToCurrentRegion()
        at = cursor.RangeAddress
        return Range(self.sheet, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))


class RangeApi:
    """As much of Excel's own Range as is used where xlwings has no word for it."""

    def __init__(self, own: Range) -> None:
        self._own = own

    @property
    def Value2(self) -> Any:  # noqa: N802
        """Values as they are stored: dates are numbers."""
        found = self._own.stored()
        return found[0][0] if len(self._own) == 1 else tuple(tuple(row) for row in found)

    @property
    def HasFormula(self) -> bool | None:  # noqa: N802
        """All, none, or (None) some of the cells."""
        formulas = len(self._own.formula_cells())
        return formulas == len(self._own) if formulas in (0, len(self._own)) else None

    @property
    def HasArray(self) -> bool | None:  # noqa: N802
        """All, none, or (None) some of the cells."""
        arrays = sum(bool(cell.getArrayFormula()) for _, _, cell in self._own.formula_cells())
        return arrays == len(self._own) if arrays in (0, len(self._own)) else None

    @property
    def CurrentArray(self) -> RangeApi:  # noqa: N802
        """The whole array that the first cell is of."""
        cursor = self._own.sheet.x.createCursorByRange(self._own.cell)
        cursor.collapseToCurrentArray()
        at = cursor.RangeAddress
        first, last = (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1)
        return RangeApi(Range(self._own.sheet, first, last))

    @property
    def Address(self) -> str:  # noqa: N802
        return self._own.address


    @property
    def IndentLevel(self) -> int | None:  # noqa: N802
        indent = common(self._own.x, "ParaIndent")
        return None if indent is None else round(indent / INDENT)

    @IndentLevel.setter
    def IndentLevel(self, level: int) -> None:  # noqa: N802
        self._own.x.ParaIndent = level * INDENT


class Font(base_classes.Font):
    """How the text of cells looks."""

    def __init__(self, x: Any) -> None:
        self.x = x

    api = property(lambda self: self.x)
    size = property(
        lambda self: common(self.x, "CharHeight"), lambda self, size: setattr(self.x, "CharHeight", float(size))
    )
    name = property(
        lambda self: common(self.x, "CharFontName"), lambda self, name: setattr(self.x, "CharFontName", name)
    )

    @property
    def bold(self) -> bool | None:
        weight = common(self.x, "CharWeight")
        return None if weight is None else weight > 100

    @bold.setter
    def bold(self, on: bool) -> None:
        self.x.CharWeight = 150.0 if on else 100.0

    @property
    def italic(self) -> bool | None:
        posture = common(self.x, "CharPosture")
        return posture and posture.value == "ITALIC"

    @italic.setter
    def italic(self, on: bool) -> None:
        self.x.CharPosture = load_uno().Enum("com.sun.star.awt.FontSlant", "ITALIC" if on else "NONE")

    @property
    def color(self) -> tuple[int, int, int] | None:
        found = common(self.x, "CharColor")
        if found is None:
            raise TypeError("the colours differ")  # as xlwings does on Windows
        return _rgb(found)

    @color.setter
    def color(self, value: Any) -> None:
        self.x.CharColor = _bgr(value)


class Borders(base_classes.Borders):
    """The lines around a range."""

    parent: Any = None

    def __init__(self, parent: Range) -> None:
        self.parent = parent

    def __getitem__(self, side: str) -> Border:
        return InsideBorder(self.parent.x, side) if side in INSIDE else Border(self.parent.x, BORDERS[side])

    def set(self, which: Any, **given: Any) -> None:
        for side in which:
            self[side].set(**{name: value for name, value in given.items() if value is not base_classes._UNSET})


class Border(base_classes.Border):
    """The line on one side."""

    def __init__(self, x: Any, name: str) -> None:
        self.x, self._name = x, name

    @cached_property
    def _line(self) -> Any:
        return getattr(self.x, self._name)

    @property
    def line_style(self) -> str:
        return "continuous" if self._line.OuterLineWidth else "none"

    @property
    def weight(self) -> str:
        width = self._line.OuterLineWidth
        return min(WEIGHTS, key=lambda name: abs(WEIGHTS[name] - width))

    @property
    def color(self) -> tuple[int, int, int] | None:
        return _rgb(self._line.Color)

    def set(self, line_style: str = "continuous", weight: str = "thin", color: Any = None) -> None:
        line = load_uno().createUnoStruct("com.sun.star.table.BorderLine2")
        if line_style not in ("none", None):
            line.OuterLineWidth = line.LineWidth = WEIGHTS[weight]
            line.Color = max(_bgr(color), 0)
        self._put(line)

    def _put(self, line: Any) -> None:
        setattr(self.x, self._name, line)


class InsideBorder(Border):
    """The lines between the cells of a range."""

    @cached_property
    def _line(self) -> Any:
        return getattr(self.x.TableBorder2, INSIDE[self._name])

    def _put(self, line: Any) -> None:
        lines = load_uno().createUnoStruct("com.sun.star.table.TableBorder2")
        setattr(lines, INSIDE[self._name], line)
        setattr(lines, f"Is{INSIDE[self._name]}Valid", True)
        self.x.TableBorder2 = lines


class Note(base_classes.Note):
    """A note on a cell."""

    def __init__(self, notes: Any, number: int, x: Any) -> None:
        self._notes, self._number, self.x = notes, number, x

    api = property(lambda self: self.x)
    text = property(lambda self: self.x.String, lambda self, text: self.x.setString(text))

    def delete(self) -> None:
        self._notes.removeByIndex(self._number)


def common(x: Any, name: str) -> Any:
    """A property of cells; None where they differ, as Excel has it."""
    return None if x.getPropertyState(name).value == "AMBIGUOUS_VALUE" else getattr(x, name)


def _shown(value: Any) -> str:
    """A constant as Excel's Formula gives it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _rgb(colour: int) -> tuple[int, int, int] | None:
    return None if colour in (-1, 0xFFFFFFFF) else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)


def _bgr(value: Any) -> int:
    if isinstance(value, str):
        value = utils.hex_to_rgb(value)
    return -1 if value is None else (value[0] << 16) + (value[1] << 8) + value[2]
