"""Write the extracts and the settings of the invented council into a folder."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from scorecard.demo import assessments, conferences, contacts, enquiries, flaws, reference, referrals, rows
from scorecard.demo.council import NAME, REGION, Council
from scorecard.demo.plan_children import give_children
from scorecard.demo.plans import Plan, plans

SETTINGS = f"""\
# The council that the scorecard is of. Its name stands on every sheet.
council: {NAME}
region: {REGION}

# The day from which the extracts are complete. Periods that began earlier have no figures.
extracts_begin:
  default: 2014-04-01
"""

SHOWN: dict[type[Any], Callable[[Any], str]] = {
    bool: lambda yes: "Y" if yes else "N",
    dt.datetime: lambda moment: moment.isoformat(" ", "minutes"),
}
"""Values that are not written as they are."""

Row = TypeVar("Row", bound=NamedTuple)


@dataclass
class DemoReport:
    """What was written: the files and how many rows each has."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        return [self.folder / "scorecard.yaml", *(self.folder / "extracts" / f"{name}.csv" for name in self.rows)]


def write_demo(folder: Path) -> DemoReport:
    """Write `scorecard.yaml` and `extracts/*.csv`, the same bytes every time."""
    extracts = folder / "extracts"
    extracts.mkdir(parents=True, exist_ok=True)
    (folder / "scorecard.yaml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    report = DemoReport(folder)
    for name, (kind, table) in _tables().items():
        _write(extracts / f"{name}.csv", kind, table)
        report.rows[name] = len(table)
    return report


def _tables() -> dict[str, tuple[type[NamedTuple], Sequence[NamedTuple]]]:
    """All extracts: later events are made first, and those that they came of are made to fit."""
    council = Council()
    calendar = council.calendar
    all_plans = plans(calendar)
    give_children(all_plans, council)
    initial = conferences.initial_conferences(all_plans, council)
    held = conferences.rows(initial, conferences.reviews(all_plans, calendar), calendar)
    all_enquiries = enquiries.enquiries(initial, council)
    all_referrals = referrals.referrals(all_enquiries, council)
    all_assessments = assessments.assessments(all_referrals.all, council)

    contact_rows = _numbered("K", contacts.contacts(all_referrals, council))
    referral_rows = _numbered("R", referrals.rows(all_referrals))
    assessment_rows = _numbered("A", assessments.rows(all_assessments, calendar))
    flaws.plant_in_contacts(contact_rows)
    flaws.plant_in_referrals(referral_rows)
    flaws.plant_in_assessments(assessment_rows)
    return {
        "children": (rows.ChildRow, [child.row for child in council.children]),
        "contacts": (rows.ContactRow, contact_rows),
        "referrals": (rows.ReferralRow, referral_rows),
        "assessments": (rows.AssessmentRow, assessment_rows),
        "strategy_discussions": (rows.StrategyDiscussionRow, enquiries.discussion_rows(all_enquiries)),
        "section47": (rows.Section47Row, _numbered("S", enquiries.section47_rows(all_enquiries, calendar))),
        "conferences": (rows.ConferenceRow, _numbered("X", held)),
        "cp_plans": (rows.PlanRow, _numbered("P", _plan_rows(all_plans))),
        "population": (rows.PopulationRow, reference.population()),
        "published": (rows.PublishedRow, []),
        "benchmarks": (rows.BenchmarkRow, reference.benchmarks()),
        "targets": (rows.TargetRow, reference.targets()),
    }


def _plan_rows(all_plans: list[Plan]) -> list[rows.PlanRow]:
    return [
        rows.PlanRow("", plan.known_child.child_id, plan.started, plan.ended, plan.initial_category,
                     plan.latest_category, plan.previous_plans)
        for plan in all_plans
    ]


def _numbered(letter: str, unnumbered: Iterable[Row]) -> list[Row]:
    """Rows with identifiers in their first column."""
    return [row._make((f"{letter}{number:06}", *row[1:])) for number, row in enumerate(unnumbered, 1)]


def _write(path: Path, kind: type[Any], table: Sequence[Sequence[Any]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(kind._fields)
    writer.writerows(zip(*[_shown(column) for column in zip(*table, strict=True)], strict=True))
    # Excel saves "CSV UTF-8" with a byte order mark.
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="\n")


def _shown(column: Sequence[Any]) -> Sequence[Any]:
    """A column as it is written; only columns of yes and no and of times need a change."""
    kinds = set(map(type, column))
    if kinds.isdisjoint(SHOWN):
        return column
    return [SHOWN[type(value)](value) if value is not None else None for value in column]
