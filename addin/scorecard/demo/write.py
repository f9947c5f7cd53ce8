"""Write the extracts and the settings of the invented council into a folder."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from scorecard.collecting import without_collecting
from scorecard.demo import (
    adopters,
    adoptions,
    assessments,
    care_leavers,
    caseloads,
    commentary,
    conferences,
    contacts,
    early_help,
    enquiries,
    exploitation,
    flaws,
    foster_adoptions,
    fostering,
    fostering_enquiries,
    missing,
    reference,
    referrals,
    rows,
)
from scorecard.demo.council import NAME, REGION, Council
from scorecard.demo.looked_after import looked_after
from scorecard.demo.plan_children import give_children
from scorecard.demo.plans import Plan, plans
from scorecard.errors import UsageError

OURS = "# The workspace of an invented council, written by `scorecard demo`."

SETTINGS = f"""\
{OURS}

# The council that the scorecard is of. Its name stands on every sheet.
council: {NAME}
region: {REGION}

# Whom to ask: the first page says it.
contact: Performance team, performance@ambleford.example, 01632 960 123

# The day from which the extracts are complete. Periods that began earlier have no figures.
extracts_begin:
  default: 2014-04-01
  # The registers of missing children and of exploitation are kept since then; care leavers are listed every month.
  missing_episodes: 2015-04-01
  exploitation_risks: 2015-04-01
  care_leavers: 2015-03-31
  # Three years of adoptions.
  adoptions: 2013-04-01
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
        extracts = (self.folder / "extracts" / f"{name}.csv" for name in self.rows)
        return [self.folder / "scorecard.yaml", *extracts, *sorted(self.folder.glob("commentary/*/*.md"))]


@without_collecting()
def write_demo(folder: Path) -> DemoReport:
    """Write `scorecard.yaml`, `extracts/*.csv` and the commentary, the same bytes every time."""
    _refuse_somebody_elses(folder)
    extracts = folder / "extracts"
    extracts.mkdir(parents=True, exist_ok=True)
    (folder / "scorecard.yaml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    _write_commentary(folder / "commentary" / commentary.PERIOD)
    report = DemoReport(folder)
    for name, (kind, table) in _tables().items():
        _write(extracts / f"{name}.csv", kind, table)
        report.rows[name] = len(table)
    return report


def _refuse_somebody_elses(folder: Path) -> None:
    """A folder that holds anything but a demo is never written into."""
    settings = folder / "scorecard.yaml"
    ours = settings.is_file() and settings.read_text(encoding="utf-8").startswith(OURS)
    if folder.is_dir() and any(folder.iterdir()) and not ours:
        raise UsageError(f"{folder} is not empty.", "Name a new folder for the demo; nothing was written.")


def _write_commentary(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for section, text in commentary.texts().items():
        (folder / f"{section}.md").write_text(text, encoding="utf-8", newline="\n")


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
    early_help_rows = _numbered("E", early_help.rows(council))
    flaws.plant_in_contacts(contact_rows)
    flaws.plant_in_referrals(referral_rows)
    flaws.plant_in_assessments(assessment_rows)
    care_rows, review_rows = looked_after(all_plans, council)
    by_carers = foster_adoptions.chosen(care_rows)
    care_rows = foster_adoptions.with_carers(care_rows, chain.from_iterable(by_carers.values()))
    register, adopted = fostering.households(), adoptions.adoptions(by_carers)
    enquirers = fostering_enquiries.enquiries(calendar)
    return {
        "children": (rows.ChildRow, [*(child.row for child in council.children), *adoptions.children(adopted)]),
        "early_help": (rows.EarlyHelpRow, early_help_rows),
        "contacts": (rows.ContactRow, contact_rows),
        "referrals": (rows.ReferralRow, referral_rows),
        "assessments": (rows.AssessmentRow, assessment_rows),
        "strategy_discussions": (rows.StrategyDiscussionRow, enquiries.discussion_rows(all_enquiries)),
        "section47": (rows.Section47Row, _numbered("S", enquiries.section47_rows(all_enquiries, calendar))),
        "conferences": (rows.ConferenceRow, _numbered("X", held)),
        "cp_plans": (rows.PlanRow, _numbered("P", _plan_rows(all_plans))),
        "care_episodes": (rows.CareEpisodeRow, care_rows),
        "care_reviews": (rows.CareReviewRow, review_rows),
        "care_leavers": (rows.CareLeaverRow, care_leavers.rows()),
        "missing_episodes": (rows.MissingRow, _numbered("M", missing.rows(council))),
        "exploitation_risks": (rows.ExploitationRow, exploitation.rows(council)),
        "caseloads": (rows.CaseloadRow, caseloads.rows()),
        "fostering_households": (fostering.HouseholdRow, register),
        "fostering_capacity": (fostering.CapacityRow, fostering.capacity(register)),
        "fostering_enquiries": (fostering_enquiries.EnquiryRow, _numbered("FE", enquirers)),
        "adoptions": (adoptions.AdoptionRow, adopted),
        "adopters": (adopters.AdopterRow, adopters.adopters()),
        "population": (rows.PopulationRow, reference.population()),
        "published": (rows.PublishedRow, reference.published()),
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
