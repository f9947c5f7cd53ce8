"""YAML files -> checked objects that know their file and line; what is wrong with them, all together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, ValidationError, model_validator

from scorecard.issues import Issues, MappingIssue, MissingKey, UnknownKey, UnreadableMapping, WrongValue


class LinedDict(dict[str, Any]):
    """A mapping of a YAML file that remembers where it and its keys stand."""

    file: str = ""
    line: int = 0
    lines: dict[str, int]


_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader, seven times as fast, where PyYAML was built with it."""


class _Loader(_Fastest):  # type: ignore[misc]
    """YAML as analysts mean it: only true and false are booleans, and dates stay text."""

    file = ""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# Without YAML 1.1's `yes`, `on` and 12:30 as a number; both lists name the characters that a value may begin with.
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> LinedDict:
    made = LinedDict()
    made.file, made.line, made.lines = loader.file, node.start_mark.line + 1, {}
    _refuse_twice(node)
    loader.flatten_mapping(node)
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        made[key] = loader.construct_object(value_node, deep=True)
        made.lines[key] = key_node.start_mark.line + 1
    return made


def _refuse_twice(node: yaml.MappingNode) -> None:
    """YAML would keep the last of two equal keys without a word."""
    seen: set[str] = set()
    for key_node, _ in node.value:
        if key_node.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f'"{key_node.value}" stands twice', key_node.start_mark)
        seen.add(str(key_node.value))


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class Definition(BaseModel):
    """Base of all definitions: unknown keys are issues, and the object knows its file and line."""

    model_config = ConfigDict(extra="forbid")
    _file: str = PrivateAttr("")
    _line: int = PrivateAttr(0)
    _lines: dict[str, int] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        made = handler(data)
        if isinstance(data, LinedDict):
            made._file, made._line, made._lines = data.file, data.line, data.lines
        return made

    @property
    def file(self) -> str:
        return self._file

    def line(self, key: str = "") -> int:
        """The line of the object, or of one of its keys."""
        return self._lines.get(key, self._line)


Defined = TypeVar("Defined", bound=Definition)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What to expect instead of a word that is not known."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, 1) or [n for n in names if n.lower() == word.lower()]
    return f'"{near[0]}" (did you mean that?)' if near else "one of " + ", ".join(names)


def read_yaml(path: Path, issues: Issues, shown_as: str = "") -> Any:
    """The contents of a YAML file; None, and an issue with its line, when it cannot be read."""
    shown = shown_as or str(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        issues.add(UnreadableMapping(file=shown, line=1, found=str(error).splitlines()[0]))
        return None
    loader.file = shown
    try:
        return loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = (getattr(error, "problem", None) or str(error)).removeprefix("found ")
        issues.add(UnreadableMapping(file=shown, line=mark.line + 1 if mark else 1, found=found))
        return None
    finally:
        loader.dispose()


def checked(model: type[Defined], data: Any, issues: Issues, subject: str = "") -> Defined | None:
    """One object of a model, or None and an issue for each mistake in it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for each in error.errors():
            issues.add(_issue(model, data, each, subject))
        return None


WORDS = {
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "text",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "settings with names",
    "model_type": "settings with names",
    "model_attributes_type": "settings with names",
    "date_from_datetime_parsing": "a date such as 2014-04-01",
    "date_parsing": "a date such as 2014-04-01",
}
"""What the checker's kinds of mistake expect, in an analyst's words."""


def _issue(model: type[Definition], data: Any, error: Any, subject: str) -> MappingIssue:
    path, kind = error["loc"], error["type"]
    file, line = _place(data, path)
    place: dict[str, Any] = {"file": file, "line": line, "subject": ", ".join(filter(None, [subject, _readable(path)]))}
    said = error["msg"].removeprefix("Value error, ")
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return UnknownKey(**place, found=f'"{path[-1]}"', expected=did_you_mean(str(path[-1]), known) if known else "")
    if kind == "missing":
        return MissingKey(**place, expected=f'"{path[-1]}"')
    if kind == "value_error" and isinstance(error["input"], dict):
        return MissingKey(**place, expected=said)
    if kind in ("enum", "literal_error"):
        options = [part.strip("' ") for part in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
        return WrongValue(**place, found=f'"{error["input"]}"', expected=did_you_mean(str(error["input"]), options))
    return WrongValue(**place, found=_short(error["input"]), expected=WORDS.get(kind, said))


def _short(value: Any) -> str:
    text = str(dict(value) if isinstance(value, LinedDict) else value)
    return f'"{text[:77]}..."' if len(text) > 80 else f'"{text}"'


def _readable(path: tuple[Any, ...]) -> str:
    words = [str(p + 1) if isinstance(p, int) else str(p) for p in path if not str(p).startswith("function-")]
    return " ".join(words)


def _place(data: Any, path: tuple[Any, ...]) -> tuple[str, int]:
    """File and line of the deepest part of a path that has one."""
    file, line = "", 0
    for step in (*path, None):
        if isinstance(data, LinedDict):
            file, line = data.file, data.lines.get(str(step), data.line)
            data = data.get(str(step)) if step is not None else None
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    return file, line


def _fields_at(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that an object at a path of a model may have; a union offers those of all its members."""
    models: list[type[BaseModel]] = [model]
    for step in path:
        if not isinstance(step, str):
            continue
        inner = [
            found
            for each in models
            if step in each.model_fields
            for found in _models_in(each.model_fields[step].annotation)
        ]
        models = inner or [each for each in models if each.__name__ == step] or models
    return sorted({name for each in models for name in each.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]


Check = Callable[[Any, Issues], None]
"""A rule that a set of definitions must keep; a package of definitions lists its rules in a tuple RULES."""
