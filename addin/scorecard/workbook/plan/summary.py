"""What is written on the summary: title block, counts and what changed; its other parts have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.workspace import Settings
from scorecard.periods import Kind
from scorecard.values import Direction, Polarity, Rag
from scorecard.workbook import look, wording
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.plan.contents import SHEET, plan_contents, plan_key
from scorecard.workbook.plan.figures import Figures
from scorecard.workbook.plan.judged import Judged, changed, exceptions, judged_rows, on_target
from scorecard.workbook.plan.sections import Shown, comparators_words
from scorecard.workbook.plan.worst import Commentaries, plan_exception_lines, plan_exceptions

EDITION = 46
"""Characters that the edition's name has room for."""


def plan_summary(
    draft: Draft, cells: CellMap, figures: Figures, settings: Settings, shown: Shown, commentary: Commentaries
) -> None:
    """Everything on the first sheet; `shown` is where the indicators stand on their own pages."""
    judged = judged_rows(cells, figures)
    _title_block(draft, figures, settings)
    _at_a_glance(draft, cells, figures, judged)
    plan_exceptions(draft, cells, figures, judged, shown)
    plan_exception_lines(draft, cells, exceptions(judged), commentary)
    plan_contents(draft, cells, judged)
    _comparators(draft, cells, figures, settings, judged)
    plan_key(draft)


def _title_block(draft: Draft, figures: Figures, settings: Settings) -> None:
    run = figures.values.run
    draft.put_named("SCORECARD_COUNCIL", run.council, SHEET)
    draft.put_named("SCORECARD_PERIOD", wording.reporting_period(figures.end), SHEET)
    draft.put_named("SCORECARD_DATA_AS_AT", wording.day(run.data_as_at), SHEET)
    draft.put_named("SCORECARD_STATUS", wording.status(settings.status), SHEET)
    draft.put_named("SCORECARD_EDITION", wording.cut(settings.edition, EDITION), SHEET)
    contact = f"Whom to ask: {settings.contact}" if settings.contact else None
    draft.put_named("SCORECARD_CONTACT", contact, SHEET)


def _at_a_glance(draft: Draft, cells: CellMap, figures: Figures, judged: Sequence[Judged]) -> None:
    before = wording.month(figures.period(Kind.MONTH).previous.end)
    _tiles(draft, judged)
    draft.put_named("SUMMARY_CHANGED", changed_words(judged, before), SHEET)
    hidden = sum(each.is_hidden for each in judged)
    scope = f"{_count(len(judged), 'indicator')} in {_count(len(cells.sheets), 'section')}"
    draft.put_named("SUMMARY_SCOPE", scope + (f"; {hidden} hidden, {look.SUPPRESSED}" if hidden else ""), SHEET)
    draft.put_named("SUMMARY_TARGETS", _targets_words(judged), SHEET)
    draft.put_named("SUMMARY_SINCE", f"Direction since {before}", SHEET)
    ways = [each.direction for each in judged]
    for way in (Direction.IMPROVED, Direction.SAME, Direction.WORSENED):
        draft.put_named(f"SUMMARY_{way.name}", ways.count(way), SHEET)
    good = sum(figures.polarity(each.row.indicator) != Polarity.NO_JUDGEMENT for each in judged)
    draft.put_named("SUMMARY_DIRECTED", f"of {good} whose direction is good or bad", SHEET)
    met = on_target(cells, figures)
    then = f", {met[0]} a year ago" if met[0] is not None else ""
    draft.put_named("SUMMARY_ON_TARGET", f"{look.NO_DATA if met[-1] is None else met[-1]} now{then}", SHEET)


def _tiles(draft: Draft, judged: Sequence[Judged]) -> None:
    """How many are green, amber and red, and how many were when the scorecard was made before."""
    rags, before = [each.rag for each in judged], [each.rag_before for each in judged]
    known = any(before)
    for rag in (Rag.GREEN, Rag.AMBER, Rag.RED):
        draft.put_named(f"SUMMARY_{rag.name}", rags.count(rag), SHEET)
        draft.put_named(f"SUMMARY_{rag.name}_WAS", f"was {before.count(rag)}" if known else None, SHEET)
    without = sum(not each.has_target and not each.is_hidden for each in judged)
    draft.put_named("SUMMARY_NO_TARGET", without, SHEET)


def _targets_words(judged: Sequence[Judged]) -> str:
    """How many have a target, and why fewer are judged."""
    targets = [each for each in judged if each.has_target]
    hidden = sum(each.is_hidden for each in targets)
    lacking = sum(each.rag == Rag.NONE for each in targets) - hidden
    but = [f"{number} {words}" for number, words in ((hidden, "hidden"), (lacking, "without a figure")) if number]
    return "; ".join([f"{len(targets)} with a target", *but])


def changed_words(judged: Sequence[Judged], before: str) -> str:
    """How many judgements are others than a month ago, in two lines."""
    better, worse, both = changed(judged)
    if not both:
        return f"No judgement of {before}\nto compare with"
    if not better and not worse:
        return f"All judged as they were\nin {before}"
    return f"↑ {better} judged better, ↓ {worse} judged worse\nthan in {before}"


def _comparators(
    draft: Draft, cells: CellMap, figures: Figures, settings: Settings, judged: Sequence[Judged]
) -> None:
    words = comparators_words(figures, [each.row for each in judged], cells.usual_columns.values())
    year = words.removeprefix("Comparators").strip(", ")
    latest = f"Comparators: the latest published{f', {year}' if '/' in year else ''}"
    draft.put_named("SUMMARY_COMPARATORS", latest, SHEET)
    draft.put_named("SUMMARY_NEIGHBOURS", f"Statistical neighbours: {settings.neighbours}", SHEET)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
