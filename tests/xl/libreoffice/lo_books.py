"""Workbooks, sheets, names and tables of the xlwings engine on LibreOffice."""

from __future__ import annotations

import datetime as dt
import numbers
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from xl.libreoffice.lo_office import load_uno, properties
from xl.libreoffice.lo_ranges import LAST_COLUMN, LAST_ROW, Range
from xl.libreoffice.lo_values import EPOCH, EPOCH_1904

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xlam": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class Books(base_classes.Books):
    """The workbooks that are open, in the order in which they were opened; the active one is kept by the app."""

    api: Any = None
    app: Any = None

    def __init__(self, app: Any) -> None:
        self.app = app

    @property
    def _open(self) -> list[Book]:
        found = []
        components = self.app.office.desktop.Components.createEnumeration()
        while components.hasMoreElements():
            each = components.nextElement()
            if each is not None and each.supportsService(SPREADSHEET):
                found.append(Book(self, each))
        return sorted(found, key=lambda book: int(book.doc.RuntimeUID))

    @property
    def active(self) -> Book:
        opened = self._open
        return next((book for book in opened if book.uid == self.app.active_uid), opened[-1])

    def open(self, fullname: str, update_links: Any = None, read_only: bool | None = None, *_: Any, **__: Any) -> Book:
        path = Path(fullname).resolve()
        if not path.exists():
            raise FileNotFoundError(str(path))
        by = {"FilterName": FILTERS[path.suffix]} if path.suffix in (".xlam", ".xlsm") else {}
        return self._load(path.as_uri(), ReadOnly=bool(read_only), **by)

    def add(self) -> Book:
        return self._load("private:factory/scalc")

    def _load(self, url: str, **named: Any) -> Book:
        doc = self.app.office.desktop.loadComponentFromURL(url, "_blank", 0, properties(MacroExecutionMode=4, **named))
        if doc is None:
            raise OSError(f"LibreOffice does not open {url}")
        book = Book(self, doc)
        book.activate()
        return book

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[Book]:
        return iter(self._open)

    def __call__(self, key: Any) -> Book:
        if isinstance(key, numbers.Number):
            return self._open[int(key) - 1]
        for book in self._open:
            if key.casefold() in (book.name.casefold(), book.fullname.casefold()):
                return book
        raise KeyError(key)


class Book(base_classes.Book):
    """An open workbook."""

    books: Any = None

    def __init__(self, books: Books, doc: Any) -> None:
        self.books, self.doc = books, doc

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and self.uid == other.uid

    def __hash__(self) -> int:
        return hash(self.uid)

    @property
    def uid(self) -> str:
        return self.doc.RuntimeUID

    @property
    def path(self) -> Path | None:
        return Path(load_uno().fileUrlToSystemPath(self.doc.URL)) if self.doc.URL else None

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def app(self) -> Any:
        return self.books.app

    @property
    def name(self) -> str:
        return self.path.name if self.path else f"Book{self.uid}"

    @property
    def fullname(self) -> str:
        return str(self.path) if self.path else self.name

    @property
    def epoch(self) -> dt.datetime:
        return EPOCH_1904 if self.doc.NullDate.Year == 1904 else EPOCH

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self, self.doc.NamedRanges, "")

    def activate(self) -> None:
        self.app.active_uid = self.uid

    def close(self) -> None:
        self.doc.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        target = Path(path).resolve() if path else self.path
        assert target is not None, "name the file to save to"
        filter_ = FILTERS[target.suffix]
        if path:
            self.doc.storeAsURL(target.as_uri(), properties(FilterName=filter_, Overwrite=True))
        else:
            self.doc.store()

    def to_pdf(self, path: str, quality: Any = None) -> None:
        self.doc.storeToURL(Path(path).resolve().as_uri(), properties(FilterName="calc_pdf_Export"))


class BookApi:
    """As much of Excel's own Workbook as is used where xlwings has no word for it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.doc = book.doc

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self.doc.isReadonly())

    @property
    def Date1904(self) -> bool:  # noqa: N802
        return self._book.epoch == EPOCH_1904

    @property
    def Saved(self) -> bool:  # noqa: N802
        return not self.doc.isModified()

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        """A copy on disk; the open workbook keeps its own name."""
        target = Path(path)
        self.doc.storeToURL(target.as_uri(), properties(FilterName=FILTERS[target.suffix], Overwrite=True))

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return bool(self.doc.isProtected())

    def LinkSources(self, kind: int) -> None:  # noqa: N802
        """None, as Excel says it of a workbook without links: LibreOffice keeps none to the functions of add-ins."""


class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    book: Any = None

    def __init__(self, book: Book) -> None:
        self.book, self.x = book, book.doc.Sheets

    api = property(lambda self: self.x)

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.doc.CurrentController.ActiveSheet)

    def __call__(self, key: Any) -> Sheet:
        if isinstance(key, numbers.Number):
            return Sheet(self.book, self.x.getByIndex(int(key) - 1))
        if self.x.hasByName(key):  # in any case, as in Excel
            return Sheet(self.book, self.x.getByName(key))
        raise KeyError(key)

    def __len__(self) -> int:
        return self.x.Count

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, self.x.getByIndex(number)) for number in range(self.x.Count))

    def __contains__(self, key: str) -> bool:
        return self.x.hasByName(key)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """As in Excel: the new sheet is the active one."""
        place = before.index - 1 if before else after.index if after else 0
        named = name or f"Sheet{self.x.Count + 1}"
        self.x.insertNewByName(named, place)
        made = Sheet(self.book, self.x.getByName(named))
        made.activate()
        return made


class Sheet(base_classes.Sheet):
    """A sheet."""

    book: Any = None

    def __init__(self, book: Book, x: Any) -> None:
        self.book, self.x = book, x

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    name = property(lambda self: self.x.Name, lambda self, name: setattr(self.x, "Name", name))

    @property
    def index(self) -> int:
        return self.x.RangeAddress.Sheet + 1

    @property
    def names(self) -> Names:
        return Names(self.book, self.x.NamedRanges, self.name)

    visible = property(lambda self: self.x.IsVisible, lambda self, on: setattr(self.x, "IsVisible", bool(on)))

    def activate(self) -> None:
        self.book.activate()
        self.book.doc.CurrentController.ActiveSheet = self.x

    select = activate

    def range(self, first: Any, last: Any = None) -> Range:
        return Range(self, first, last)

    @property
    def cells(self) -> Range:
        return Range(self, (1, 1), (LAST_ROW, LAST_COLUMN))

    @property
    def used_range(self) -> Range:
        cursor = self.x.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        at = cursor.RangeAddress
        return Range(self, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    def clear(self) -> None:
        self.cells.clear()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        self.cells.clear_formats()

    def delete(self) -> None:
        self.book.doc.Sheets.removeByName(self.name)

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def copy(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        place = before.index - 1 if before else after.index if after else len(self.book.sheets)
        self.book.doc.Sheets.copyByName(self.name, f"{self.name} (2)", place)

    @property
    def tables(self) -> Tables:
        return Tables(self)


class SheetApi:
    """As much of Excel's own Worksheet as is used where xlwings has no word for it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.x = sheet.x

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self.x.isProtected())


