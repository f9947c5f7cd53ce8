"""All definitions of a workspace, read from YAML, checked against each other, with every mistake reported together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorecard.definitions.expressions import (
    EVENT_DATE,
    PERIOD_DATES,
    PERIOD_END,
    PERIOD_START,
    Checker,
    Expression,
    Place,
    Sort,
)
from scorecard.definitions.extract import CodeList, Column, Extract, Type, load_extracts
from scorecard.definitions.indicator import Band, Indicator, IndicatorFile, Measure, View
from scorecard.definitions.source import Definition, LinedDict, checked, did_you_mean, read_yaml
from scorecard.definitions.views import checked_view
from scorecard.definitions.workspace import Workspace
from scorecard.issues import (
    CircularDefinition,
    DuplicateDefinition,
    Issues,
    MappingIssue,
    UnknownColumn,
    UnknownReference,
    WrongType,
)


@dataclass(frozen=True)
class Category:
    """A breakdown of an indicator, ready to be counted."""

    name: str
    by: Expression
    where: Expression | None
    labels: tuple[str, ...] = ()
    """All categories in their order, where they are declared; seen ones follow."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Labels of codes, in the order of their list."""


@dataclass(frozen=True)
class Counted:
    """An indicator with its expressions checked. `relation` is the extract or view that it counts."""

    indicator: Indicator
    relation: str
    where: Expression | None
    numerator: Expression | None
    of: Expression | None
    categories: tuple[Category, ...]

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def columns(self) -> frozenset[str]:
        """The columns without which the indicator cannot be worked out at all."""
        each = self.indicator
        named = {each.event_date, each.open_from, each.open_to, each.first_of} - {""}
        parts = [part.columns for part in (self.where, self.numerator, self.of) if part]
        return frozenset(named.union(*parts)) - PERIOD_DATES


@dataclass
class Definitions:
    """What the mappings say: extracts, codes, views and indicators."""

    extracts: dict[str, Extract] = field(default_factory=dict)
    codes: dict[str, CodeList] = field(default_factory=dict)
    bands: dict[str, Band] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    view_queries: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    counted: dict[str, Counted] = field(default_factory=dict)

    def columns_of(self, relation: str) -> dict[str, Column]:
        """The columns of an extract or view; those of the child stand beside the extract's own."""
        view = self.views.get(relation)
        if view:
            added = {name: Column(type=kind) for name, kind in view.adds.items()}
            return {**self.columns_of(view.extends), **added}
        own = self.extracts[relation].columns if relation in self.extracts else {}
        children = self.extracts.get("children")
        if children and relation != "children" and "child_id" in own:
            return {**children.columns, **own}
        return dict(own)

    def extract_of(self, relation: str) -> str:
        """The extract whose rows a relation has."""
        view = self.views.get(relation)
        return self.extract_of(view.extends) if view else relation

    @property
    def needed(self) -> set[str]:
        """The extracts that indicators are counted from, with the children that they are about."""
        needed = {self.extract_of(each.relation) for each in self.counted.values()} | {"children"}
        if any(each.measure == Measure.RATE for each in self.indicators.values()):
            needed.add("population")
        return needed & set(self.extracts)

    def derived_in_order(self) -> list[Indicator]:
        """Indicators that are worked out from others, each after those it needs."""
        order: list[Indicator] = []

        def visit(indicator: Indicator) -> None:
            for name in (indicator.numerator, indicator.denominator):
                if name and self.indicators[name].is_derived:
                    visit(self.indicators[name])
            if indicator not in order:
                order.append(indicator)

        for indicator in self.indicators.values():
            if indicator.is_derived:
                visit(indicator)
        return order


def load_definitions(workspace: Workspace, issues: Issues) -> Definitions:
    """Everything under `mappings/`, the workspace's files in place of the shipped ones."""
    made = Definitions()
    made.extracts, made.codes = load_extracts(workspace.mappings("extracts"), issues)
    for path, shown in workspace.mappings("indicators"):
        _read(path, shown, made, issues)
    _check_views(workspace, made, issues)
    for indicator in made.indicators.values():
        _check(indicator, made, issues)
    _check_circles(made, issues)
    return made


