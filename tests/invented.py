"""Invented figures for the shipped cell map, and a template that is a dictionary."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scorecard.definitions.cellmap import CellMap, load_cell_map
from scorecard.definitions.library import load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.issues import Issues
from scorecard.periods import Period, month
from scorecard.values import (
    Benchmark,
    Direction,
    ExtractFacts,
    IndicatorFacts,
    IndicatorValue,
    Key,
    Polarity,
    Rag,
    Run,
    Status,
    Unit,
    Values,
    index,
)
from scorecard.workbook.cells import Area
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.series import data_rows

REPORT_MONTH = month(2016, 3)
AGES = {
    "Unborn": (31, 13), "0-3": (210, 148), "4-11": (329, 235), "12-16": (122, 88), "17+": (5, 4),
}
"""Children on a plan in March 2015 and March 2016, from the report's section 1.14."""


@cache
def shipped() -> tuple[CellMap, dict[str, IndicatorFacts]]:
    """The cell map that comes with the package, and what is known of its indicators."""
    issues = Issues()
    workspace = Workspace(Path("nowhere"), Settings())
    definitions = load_definitions(workspace, issues)
    cells = load_cell_map(workspace.mappings("workbook"), definitions.indicators, issues)
    assert [str(issue) for issue in issues] == []
    return cells, {
        code: facts(code, each.unit, each.polarity, each.title) for code, each in definitions.indicators.items()
    }


def facts(code: str, unit: Unit, polarity: Polarity, title: str = "") -> IndicatorFacts:
    return IndicatorFacts(
        code=code, title=title or code, section="", unit=unit, polarity=polarity, measure="count",
        definition=f"What {code} counts.", numerator="rows", denominator="none", source="Report", notes="",
        extract="extract", file="mappings/indicators/x.yaml", line=7, version="1",
    )


def run(end: Period = REPORT_MONTH) -> Run:
    return Run("r1", dt.datetime(2016, 4, 12), "0.1", "Ambleford City Council", end, end.end)


def invented_values(end: Period = REPORT_MONTH) -> Values:
    """Thirteen months of every figure that the shipped cell map shows, and the months they are compared with."""
    cells, known = shipped()
    values = Values(run(end), {}, known, {})
    figures = Figures(values, "West Midlands")
    for row in data_rows(cells):
        if row.key.code in known and not row.all_but and not row.limit:
            for period in _periods(figures, row.key.basis):
                values.periods[period.label] = period
                for category in row.categories or ("",):
                    figure = _figure(known[row.key.code], period, row.breakdown, category)
                    values.figures[figure.key] = figure
                    if row.breakdown:
                        _remember(values, row.key.code, row.breakdown, category)
    values.benchmarks = [Benchmark("CP_REPEAT", "England", "2014-15", 0.166, "DfE")]
    values.periods["2014-15"] = REPORT_MONTH.financial_year.previous
    values.extracts = [ExtractFacts("contacts", "contacts.csv", "", "0", 12, 11, 1, None, end.end)]
    return values


def report_values() -> Values:
    """Invented figures with the report's own where it prints them: children on a plan by age."""
    values = invented_values()
    for period, at in (("2015-03", 0), ("2016-03", 1)):
        base = sum(both[at] for both in AGES.values())
        values.figures[Key("CP_PLANS", period)] = counted("CP_PLANS", period, base)._replace(
            change_last_year=-209.0 if at else None, direction_last_year=Direction.LOWER
        )
        for age, both in AGES.items():
            values.figures[Key("CP_PLANS", period, "age_group", age)] = counted(
                "CP_PLANS", period, both[at], base, "age_group", age
            )
        values.figures[Key("CP_PLANS", period, "age_group", "Not recorded")] = counted(
            "CP_PLANS", period, 0, base, "age_group", "Not recorded"
        )
    return values


def counted(
    code: str, period: str, value: float | None, base: float | None = None, breakdown: str = "", category: str = ""
) -> IndicatorValue:
    status = Status.NO_DATA if value is None else Status.COMPUTED
    return IndicatorValue(code, period, breakdown, category, value, base, value, status)


def values_of(known: Sequence[IndicatorFacts], figures: Sequence[IndicatorValue], end: Period = REPORT_MONTH) -> Values:
    """Just these figures."""
    values = Values(run(end), {}, {each.code: each for each in known}, index(figures))
    for figure in figures:
        if figure.breakdown:
            _remember(values, figure.code, figure.breakdown, figure.category)
    return values


def _remember(values: Values, code: str, breakdown: str, category: str) -> None:
    categories = values.breakdowns.setdefault((code, breakdown), [])
    if category not in categories:
        categories.append(category)


def _periods(figures: Figures, basis: object) -> list[Period]:
    months = figures.periods(basis)  # type: ignore[arg-type]
    return [*months, months[-1].previous, months[-1].last_year]


def _figure(known: IndicatorFacts, period: Period, breakdown: str, category: str) -> IndicatorValue:
    chance = random.Random(f"{known.code} {period.label} {category}")
    value = round(chance.random(), 3) if known.unit == Unit.PERCENT else float(chance.randrange(900))
    judged = known.polarity != Polarity.NO_JUDGEMENT and not breakdown
    target = (0.5 if known.unit == Unit.PERCENT else 40.0) if judged else None
    way = chance.choice([Direction.IMPROVED, Direction.WORSENED]) if judged else Direction.HIGHER
    rag = chance.choice([Rag.RED, Rag.AMBER, Rag.GREEN]) if judged else Rag.NONE
    return IndicatorValue(known.code, period.label, breakdown, category, value, None, value, Status.COMPUTED,
                          target, None, rag, 1.0, way, 1.0, way)


@dataclass
class PaperTemplate:
    """A template that is written down cell by cell."""

    texts: dict[tuple[str, int, int], str]
    names: Mapping[str, Area]
    formulas: set[tuple[str, int, int]] = field(default_factory=set)

    @property
    def file(self) -> str:
        return "template"

    @property
    def sheets(self) -> list[str]:
        return list(dict.fromkeys(sheet for sheet, _, _ in self.texts))

    def text(self, sheet: str, row: int, column: int) -> str:
        return self.texts.get((sheet, row, column), "")

    def has_formula(self, sheet: str, row: int, column: int) -> bool:
        return (sheet, row, column) in self.formulas


def paper(sheet: str, lines: Sequence[Sequence[str]], **names: tuple[int, int, int, int]) -> PaperTemplate:
    """A sheet as it would be typed, with names for areas (top, left, bottom, right)."""
    texts = {(sheet, r, c): text for r, line in enumerate(lines, 1) for c, text in enumerate(line, 1) if text}
    return PaperTemplate(texts, {name: Area(sheet, *area) for name, area in names.items()})
