"""Children who went missing, and the interviews after their return: month by month since the record was kept."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from scorecard.demo.chance import Chance, spread
from scorecard.demo.council import AS_AT, Child, Council, months_of, years_before
from scorecard.demo.rows import MissingRow
from scorecard.periods import Period

BEGIN = dt.date(2015, 4, 1)
"""The day from which the council has this record."""


class Month(NamedTuple):
    """Episodes that began, the children they were of, interviews held and those within 72 hours."""

    episodes: int
    looked_after: int
    at_home: int
    interviews: int
    in_time: int


MONTHS = (
    Month(79, 27, 15, 19, 11), Month(86, 29, 16, 21, 12), Month(92, 31, 17, 24, 15), Month(96, 32, 18, 25, 15),
    Month(83, 28, 15, 21, 14), Month(88, 30, 16, 24, 16), Month(94, 31, 17, 26, 18), Month(85, 29, 15, 25, 17),
    Month(75, 26, 14, 21, 14), Month(80, 27, 14, 24, 17), Month(72, 25, 13, 23, 16), Month(61, 22, 11, 22, 16),
)
"""The year 2015/16 from April."""
BACK_FROM_THE_MONTH_BEFORE = 1
"""Children who came back in March from an episode that began in February, and were not missing again."""
OFTEN_MISSING = 70
OFFERED_WITHOUT_INTERVIEW = 0.55
IN_TIME_DAYS, LATE_DAYS = (1, 2), (4, 8)
"""Days from the return to an interview in office hours: two are never more than 72 hours, four always are."""
LONGEST = (240, 600, 900, 2400)
"""Minutes that an episode lasts at most."""
FIRST_DAYS = 10
"""Who is interviewed first went missing this early in the month, so that the interview falls into it."""


def rows(council: Council) -> list[MissingRow]:
    """The rows of the extract in the order in which episodes began."""
    chance = Chance("missing")
    first, last = years_before(AS_AT, 17), years_before(AS_AT, 13)
    known = chance.shuffled([child for child in council.children if first < child.born < last])
    looked_after, at_home = known[:OFTEN_MISSING], known[OFTEN_MISSING : 2 * OFTEN_MISSING]
    made: list[MissingRow] = []
    for period, counts in zip(months_of(BEGIN.year), MONTHS, strict=True):
        missing = _sample(looked_after, counts.looked_after, chance) + _sample(at_home, counts.at_home, chance)
        made += _month(period, counts, missing, set(looked_after), chance)
    made += _back_in_the_last_month(known[2 * OFTEN_MISSING :])
    return sorted(made, key=lambda row: (row.missing_from, row.child_id))


def _sample(children: list[Child], count: int, chance: Chance) -> list[Child]:
    """Some of them, rather the same ones month after month."""
    return sorted(children, key=lambda child: children.index(child) * chance.random())[:count]


def _month(
    period: Period, counts: Month, missing: list[Child], looked_after: set[Child], chance: Chance
) -> list[MissingRow]:
    """The first children are interviewed after their first episode of the month."""
    order = chance.shuffled(missing)
    in_time = chance.flags(counts.interviews, counts.in_time)
    more = spread(counts.episodes - len(order), [1 / (place + 1) for place in range(len(order))])
    frequent = dict(zip(chance.shuffled(order), more, strict=True))
    made = []
    for place, child in enumerate(order):
        interviewed = place < counts.interviews
        starts = _starts(period, 1 + frequent[child], interviewed, chance)
        for number, start in enumerate(starts):
            back = start + dt.timedelta(minutes=_minutes(start, starts[number + 1 :], period, chance))
            held = None
            if interviewed and number == 0:
                day = back + dt.timedelta(chance.between(*(IN_TIME_DAYS if in_time[place] else LATE_DAYS)))
                held = day.replace(hour=chance.between(10, 16), minute=chance.below(60))
            offered = held is not None or chance.happens(OFFERED_WITHOUT_INTERVIEW)
            made.append(MissingRow("", child.child_id, start, back, child in looked_after, offered, held))
    return made


def _starts(period: Period, count: int, interviewed: bool, chance: Chance) -> list[dt.datetime]:
    """Evenings of different days, the first early in the month when an interview is to follow."""
    days = chance.shuffled(range(1, period.end.day + 1))
    if interviewed:
        first = next(day for day in days if day <= FIRST_DAYS)
        days = [first, *(day for day in days if day > first)]
    chosen = sorted(days[:count])
    assert len(chosen) == count, "too many episodes for the days of the month"
    year, month = period.start.year, period.start.month
    return [dt.datetime(year, month, day, chance.between(15, 19), chance.below(60)) for day in chosen]


def _minutes(start: dt.datetime, later: list[dt.datetime], period: Period, chance: Chance) -> int:
    """How long an episode lasts: over before the next one and before the month is."""
    last = later[0] if later else dt.datetime.combine(period.end, dt.time(23, 59))
    room = int((last - start).total_seconds() // 60)
    return chance.between(30, min(room - 1, chance.pick(LONGEST)))


def _back_in_the_last_month(others: list[Child]) -> list[MissingRow]:
    """Missing over the end of February; the child's episode is one of February's."""
    start, back = dt.datetime(2016, 2, 29, 20, 10), dt.datetime(2016, 3, 1, 7, 45)
    return [
        MissingRow("", child.child_id, start, back, False, True, None) for child in others[:BACK_FROM_THE_MONTH_BEFORE]
    ]