def _read(path: Path, shown: str, made: Definitions, issues: Issues) -> None:
    data = read_yaml(path, issues, shown)
    held = checked(IndicatorFile, data, issues) if data is not None else None
    if not held:
        return
    for kind, mine, all_of in (("band", held.bands, made.bands), ("view", held.views, made.views)):
        for name, each in mine.items():
            _unique(kind, name, each, all_of, issues)  # type: ignore[arg-type]
    if held.section:
        made.sections[held.section] = held.title or held.section
    for entry in held.indicators:
        code = entry.get("code", "?") if isinstance(entry, LinedDict) else "?"
        indicator = checked(Indicator, entry, issues, f"indicator {code}")
        if indicator:
            indicator.section = indicator.section or held.section
            _unique("indicator", indicator.code, indicator, made.indicators, issues)  # type: ignore[arg-type]


def _unique(kind: str, name: str, each: Definition, all_of: dict[str, Definition], issues: Issues) -> None:
    if name in all_of:
        first = all_of[name]
        issues.add(
            DuplicateDefinition(
                file=each.file,
                line=each.line(),
                subject=f"{kind} {name}",
                found=f'"{name}"',
                expected=f"a name other than that of {first.file}, line {first.line()}",
            )
        )
        return
    all_of[name] = each


def _check_views(workspace: Workspace, made: Definitions, issues: Issues) -> None:
    files = {path.name: (path, shown) for path, shown in workspace.mappings("indicators", ".sql")}
    for name, view in list(made.views.items()):
        if view.extends not in made.extracts and view.extends not in made.views:
            _unknown(view, "extends", f"view {name}", view.extends, [*made.extracts, *made.views], issues)
            del made.views[name]
        elif view.sql not in files:
            _unknown(view, "sql", f"view {name}", view.sql, files, issues)
        else:
            path, shown = files[view.sql]
            known = [*made.extracts, *made.views]
            query = checked_view(path.read_text(encoding="utf-8"), shown, name, known, issues)
            if query:
                made.view_queries[name] = query


def _unknown(each: Definition, key: str, subject: str, found: str, known: object, issues: Issues) -> None:
    """A name that is not defined; one whose own file is faulty is told there and not again wherever it is used."""
    if any(issue.file == f"mappings/extracts/{found}.yaml" for issue in issues):
        return
    issues.add(
        UnknownReference(
            file=each.file,
            line=each.line(key),
            subject=f"{subject}, {key}",
            found=f'"{found}"',
            expected=did_you_mean(found, known),  # type: ignore[arg-type]
        )
    )


def _check(indicator: Indicator, made: Definitions, issues: Issues) -> None:
    """Check an indicator's references and expressions; a sound one joins `counted`."""
    subject = f"indicator {indicator.code}"
    if indicator.is_derived:
        for key in ("numerator", "denominator"):
            name = getattr(indicator, key)
            if name and name not in made.indicators:
                _unknown(indicator, key, subject, name, made.indicators, issues)
        return
    relation = indicator.extract
    if relation not in made.extracts and relation not in made.views:
        _unknown(indicator, "extract", subject, relation, [*made.extracts, *made.views], issues)
        return
    columns = made.columns_of(relation)
    dates_sound = [_check_date(indicator, key, columns, issues) for key in ("event_date", "open_from", "open_to")]
    dates = (EVENT_DATE, PERIOD_START, PERIOD_END) if indicator.is_stock else (EVENT_DATE,)
    checker = Checker(columns, made.codes, issues, dates)
    before = len(issues)
    of_sort = Sort.NUMBER if indicator.measure in (Measure.SUM, Measure.MEAN, Measure.MEDIAN) else None
    numerator = _part(checker, indicator, "numerator", Sort.TRUTH)
    where = _part(checker, indicator, "where", Sort.TRUTH)
    _part(checker, indicator, "first_of", None)
    of = _part(checker, indicator, "of", of_sort)
    categories = [_category(indicator, name, checker, made) for name in indicator.breakdowns]
    if len(issues) == before and all(dates_sound):
        made.counted[indicator.code] = Counted(
            indicator, relation, where, numerator, of, tuple(each for each in categories if each)
        )


