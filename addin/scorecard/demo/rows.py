"""The rows of the extracts: one class a file, its fields the columns in their order."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Day = dt.date | None


class ChildRow(NamedTuple):
    child_id: str
    date_of_birth: Day
    expected_date_of_birth: Day
    gender: str
    ethnicity: str
    disability: bool


class ContactRow(NamedTuple):
    contact_id: str
    child_id: str
    received: dt.datetime
    outcome_at: dt.datetime | None
    outcome: str
    source: str
    domestic_violence: bool


class ReferralRow(NamedTuple):
    referral_id: str
    child_id: str
    referred: dt.date
    source: str
    decided: Day
    nfa: bool
    team: str


class AssessmentRow(NamedTuple):
    assessment_id: str
    child_id: str
    started: dt.date
    authorised: Day
    outcome: str
    team: str


class StrategyDiscussionRow(NamedTuple):
    child_id: str
    held: dt.date
    led_to_section47: bool


class Section47Row(NamedTuple):
    section47_id: str
    child_id: str
    strategy_discussion: dt.date
    completed: Day
    outcome: str


class ConferenceRow(NamedTuple):
    conference_id: str
    child_id: str
    kind: str
    strategy_discussion: Day
    due: Day
    held: dt.date
    transfer_in: bool
    participation: str
    rating: str
    outcome: str


class PlanRow(NamedTuple):
    plan_id: str
    child_id: str
    started: dt.date
    ended: Day
    initial_category: str
    latest_category: str
    previous_plans: int


class EarlyHelpRow(NamedTuple):
    caf_id: str
    child_id: str
    opened: dt.date
    closed: Day
    lead_agency: str
    closure_reason: str


class ExploitationRow(NamedTuple):
    child_id: str
    gender: str
    level: str
    identified: dt.date
    level_from: dt.date
    level_to: Day


class MissingRow(NamedTuple):
    episode_id: str
    child_id: str
    missing_from: dt.datetime
    returned: dt.datetime | None
    looked_after: bool
    interview_offered: bool
    interview_held: dt.datetime | None


class CareLeaverRow(NamedTuple):
    young_person_id: str
    as_at: dt.date
    status: str
    became: dt.date
    date_of_birth: dt.date
    gender: str
    ethnicity: str
    disability: bool
    pathway_plan: Day
    pathway_plan_due: Day
    activity: str
    accommodation: str
    in_touch: str


class CaseloadRow(NamedTuple):
    as_at: dt.date
    team: str
    role: str
    worker_id: str
    fte: float
    cases: int


class CareEpisodeRow(NamedTuple):
    child_id: str
    started: dt.date
    reason_new: str
    legal_status: str
    placement: str
    provider: str
    ended: Day
    reason_ended: str
    urn: str


class CareReviewRow(NamedTuple):
    child_id: str
    due: dt.date
    held: dt.date
    participation: str
    rating: str


class PopulationRow(NamedTuple):
    year: int
    under_18: int


class PublishedRow(NamedTuple):
    code: str
    period: str
    breakdown: str
    category: str
    numerator: float | None
    denominator: float | None
    value: float | None
    source: str


class BenchmarkRow(NamedTuple):
    code: str
    period: str
    comparator: str
    value: float
    source: str


class TargetRow(NamedTuple):
    code: str
    period: str
    target: float | None
    green_from: float | None
    amber_from: float | None
    range_from: float | None
    range_to: float | None
