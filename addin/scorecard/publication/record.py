"""What is kept of a publication: the manifest, made from the run, its files and what the gate said."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from scorecard import __version__
from scorecard.definitions.audiences import Audience
from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.publish.gate import Inspection
from scorecard.publish.manifest import (
    EditionFile,
    ExceptionLine,
    GateReport,
    HashedFile,
    Headline,
    InputFile,
    Manifest,
    hashed,
)
from scorecard.values import Direction, ExtractFacts, IndicatorValue, Polarity, Rag, Values
from scorecard.workbook import look, wording
from scorecard.workbook.plan import Commentary
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.judged import Judged, exceptions, judged_rows

PARTS = (("extracts", ".yaml"), ("indicators", ".yaml"), ("indicators", ".sql"), ("workbook", ".yaml"),
         ("checks", ".yaml"), ("benchmarks", ".yaml"))  # fmt: skip
LIBRARIES = ("duckdb", "lxml", "msoffcrypto-tool", "openpyxl", "pandas", "xlsxwriter")


def manifest_of(
    edition: Path, pdf: Path | None, template: Path, workspace: Workspace, settings: Settings, audience: Audience,
    cells: CellMap, values: Values, inputs: Iterable[ExtractFacts], commentary: Mapping[str, Commentary],
    inspection: Inspection, approved_by: str, published: dt.datetime, encrypted: bool,
) -> Manifest:
    """The manifest of a finished edition; `values` are those that the audience sees, which has not all inputs."""
    run, size = values.run, edition.stat().st_size
    return Manifest(
        edition=EditionFile(file=edition.name, sha256=hashed(edition), size=size, encrypted=encrypted),
        pdf=HashedFile(file=pdf.name, sha256=hashed(pdf)) if pdf else None,
        title=cells.summary.summary,
        council=run.council,
        audience=audience.name,
        audience_title=audience.title,
        period=run.period.label,
        period_words=wording.month(run.period.end),
        status=settings.status,
        data_as_at=run.data_as_at.isoformat(),
        contact=settings.contact,
        approved_by=approved_by,
        published=f"{published:%Y-%m-%dT%H:%M:%SZ}",
        snapshot=run.identifier,
        inputs=[InputFile(extract=each.name, file=each.file, sha256=each.sha256) for each in inputs],
        mappings=list(_mappings(workspace, run.period.label)),
        template=HashedFile(file=template.name, sha256=hashed(template)),
        versions={"scorecard": __version__, "python": platform.python_version(),
                  **{name: metadata.version(name) for name in LIBRARIES}},
        gate=GateReport(passed=not inspection.stopping, checks=inspection.checks, looked_at=inspection.looked_at,
                        warnings=[str(each) for each in inspection.warnings]),
        headline=headline_of(cells, Figures(values, settings.region), commentary),
    )  # fmt: skip


def _mappings(workspace: Workspace, period: str) -> Iterable[HashedFile]:
    """Every file that says how figures are counted and shown, and what was written about the month."""
    files = [each for part, suffix in PARTS for each in workspace.mappings(part, suffix)]
    files.append(workspace.audiences)
    for path in (workspace.folder / "scorecard.yaml", workspace.neighbours,
                 *sorted((workspace.commentary / period).glob("*.md"))):  # fmt: skip
        files.append((path, path.relative_to(workspace.folder).as_posix()))
    return (HashedFile(file=shown, sha256=hashed(path)) for path, shown in files if path.is_file())


def headline_of(cells: CellMap, figures: Figures, commentary: Mapping[str, Commentary]) -> Headline:
    """The first page in short: how many are green, amber and red, and the exceptions that it lists."""
    judged = judged_rows(cells, figures)
    rags = [each.rag for each in judged]
    worst = exceptions(judged)
    return Headline(
        green=rags.count(Rag.GREEN),
        amber=rags.count(Rag.AMBER),
        red=rags.count(Rag.RED),
        exceptions=[_line(each, figures, commentary) for each in worst[: cells.summary.exceptions]],
        exceptions_in_all=len(worst),
    )


def _line(judged: Judged, figures: Figures, commentary: Mapping[str, Commentary]) -> ExceptionLine:
    figure = judged.figure
    assert figure is not None
    section = commentary.get(judged.sheet.section)
    return ExceptionLine(
        label=judged.row.label,
        section=judged.sheet.title,
        value=_value(figure, figures),
        target=_target(figure, figures),
        rag=wording.RAG_WORDS[judged.rag],
        direction=look.NO_DATA if judged.direction == Direction.NONE else judged.direction.value.capitalize(),
        commentary=section.sentence_on(figure.key) if section else "",
    )


def _value(figure: IndicatorValue, figures: Figures) -> str:
    if figure.value is None:
        return wording.MISSING.get(figure.status, look.NO_DATA)
    return wording.number(figure.value, figures.unit(figure.code))


def _target(figure: IndicatorValue, figures: Figures) -> str:
    if figure.target is None:
        return look.NO_DATA
    said = wording.target_number(figure.target, figures.unit(figure.code))
    match figures.polarity(figure.code):
        case Polarity.IN_RANGE if figure.target_to is not None:
            return f"{said}–{wording.target_number(figure.target_to, figures.unit(figure.code))}"
        case Polarity.LOW_IS_GOOD:
            return f"{look.AT_MOST} {said}"
    return f"{look.AT_LEAST} {said}"