def _check_date(indicator: Indicator, key: str, columns: Mapping[str, Column], issues: Issues) -> bool:
    name = getattr(indicator, key)
    if not name:
        return True
    if name in columns and columns[name].type in (Type.DATE, Type.DATETIME):
        return True
    kind: type[MappingIssue] = WrongType if name in columns else UnknownColumn
    issues.add(
        kind(
            file=indicator.file,
            line=indicator.line(key),
            subject=f"indicator {indicator.code}, {key}",
            found=f'"{name}", {columns[name].type}' if name in columns else f'"{name}"',
            expected="a date" if name in columns else did_you_mean(name, columns),
        )
    )
    return False


def _part(checker: Checker, indicator: Indicator, key: str, wanted: Sort | None) -> Expression | None:
    text = getattr(indicator, key)
    place = Place(indicator.file, indicator.line(key), f"indicator {indicator.code}, {key}")
    return checker.check(text, place, wanted) if text else None


def _category(indicator: Indicator, name: str, checker: Checker, made: Definitions) -> Category | None:
    breakdown = indicator.breakdowns[name]
    band = made.bands.get(breakdown.by)
    subject = f"indicator {indicator.code}, breakdown {name}"
    place = Place(indicator.file, breakdown.line() or indicator.line("breakdowns"), subject)
    where = checker.check(breakdown.where, place, Sort.TRUTH) if breakdown.where else None
    if band:
        place = Place(band.file, band.line("of"), f"band {breakdown.by} for {subject}")
        by = checker.check(band_text(band), place)
        return Category(name, by, where, tuple(band.labels)) if by else None
    by = checker.check(breakdown.by, place)
    if not by:
        return None
    column = checker.columns.get(breakdown.by)
    codes = made.codes[column.codes].values if column and column.codes in made.codes else {}
    return Category(name, by, where, codes={code: each.label for code, each in codes.items()})


def band_text(band: Band) -> str:
    """A band as an expression of the language: CASE WHEN it is below the next band's lowest value ..."""
    if band.groups:
        branches = [
            f"WHEN {band.of} IN ({', '.join(_quoted(code) for code in codes)}) THEN {_quoted(label)}"
            for label, codes in band.groups.items()
        ]
        others = f" ELSE {band.others}" if band.others else ""
        return f"CASE {' '.join(branches)}{others} END"
    labels, lowest = list(band.lowest), list(band.lowest.values())
    branches = [
        f"WHEN ({band.of}) < {ceiling:g} THEN {_quoted(label)}"
        for label, ceiling in zip(labels, lowest[1:], strict=False)
        if ceiling is not None
    ]
    if lowest[0] is not None:
        branches.insert(0, f"WHEN ({band.of}) < {lowest[0]:g} THEN NULL")
    return f"CASE {' '.join(branches)} WHEN ({band.of}) IS NOT NULL THEN {_quoted(labels[-1])} END"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _check_circles(made: Definitions, issues: Issues) -> None:
    """Report each indicator that is worked out from itself, and leave out what cannot be worked out."""
    for code, indicator in list(made.indicators.items()):
        if not indicator.is_derived:
            continue
        path, open_ends = [code], [indicator.numerator, indicator.denominator]
        while open_ends:
            name = open_ends.pop()
            if name == code:
                issues.add(
                    CircularDefinition(
                        file=indicator.file,
                        line=indicator.line("numerator"),
                        subject=f"indicator {code}",
                        found=" needs ".join([*path, code]),
                    )
                )
                break
            needed = made.indicators.get(name)
            if needed and needed.is_derived and name not in path:
                path.append(name)
                open_ends += [needed.numerator, needed.denominator]
