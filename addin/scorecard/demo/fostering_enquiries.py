"""Enquiries about becoming a foster carer, and how far each of them came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from scorecard.demo import fostering_recipe as recipe
from scorecard.demo.chance import Chance
from scorecard.demo.council import months_of
from scorecard.demo.fostering_recipe import Route
from scorecard.demo.working_days import WorkingDays
from scorecard.periods import financial_year_of

ACTIVE_AFTER = (20, 60)


class EnquiryRow(NamedTuple):
    enquiry_id: str
    enquired: dt.date
    stage_one_started: dt.date | None
    stage_two_started: dt.date | None
    approved: dt.date | None
    active_from: dt.date | None


def enquiries(calendar: WorkingDays) -> list[EnquiryRow]:
    """Those on a route to approval, and all who went no further than to ask."""
    chance = Chance("fostering enquiries")
    made = [row for route in recipe.ROUTES for row in _on_route(route, calendar, chance)]
    for year, count in recipe.ENQUIRIES.items():
        on_routes = sum(financial_year_of(row.enquired) == year for row in made)
        months = months_of(year)
        for _ in range(count - on_routes):
            month = chance.pick(months)
            day = month.start + dt.timedelta(chance.below((month.end - month.start).days + 1))
            made.append(EnquiryRow("", day, None, None, None, None))
    return sorted(made, key=lambda row: row.enquired)


def _on_route(route: Route, calendar: WorkingDays, chance: Chance) -> Iterator[EnquiryRow]:
    first, last = route.stage_one
    for number in range(route.enquirers):
        stage_one = calendar.on_or_before(first + dt.timedelta(chance.below((last - first).days + 1)))

        def after(days: tuple[int, int] | None, day: dt.date = stage_one) -> dt.date | None:
            return calendar.on_or_before(day + dt.timedelta(chance.between(*days))) if days else None

        enquired = stage_one - dt.timedelta(chance.between(*route.enquired_before))
        stage_two, approved = after(route.stage_two_after), after(route.approved_after)
        active = after(ACTIVE_AFTER, approved) if approved and number < route.active else None
        yield EnquiryRow("", enquired, stage_one, stage_two, approved, active)
