"""What readers have from earlier editions, and what a new one must do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorecard.definitions.audiences import Audience
from scorecard.publish.seen import Seen
from scorecard.publish.suppression.quantities import Quantities, Quantity
from scorecard.publish.suppression.rounding import rounded
from scorecard.values import IndicatorValue, Key, Status, Values


@dataclass
class Earlier:
    """How the figures of a new edition stand to those that readers have seen."""

    told: set[Quantity] = field(default_factory=set)
    """Numbers that have not changed since readers saw them."""
    hidden: set[Key] = field(default_factory=set)
    """Figures that were hidden, and would give others away if they were shown now."""
    revised: set[Quantity] = field(default_factory=set)
    """Counts that differ from what readers saw by no more than the threshold."""


def compared(values: Values, quantities: Quantities, audience: Audience, earlier: Seen | None) -> Earlier:
    """What a new edition of the values must heed."""
    made = Earlier()
    for key, then in (earlier or {}).items():
        now = values.figures.get(key)
        if now is None:
            continue
        if then.status == Status.SUPPRESSED:
            made.hidden.add(key)
            continue
        seen = rounded(now, values.indicators[key.code], audience.rounding)
        if (seen.numerator, seen.value) == (then.numerator, then.value):
            made.told.update(quantities.of[key])
            if key in quantities.bases and seen.denominator == then.denominator:
                made.told.add(quantities.bases[key])
        elif audience.differences and audience.rounding == 1:
            made.revised.update(_moved_a_little(now, then, quantities, audience.threshold))
    return made


def _moved_a_little(
    now: IndicatorValue, then: IndicatorValue, quantities: Quantities, threshold: int
) -> Iterator[Quantity]:
    amounts = {"value": (now.value, then.value), "numerator": (now.numerator, then.numerator),
               "denominator": (now.denominator, then.denominator)}
    for quantity in quantities.of[now.key]:
        new, old = amounts.get(quantity.part, (None, None))
        if new and old is not None and 0 < abs(new - old) <= threshold and quantities.is_count(quantity):
            yield quantity


def remembered(edition: Values, earlier: Seen | None, revised: Iterable[Key]) -> Seen:
    """All that readers have seen once an edition is out: of each figure what they were told last, or that it is hidden.

    One that is hidden for its small revision keeps the number that they have, so that the next is compared with it.
    """
    before = earlier or {}
    return {**before, **edition.figures, **{key: before[key] for key in revised}}
