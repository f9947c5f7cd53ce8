"""What an extract has: its columns with types, codes and the spellings that councils' systems use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, model_validator

from scorecard.definitions.source import Definition, LinedDict, checked, did_you_mean, read_yaml
from scorecard.issues import DuplicateDefinition, Issues, UnknownColumn, UnknownReference, WrongType, WrongValue


class Type(StrEnum):
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CODE = "code"


class Column(Definition):
    """A field of an extract."""

    type: Type
    title: str = ""
    required: bool = False
    """A row without it is set aside."""
    aliases: list[str] = []
    """Headings that mean this field; case, spaces, underscores and punctuation do not matter."""
    codes: str = ""
    """The list of codes, for a column of type code."""
    future: bool = False
    """The date may lie in the future, as a due date does."""
    optional: bool = False
    """A source may come without this column."""

    @model_validator(mode="after")
    def _codes_go_with_type_code(self) -> Column:
        if (self.type == Type.CODE) != bool(self.codes):
            raise ValueError("`codes: NAME OF A LIST` with `type: code`, and only there")
        return self


class Extract(Definition):
    """A table of source rows, one file or one sheet."""

    extract: str
    title: str
    columns: dict[str, Column]
    key: list[str] = []
    """The columns that identify a row; a second row with the same values is set aside."""
    in_order: list[tuple[str, str]] = []
    """Pairs of dates of which the second must not lie before the first."""
    reaches: list[str] = []
    """The dates of events: how far the extract reaches, and so the reporting period, is worked out from them."""
    aliases: list[str] = []
    """Other names of the file or sheet."""
    reference: bool = False
    """A table that the council maintains by hand (targets, benchmarks ...), which may be absent."""


class Code(Definition):
    """A code with the label that is shown and the spellings that mean it."""

    label: str
    aliases: list[str] = Field(default=[])


class CodeList(Definition):
    """The codes that a column may hold, in the order in which they are shown."""

    codes: str
    title: str = ""
    values: dict[str, Code]

    def spellings(self) -> dict[str, str]:
        """Every spelling that means a code: the code, its aliases, its label, and the code with its label."""
        found = {spelling(code): code for code in self.values}
        for code, each in self.values.items():
            for alias in each.aliases:
                found.setdefault(spelling(alias), code)
        for text, code in self._labels().items():
            found.setdefault(text, code)
        return found

    def _labels(self) -> dict[str, str]:
        # A label such as "Other placement" that several codes share says nothing, so it stands for none of them.
        meant: dict[str, set[str]] = {}
        for code, each in self.values.items():
            bare = each.label.removeprefix(f"{code} - ")
            for text in {each.label, bare, code + bare}:
                meant.setdefault(spelling(text), set()).add(code)
        return {text: codes.pop() for text, codes in meant.items() if len(codes) == 1}


Listed = TypeVar("Listed", Extract, CodeList)
DATES = (Type.DATE, Type.DATETIME)


def spelling(text: str) -> str:
    """A heading, name or code as it is compared: without case, spaces, underscores and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def load_extracts(
    files: Iterable[tuple[Path, str]], issues: Issues
) -> tuple[dict[str, Extract], dict[str, CodeList]]:
    """The extracts and lists of codes that YAML files define; each file comes with the name that issues show."""
    extracts: dict[str, Extract] = {}
    codes: dict[str, CodeList] = {}
    for path, shown in files:
        for document in _documents(read_yaml(path, issues, shown), shown, issues):
            if "codes" in document:
                _keep(codes, "codes", checked(CodeList, document, issues, f"codes {document['codes']}"), issues)
            else:
                _keep(extracts, "extract", checked(Extract, document, issues, _subject(document)), issues)
    for extract in extracts.values():
        for rule in RULES:
            issues.add_all(rule(extract, codes))
    for listed in codes.values():
        issues.add_all(_clashing_codes(listed))
    return extracts, codes


