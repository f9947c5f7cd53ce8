"""Chance that falls the same way on every machine, and shares that come out exactly."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Label = TypeVar("Label", bound=Hashable)


class Chance:
    """A stream of chance with a name of its own, so that a change in one section leaves the others as they were.

    Only `random()` is used: Python promises its sequence across versions, which it does not for `shuffle` or `choice`.
    """

    def __init__(self, name: str) -> None:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        self.random = random.Random(seed).random

    def below(self, count: int) -> int:
        return int(self.random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def happens(self, share: float) -> bool:
        return self.random() < share

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.random() * len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        shuffled = list(things)
        for last in range(len(shuffled) - 1, 0, -1):
            other = self.below(last + 1)
            shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
        return shuffled

    def quota(self, count: int, shares: Mapping[Label, float]) -> list[Label]:
        """So many labels, in the given shares exactly, in an order left to chance."""
        counts = spread(count, list(shares.values()))
        return self.shuffled([label for label, number in zip(shares, counts, strict=True) for _ in range(number)])

    def flags(self, count: int, true: int) -> list[bool]:
        """So many flags, of which `true` are set."""
        return self.shuffled([place < true for place in range(count)])


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Cut a total into whole parts in proportion to weights; the largest remainders are rounded up."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def by_weight(weights: Mapping[Label, float], steps: int = 1000) -> list[Label]:
    """A list in which each label stands as often as its weight says, to be picked from."""
    counts = spread(steps, list(weights.values()))
    return [label for label, count in zip(weights, counts, strict=True) for _ in range(count)]
