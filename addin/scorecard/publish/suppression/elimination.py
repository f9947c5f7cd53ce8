"""Which unknown numbers follow from sums by adding and subtracting them, however many it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, TypeVar

from scorecard.publish.suppression.quantities import Quantity

Term = TypeVar("Term")
PRIME = 2**61 - 1
"""Arithmetic is exact in whole numbers up to this prime, where fractions would grow long."""


class _Row(NamedTuple):
    """Sums added up, each so many times: how often each unknown number, and each sum, is in them."""

    factors: dict[Quantity, int]
    sums: dict[int, int]


class _Rows:
    """Rows that are cleared of one unknown number after the other."""

    def __init__(self, sums: Mapping[int, Mapping[Quantity, int]]) -> None:
        self.rows = {number: _Row(dict(each), {number: 1}) for number, each in sums.items()}
        self.having: dict[Quantity, set[int]] = defaultdict(set)
        for number, row in self.rows.items():
            for quantity in row.factors:
                self.having[quantity].add(number)

    def clear(self, quantity: Quantity, pivot: int) -> None:
        """Take a number out of every row but one, by adding that one as often as it needs."""
        base = self.rows[pivot]
        inverse = pow(base.factors[quantity], -1, PRIME)
        for number in sorted(self.having[quantity] - {pivot}):
            row = self.rows[number]
            times = row.factors[quantity] * inverse % PRIME
            _subtract(row.sums, base.sums, times)
            _subtract(row.factors, base.factors, times)
            for other in base.factors:
                (self.having[other].add if other in row.factors else self.having[other].discard)(number)

    def drop(self, number: int) -> None:
        for quantity in self.rows.pop(number).factors:
            self.having[quantity].discard(number)


def _subtract(row: dict[Term, int], base: Mapping[Term, int], times: int) -> None:
    for term, factor in base.items():
        if new := (row.get(term, 0) - times * factor) % PRIME:
            row[term] = new
        else:
            row.pop(term, None)


def determined(
    sums: Mapping[int, Mapping[Quantity, int]], secret: Collection[Quantity]
) -> Iterator[tuple[Quantity, Mapping[int, int]]]:
    """The secret numbers that some sums determine, each with the sums that it takes and how often it takes them.

    `sums` have the sign of each unknown number. Those that are not secret are cleared away first, each with a sum that
    says no more than what it is; in what remains, a secret alone in its row is determined.
    """
    rows = _Rows(sums)
    others = {quantity for each in sums.values() for quantity in each} - set(secret)
    for quantity in sorted(others, key=lambda each: (len(rows.having[each]), each)):
        if rows.having[quantity]:
            pivot = _shortest(rows, quantity)
            rows.clear(quantity, pivot)
            rows.drop(pivot)
    for number in sorted(rows.rows):
        if row := rows.rows[number].factors:
            rows.clear(min(row, key=lambda each: (len(rows.having[each]), each)), number)
    for factors, taken in rows.rows.values():
        if len(factors) == 1:
            yield next(iter(factors)), taken


def _shortest(rows: _Rows, quantity: Quantity) -> int:
    return min(rows.having[quantity], key=lambda number: (len(rows.rows[number].factors), number))
