"""Contacts: those that became referrals, all others, and notifications of domestic violence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scorecard.demo import front_door_recipe as recipe
from scorecard.demo.chance import Chance, by_weight, spread
from scorecard.demo.council import AS_AT, YEARS, Child, Council, months_of
from scorecard.demo.referrals import Referral, Referrals
from scorecard.demo.rows import ContactRow
from scorecard.periods import Period

SOURCES = by_weight(recipe.SOURCES)
POLICE = "6"
NEW_CHILD = 0.30
WEEKEND = 0.10
"""How many contacts a day of a weekend gets an outcome, for each on a working day."""
LATE_BY_DAYS = by_weight({1: 30, 2: 25, 3: 17, 4: 12, 5: 7, 6: 5, 7: 4})
RECENT = dt.timedelta(75)
OPENS, CLOSES = 9 * 60, 19 * 60
MINUTES = [dt.timedelta(minutes=count) for count in range(24 * 60 + 1)]


def contacts(referrals: Referrals, council: Council) -> list[ContactRow]:
    """All contacts in the order in which they were received."""
    front_door = _FrontDoor(referrals, council)
    made = [row for year in YEARS for row in front_door.year(year)]
    made += front_door.waiting()
    return sorted(made, key=lambda row: (row.received, row.child_id, row.outcome))


class _FrontDoor:
    """Draws the contacts of a year by the month of their outcome: the reported shares are of those."""

    def __init__(self, referrals: Referrals, council: Council) -> None:
        self.chance = Chance("contacts")
        self.referrals, self.council = referrals, council

    def year(self, year: int) -> Iterator[ContactRow]:
        contacts = spread(recipe.CONTACTS[year], recipe.CONTACT_SHAPE[year])
        in_time = _shared(contacts, recipe.CONTACTS_IN_24_HOURS[year], recipe.CONTACTS_IN_24_HOURS_SHAPE[year])
        no_more = _shared(contacts, recipe.ADVICE_OR_NFA[year], recipe.ADVICE_OR_NFA_SHAPE[year])
        violence = spread(recipe.DOMESTIC_VIOLENCE[year], recipe.CONTACT_SHAPE[year])
        for place, period in enumerate(months_of(year)):
            referred = self._referred_in(period)
            to_referral = round(contacts[place] * recipe.CONTACTS_TO_REFERRAL[year][place])
            outcomes = self._outcomes(
                no_more[place], recipe.ADVICE_OF_THESE[year][place], contacts[place] - to_referral - no_more[place]
            )
            flags = self.chance.flags(contacts[place], in_time[place])
            yield from self._month(period, referred[:to_referral], outcomes, flags, domestic_violence=False)
            yield from self._notifications(year, period, violence[place], referred[to_referral:])

    def _outcomes(self, no_more: int, advice_share: float, others: int) -> list[str]:
        """The outcomes of contacts that did not become referrals."""
        advice = round(no_more * advice_share)
        return ["ADVICE"] * advice + ["NFA"] * (no_more - advice) + self.chance.quota(others, recipe.OTHER_OUTCOMES)

    def _notifications(self, year: int, period: Period, count: int, referred: list[Referral]) -> Iterator[ContactRow]:
        """Notifications of domestic violence; some of the referrals came of them."""
        outcomes = self.chance.quota(count, recipe.DOMESTIC_VIOLENCE_OUTCOMES)
        others = [outcome for outcome in outcomes if outcome != "NEW_REFERRAL"]
        led_on = referred[: count - len(others)]
        count = len(led_on) + len(others)
        flags = self.chance.flags(count, round(count * recipe.DOMESTIC_VIOLENCE_IN_24_HOURS[year]))
        yield from self._month(period, led_on, others, flags, domestic_violence=True)

    def _referred_in(self, period: Period) -> list[Referral]:
        places = self.referrals.between(period.start, period.end + dt.timedelta(1))
        return self.chance.shuffled([self.referrals.all[place] for place in places])

    def _month(
        self, period: Period, referred: list[Referral], outcomes: list[str], flags: list[bool],
        *, domestic_violence: bool,
    ) -> Iterator[ContactRow]:
        in_time = iter(flags)
        for referral in referred:
            received, outcome_at = self._times(referral.referred, next(in_time))
            source = POLICE if domestic_violence else referral.source
            yield ContactRow("", referral.child.child_id, received, outcome_at, "NEW_REFERRAL", source,
                             domestic_violence)
        days = self._days(period)
        for outcome in outcomes:
            received, outcome_at = self._times(self.chance.pick(days), next(in_time))
            source = POLICE if domestic_violence else self.chance.pick(SOURCES)
            yield ContactRow("", self._child(received.date(), outcome).child_id, received, outcome_at, outcome, source,
                             domestic_violence)

    def _days(self, period: Period) -> list[dt.date]:
        """The days of a month, working days ten times."""
        calendar = self.council.calendar
        days = [period.start + dt.timedelta(place) for place in range((period.end - period.start).days + 1)]
        often = round(1 / WEEKEND)
        return [day for day in days for _ in range(often if day in calendar else 1)]

    def _child(self, day: dt.date, outcome: str) -> Child:
        chance, referrals = self.chance, self.referrals
        if outcome in ("EXISTING_REFERRAL", "CP_ENQUIRY"):
            places = referrals.between(day - RECENT, day + dt.timedelta(1))
            for _ in range(3):
                child = referrals.all[chance.pick(places)].child
                if child.is_child_on(day):
                    return child
        return self.council.child_of_today(day) if chance.happens(NEW_CHILD) else self.council.known_child(chance, day)

    def _times(self, day: dt.date, in_time: bool) -> tuple[dt.datetime, dt.datetime]:
        """When a contact with an outcome on a day was received, and when it had its outcome."""
        chance = self.chance
        minute = chance.between(OPENS, CLOSES)
        midnight = dt.datetime(day.year, day.month, day.day)
        outcome_at = midnight + MINUTES[minute]
        if in_time:
            same_day = chance.happens(0.94 if day.weekday() == 0 else 0.66)
            minutes = chance.between(5, minute - 7 * 60) if same_day else chance.between(minute + 120, 24 * 60)
            return outcome_at - MINUTES[minutes], outcome_at
        return self._late(midnight, minute), outcome_at

    def _late(self, midnight: dt.datetime, minute: int) -> dt.datetime:
        """Some days before, seldom on a day off."""
        days = self.chance.pick(LATE_BY_DAYS)
        received = midnight - dt.timedelta(days)
        if received.date() not in self.council.calendar and not self.chance.happens(0.3):
            before = self.council.calendar.on_or_before(received.date())
            days += (received.date() - before).days
        latest = minute - 5 if days == 1 else CLOSES
        return midnight - dt.timedelta(days) + MINUTES[self.chance.between(8 * 60, latest)]

    def waiting(self) -> Iterator[ContactRow]:
        """Contacts of the last two days that have no outcome yet."""
        for place in range(recipe.CONTACTS_WITHOUT_OUTCOME):
            day = AS_AT - dt.timedelta(place % 2)
            received = dt.datetime(day.year, day.month, day.day, 9 + place, self.chance.below(60))
            child = self.council.known_child(self.chance, day)
            yield ContactRow("", child.child_id, received, None, "", self.chance.pick(SOURCES), False)


def _shared(counts: list[int], share: float, shape: tuple[float, ...]) -> list[int]:
    """How many of each month's contacts make up a share of the year's."""
    return spread(round(sum(counts) * share), [count * each for count, each in zip(counts, shape, strict=True)])
