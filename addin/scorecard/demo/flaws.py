"""The few slips that every council's records have, for the data quality sheet: none changes a figure."""

from __future__ import annotations

import datetime as dt

from scorecard.demo.rows import AssessmentRow, ContactRow, ReferralRow

SOURCES_OF_THEIR_OWN = {0.31: "HV", 0.58: "SCH", 0.83: "POL"}
"""Codes that are in no list, and how far down the referrals they stand."""


def plant_in_referrals(rows: list[ReferralRow]) -> None:
    for share, source in SOURCES_OF_THEIR_OWN.items():
        place = int(len(rows) * share)
        rows[place] = rows[place]._replace(source=source)


def plant_in_contacts(rows: list[ContactRow]) -> None:
    """A contact that was entered twice."""
    rows.append(rows[int(len(rows) * 0.7)])


def plant_in_assessments(rows: list[AssessmentRow]) -> None:
    """Two outcomes not filled in, and an assessment that ends before it starts."""
    done = [place for place, row in enumerate(rows) if row.authorised]
    for share in (0.45, 0.92):
        place = done[int(len(done) * share)]
        rows[place] = rows[place]._replace(outcome="")
    slip = rows[done[len(done) // 2]]
    rows.append(slip._replace(assessment_id=f"A{len(rows) + 1:06}", authorised=slip.started - dt.timedelta(3)))