def _documents(data: Any, shown: str, issues: Issues) -> Iterator[LinedDict]:
    for item in data if isinstance(data, list) else [data] if data is not None else []:
        if isinstance(item, LinedDict):
            yield item
        else:
            issues.add(WrongValue(file=shown, line=1, found=f'"{item}"', expected="`extract: NAME` or `codes: NAME`"))


def _subject(document: LinedDict) -> str:
    return f"extract {document['extract']}" if "extract" in document else ""


def _keep(kept: dict[str, Listed], key: str, made: Listed | None, issues: Issues) -> None:
    if made is None:
        return
    name = str(getattr(made, key))
    if name in kept:
        first = kept[name]
        issues.add(DuplicateDefinition(file=made.file, line=made.line(key), subject=f"{key} {name}",
                                       found=f'"{name}"', expected=f"one; {first.file}, line {first.line()} has it"))
    else:
        kept[name] = made


def _known_columns(extract: Extract, codes: dict[str, CodeList]) -> Iterator[UnknownColumn]:
    """The settings of an extract name columns that it has."""
    named = {"key": extract.key, "in_order": [name for pair in extract.in_order for name in pair],
             "reaches": extract.reaches}
    for setting, names in named.items():
        for name in names:
            if name not in extract.columns:
                yield UnknownColumn(file=extract.file, line=extract.line(setting),
                                    subject=f"extract {extract.extract}, {setting}", found=f'"{name}"',
                                    expected=did_you_mean(name, extract.columns))


def _dates_where_dates_belong(extract: Extract, codes: dict[str, CodeList]) -> Iterator[WrongType]:
    """What is put in order, and what says how far an extract reaches, are dates; so is what may lie in the future."""
    named = [("in_order", name) for pair in extract.in_order for name in pair]
    named += [("reaches", name) for name in extract.reaches]
    for setting, name in named:
        column = extract.columns.get(name)
        if column and column.type not in DATES:
            yield WrongType(file=extract.file, line=extract.line(setting),
                            subject=f"extract {extract.extract}, {setting}",
                            found=f'"{name}", which is of type {column.type}', expected="a date or datetime")
    for name, column in extract.columns.items():
        if column.future and column.type not in DATES:
            yield WrongType(file=column.file, line=column.line("future"), subject=f"extract {extract.extract}, {name}",
                            found=f"`future` in a column of type {column.type}", expected="a date or datetime")


def _known_lists(extract: Extract, codes: dict[str, CodeList]) -> Iterator[UnknownReference]:
    """A column of codes names a list that there is."""
    for name, column in extract.columns.items():
        if column.codes and column.codes not in codes:
            yield UnknownReference(file=column.file, line=column.line("codes"),
                                   subject=f"extract {extract.extract}, {name}", found=f'"{column.codes}"',
                                   expected=did_you_mean(column.codes, codes))


def _one_meaning(extract: Extract, codes: dict[str, CodeList]) -> Iterator[DuplicateDefinition]:
    """A heading means one column."""
    meant: dict[str, str] = {}
    for name in extract.columns:
        meant[spelling(name)] = name
    for name, column in extract.columns.items():
        for alias in column.aliases:
            other = meant.setdefault(spelling(alias), name)
            if other != name:
                yield DuplicateDefinition(file=column.file, line=column.line("aliases"),
                                          subject=f"extract {extract.extract}, {name}", found=f'"{alias}"',
                                          expected=f'a heading that does not mean "{other}" too')


RULES = (_known_columns, _dates_where_dates_belong, _known_lists, _one_meaning)
"""What an extract's definition must keep."""


def _clashing_codes(listed: CodeList) -> Iterator[DuplicateDefinition]:
    meant = {spelling(code): code for code in listed.values}
    for code, each in listed.values.items():
        for alias in each.aliases:
            other = meant.setdefault(spelling(alias), code)
            if other != code:
                yield DuplicateDefinition(file=each.file, line=each.line("aliases"),
                                          subject=f"codes {listed.codes}, {code}", found=f'"{alias}"',
                                          expected=f'a spelling that does not mean "{other}" too')
