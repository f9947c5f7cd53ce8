"""Values -> the values that an audience may see."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scorecard.definitions.audiences import Audience, BackSheet
from scorecard.issues import HiddenCanBeWorkedOut, Issue, SmallFigureIsOut
from scorecard.publish.seen import Seen
from scorecard.publish.suppression.earlier import Earlier, compared, remembered
from scorecard.publish.suppression.edition import for_readers
from scorecard.publish.suppression.hiding import Hiding
from scorecard.publish.suppression.quantities import Quantities, Quantity
from scorecard.publish.suppression.readers import Readers
from scorecard.publish.suppression.sums import all_sums
from scorecard.values import Key, Values


class Reason(StrEnum):
    """Why a figure is hidden; the first that holds."""

    SMALL = "a count, a base or the others of it are few"
    REVISED = "it differs by a few from what was published"
    AGAIN = "it was hidden in the last edition"
    GIVES_AWAY = "it would give a hidden figure away"


@dataclass(frozen=True)
class Suppressed:
    """What an audience may see: the only values from which its edition, its texts and its mail are made."""

    values: Values
    """Only figures of the edition; a hidden one has Status.SUPPRESSED, its targets and no number."""
    known: Seen
    """All that readers of this edition and the ones before have seen: keep it, and give it as `earlier` next time."""
    hidden: Mapping[Key, Reason]
    """Every hidden figure of the edition."""
    issues: list[Issue]
    """What cannot be kept from readers any more, because an earlier edition had it."""

    @property
    def shown(self) -> int:
        return len(self.values.figures) - len(self.hidden)

    @property
    def counts(self) -> dict[Reason, int]:
        """How many figures are hidden for each reason."""
        return {reason: Counter(self.hidden.values())[reason] for reason in Reason}

    def __str__(self) -> str:
        told = "".join(f", {count:,} because {reason}" for reason, count in self.counts.items() if count)
        return f"{len(self.hidden):,} of {len(self.values.figures):,} figures are hidden{told}"


def suppress(
    values: Values, audience: Audience, shown: Collection[Key] | None = None, earlier: Seen | None = None
) -> Suppressed:
    """The values as an audience may see them: small counts hidden, with all that would give them away, then rounded.

    `shown` are the figures that the edition can show (`asked_for`); others are dropped, and without it all are shown.
    `earlier` is what was published to the audience before: `Suppressed.known` of the last edition.
    """
    if BackSheet.DATA_QUALITY not in audience.back_sheets:
        values = dataclasses.replace(values, extracts=[], issues=[])
    keys = sorted(values.figures if shown is None else values.figures.keys() & set(shown))
    quantities = Quantities(values)
    past = compared(values, quantities, audience, earlier)
    hidden: dict[Key, Reason] = {}
    issues: list[Issue] = []
    bases: set[Quantity] = set()
    if audience.threshold:
        hiding = _hide(values, quantities, keys, audience, past)
        hidden = dict(_reasons(keys, quantities, hiding.readers, past))
        issues = list(_out_already(hiding, past, keys, audience))
        bases = hiding.readers.hidden
    edition = for_readers(values, keys, hidden, bases & set(quantities.bases.values()), quantities, audience.rounding)
    known = remembered(edition, earlier, {key for key, reason in hidden.items() if reason == Reason.REVISED})
    return Suppressed(edition, known, hidden, issues)


def _hide(
    values: Values, quantities: Quantities, keys: Collection[Key], audience: Audience, past: Earlier
) -> Hiding:
    readers = Readers(quantities, all_sums(values, quantities, keys), keys, audience.threshold, past.told)
    again = _again(keys, quantities, past)
    for key in again:
        readers.hide_figure(key)
    counts = {quantities.of[key][0] for key in again if len(quantities.of[key]) == 1}
    first = quantities.small(keys, audience.threshold) | past.revised | counts
    hiding = Hiding(readers, values)
    hiding.hide(each for each in first if quantities.amounts[each])
    return hiding


def _again(keys: Collection[Key], quantities: Quantities, past: Earlier) -> list[Key]:
    """Figures that were hidden and are not 0 now."""
    return [key for key in keys if key in past.hidden and any(quantities.amounts[each] for each in quantities.of[key])]


def _reasons(
    keys: Collection[Key], quantities: Quantities, readers: Readers, past: Earlier
) -> Iterator[tuple[Key, Reason]]:
    again = set(_again(keys, quantities, past))
    for key in keys:
        behind = set(quantities.of[key])
        if any(quantities.is_small(each, readers.threshold) for each in behind):
            yield key, Reason.SMALL
        elif behind & past.revised & readers.hidden:
            yield key, Reason.REVISED
        elif key in again:
            yield key, Reason.AGAIN
        elif behind & readers.hidden:
            yield key, Reason.GIVES_AWAY


def _out_already(hiding: Hiding, past: Earlier, keys: Collection[Key], audience: Audience) -> Iterator[Issue]:
    """Small counts that readers have from an earlier edition, and what they can work out with its help."""
    place = f"edition for {audience.name}"
    for each in sorted(hiding.readers.hidden & past.told):
        yield SmallFigureIsOut(file=place, found=_words(each))
    for each in sorted({recovered.quantity for recovered in hiding.given_up if recovered.exactly}):
        yield HiddenCanBeWorkedOut(file=place, found=_words(each))


def _words(quantity: Quantity) -> str:
    where = f"|{quantity.breakdown}={quantity.category}" if quantity.breakdown else ""
    part = "" if quantity.part == "value" else f", {quantity.part}"
    return f"{quantity.code}{where}@{quantity.period}{part}"
