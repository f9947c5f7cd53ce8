"""Counts that stand under two names, found by their numbers: no mapping has to say so.

"Assessed in 45 days" is the first bands of a duration, the base of a percentage is the count of another indicator, net
is gained less lost. Each series gets a fingerprint, its months each times a fixed large number, added up: the
fingerprint of a sum is the sum of the fingerprints, so that every subset of a breakdown is tried in no time.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from scorecard.periods import Kind, ending, month_end
from scorecard.publish.suppression.quantities import Quantities, Series
from scorecard.values import Values

MONTHS = 24
ENOUGH = 6
"""Months with a number other than 0 that bear a rule out; fewer may agree by chance."""
MOST_CATEGORIES = 14
"""Of a breakdown with more, only few categories at a time are added up."""
FEW = 3
MODULUS = 2**61 - 1

Found = tuple[tuple[Series, ...], Series]
"""Parts, and the whole that they add up to."""
Prints = Mapping[Series, int]


def found_sums(values: Values, quantities: Quantities) -> Iterator[Found]:
    """Every series that is another one, or the sum of categories of a breakdown, or of others of its extract."""
    for prints, telling in _fingerprints(values, quantities):
        wholes: dict[int, list[Series]] = defaultdict(list)
        for series in telling:
            wholes[prints[series]].append(series)
        for same in wholes.values():
            yield from (((first,), other) for first, other in pairwise(same))
        one_each = {number: same[0] for number, same in wholes.items()}
        yield from _of_categories(values, prints, one_each)
        yield from _of_totals(values, prints, one_each)


def _fingerprints(values: Values, quantities: Quantities) -> Iterator[tuple[dict[Series, int], list[Series]]]:
    """The fingerprints of all series over each set of months that some of them have, and which of them tell enough."""
    last = values.run.period.end
    labels = [ending(Kind.MONTH, month_end(last, -back)).label for back in range(MONTHS)]
    numbers: dict[Series, dict[str, int]] = defaultdict(dict)
    wanted = set(labels)
    for each, amount in quantities.amounts.items():
        if each.period in wanted and isinstance(amount, int):
            numbers[each.series][each.period] = amount
    there = {series: months for series, months in numbers.items() if any(months.values())}
    drawn = random.Random(0)
    weights = {label: drawn.randrange(MODULUS) for label in labels}
    for span in sorted({frozenset(months) for months in there.values()}, key=sorted):
        spanned = {series: months for series, months in there.items() if span <= months.keys()}
        prints = {series: sum(weights[label] * months[label] for label in span) % MODULUS
                  for series, months in spanned.items()}
        yield prints, [series for series, months in spanned.items() if _tells([months[label] for label in span])]


def _tells(months: Sequence[int]) -> bool:
    return len(set(months)) > 1 and sum(number != 0 for number in months) >= ENOUGH


def _of_categories(values: Values, prints: Prints, wholes: Mapping[int, Series]) -> Iterator[Found]:
    tables: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for series in prints:
        if series.breakdown and series.part != "base":
            tables[series.code, series.part, series.breakdown].append(series)
    for categories in tables.values():
        for parts, number in _subsets(categories, prints):
            whole = wholes.get(number)
            if whole and whole not in parts and len(parts) > 1:
                yield parts, whole


def _subsets(categories: Sequence[Series], prints: Prints) -> Iterator[tuple[tuple[Series, ...], int]]:
    """Categories added up: all ways of it, or with a few at a time where there are many."""
    if len(categories) > MOST_CATEGORIES:
        for size in range(2, FEW + 1):
            for parts in combinations(categories, size):
                yield parts, sum(prints[each] for each in parts) % MODULUS
        return
    sums = [0]
    for each in categories:
        sums += [(number + prints[each]) % MODULUS for number in sums]
    for bits, number in enumerate(sums):
        yield tuple(each for n, each in enumerate(categories) if bits >> n & 1), number


def _of_totals(values: Values, prints: Prints, wholes: Mapping[int, Series]) -> Iterator[Found]:
    """Two or three totals of an extract that make another one, such as net = gained − lost."""
    extracts: dict[str, list[Series]] = defaultdict(list)
    for series in wholes.values():
        if not series.breakdown:
            extracts[values.indicators[series.code].extract].append(series)
    for totals in extracts.values():
        mine = {prints[each]: each for each in totals}
        for size in range(2, FEW + 1):
            for parts in combinations(totals, size):
                whole = mine.get(sum(prints[each] for each in parts) % MODULUS)
                if whole and whole not in parts:
                    yield parts, whole