class Names(base_classes.Names):
    """Defined names, of the workbook or (`scope`) of one sheet."""

    def __init__(self, book: Book, x: Any, scope: str) -> None:
        self.book, self.x, self.scope = book, x, scope

    api = property(lambda self: self.x)

    def __call__(self, key: Any) -> Name:
        if isinstance(key, numbers.Number):
            return Name(self, self.x.getByIndex(int(key) - 1))
        for name in self:
            if name.x.Name.casefold() == key.rpartition("!")[2].casefold():
                return name
        raise KeyError(key)

    def contains(self, key: Any) -> bool:
        if isinstance(key, numbers.Number):
            return 1 <= int(key) <= len(self)
        return any(name.x.Name.casefold() == key.casefold() for name in self)

    def __len__(self) -> int:
        return self.x.Count

    def __iter__(self) -> Iterator[Name]:
        return (Name(self, self.x.getByIndex(number)) for number in range(self.x.Count))

    def add(self, name: str, refers_to: str) -> Name:
        first = load_uno().createUnoStruct("com.sun.star.table.CellAddress")
        self.x.addNewByName(name, _as_calc(refers_to), first, 0)
        return self(name)


class Name(base_classes.Name):
    """A defined name."""

    book: Any = None

    def __init__(self, names: Names, x: Any) -> None:
        self._names, self.book, self.x = names, names.book, x

    api = property(lambda self: self.x)

    @property
    def name(self) -> str:
        return f"{self._names.scope}!{self.x.Name}" if self._names.scope else self.x.Name

    def delete(self) -> None:
        self._names.x.removeByName(self.x.Name)

    @property
    def refers_to_range(self) -> Range:
        """Where it points to; raises where that is no range, as xlwings does."""
        cells = self.x.getReferredCells()
        if cells is None:
            raise ValueError(f"{self.name} does not refer to a range")
        at = cells.RangeAddress
        sheet = Sheet(self.book, self.book.doc.Sheets.getByIndex(at.Sheet))
        return Range(sheet, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    @property
    def refers_to(self) -> str:
        try:
            return "=" + self.refers_to_range.get_address(True, True, True)
        except ValueError:
            return "=" + self.x.Content.replace("#REF!.", "#REF!")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.x.Content = _as_calc(value)


def _as_calc(refers_to: str) -> str:
    """`=Sheet!$A$1` as Calc writes it; constants stay."""
    text = refers_to.removeprefix("=")
    if text.startswith('"'):
        return text
    return re.sub(r"('(?:[^']|'')+'|[\w.]+)!", r"$\1.", text)


class Tables(base_classes.Tables):
    """Excel's tables on a sheet: database ranges in LibreOffice."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self.sheet.book.doc.DatabaseRanges

    @property
    def _all(self) -> list[Any]:
        every = self.api
        found = [every.getByIndex(number) for number in range(every.Count)]
        return [each for each in found if each.DataArea.Sheet == self.sheet.index - 1]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, each) for each in self._all)

    def __call__(self, key: Any) -> Table:
        for number, each in enumerate(self._all, 1):
            if key in (number, each.Name):
                return Table(self.sheet, each)
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(each.Name == key for each in self._all)


class Table(base_classes.Table):
    """A table."""

    parent: Any = None

    def __init__(self, sheet: Sheet, x: Any) -> None:
        self.parent, self.x = sheet, x

    api = property(lambda self: self.x)
    name = property(lambda self: self.x.Name)

    @property
    def range(self) -> Range:
        at = self.x.DataArea
        return Range(self.parent, (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    @property
    def header_row_range(self) -> Range:
        top, left, _, right = self.range.rect
        return Range(self.parent, (top, left), (top, right))

    @property
    def data_body_range(self) -> Range:
        top, left, bottom, right = self.range.rect
        return Range(self.parent, (top + 1, left), (bottom, right))
